import { plural } from "./ru-plural.ts";
import type { TrialMessages } from "./trials.ts";

const inBrackets = (range: string): string => (range === "" ? "" : ` (${range})`);
const actors = (count: number, text: string): string =>
  `${text} ${plural(count, "участник", "участника", "участников")}`;

export const trialsRu: TrialMessages = {
  experiment: {
    beats: (variant, control, points, range, p) =>
      `${variant} лучше, чем ${control}: ${points}${inBrackets(range)}, ${p}`,
    worse: (variant, control, points, range, p) =>
      `${variant} хуже, чем ${control}: ${points}${inBrackets(range)}, ${p}`,
    noise: (variant, control, points, range) =>
      `${variant} и ${control}: разница не больше случайной, ${points}${inBrackets(range)}`,
    plain: (variant, control, points, range) =>
      `${variant} против ${control}: ${points}${inBrackets(range)}`,
    detectable: (points) =>
      points === ""
        ? "при таких числах нельзя было заметить никакую разницу"
        : `при таких числах можно было заметить разницу не меньше ${points}`,
    needed: (count, text) =>
      `чтобы заметить такую, в каждом варианте ${plural(count, "нужен", "нужны", "нужно")} примерно ${actors(count, text)}`,
    nobody: (variant) => `${variant}: сюда никто не дошёл, сравнивать нечего`,
    untrusted: (p) =>
      `Результату нельзя верить: участники распределены не так, как задумано (${p}), победитель не назван`,
    noControl: (control) => `В варианте ${control} никого нет, сравнивать не с чем`,
    several: (count) => `${count} с несколькими вариантами`,
    without: (count) => `${count} без варианта`,
    others: (count) => `${count} с другими значениями`,
    leftOut: (list) => `Не учтены: ${list}`,
    variant: "Вариант",
    entered: "Вошли",
    conversion: (level) => `Конверсия (${level})`,
    difference: (level) => `Разница (${level})`,
    lift: "Прирост",
    best: "Вероятно, лучший",
    p: "p",
    measure: (name) => name,
    value: "Значение",
    of: "Из",
    corrected: "p с поправкой на число вариантов.",
  },
  drivers: {
    did: (event) => `Событие ${event}`,
    more: (signal, odds, range, p) =>
      `${signal}: с ним доходят чаще, шансы ×${odds} (${range}), ${p}`,
    less: (signal, odds, range, p) =>
      `${signal}: с ним доходят реже, шансы ×${odds} (${range}), ${p}`,
    only: (signal, p) => `${signal}: без него никто не дошёл, ${p}`,
    never: (signal, p) => `${signal}: с ним никто не дошёл, ${p}`,
    none: "Ничто не связано с успехом сильнее, чем случайно",
    nothing: "Сравнивать нечего: участников мало или нет ничего, что было бы только у части из них",
    tried: (count, text, minimum, converted, all) =>
      `${plural(count, "Проверен", "Проверено", "Проверено")} ${text} ${plural(count, "признак", "признака", "признаков")}, участников с каждым и без него не меньше ${minimum}; дошли ${converted} из ${all}`,
    caution: "Связь с успехом ещё не значит, что это его причина",
    title: (from, to) => `Что связано с шагом ${from} → ${to}`,
    signal: "Признак",
    actors: "У кого был",
    odds: "Шансы ×",
    interval: "95\u00a0%",
    p: "p",
    corrected: (count, text) =>
      `p с поправкой на ${text} ${plural(count, "проверенный признак", "проверенных признака", "проверенных признаков")}.`,
    surest: (text, all) => `Самые надёжные: ${text} из ${all}; в JSON есть все.`,
  },
};
