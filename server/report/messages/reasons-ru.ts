import { plural } from "./ru-plural.ts";
import type { ReasonMessages } from "./reasons.ts";

/** «1 не успел», «2 не успели». */
const did = (count: number, text: string, one: string, many: string): string =>
  `${text} ${plural(count, one, many, many)}`;

export const reasonsRu: ReasonMessages = {
  title: "Почему остановились",
  lost: (count, text) => `${plural(count, "потерян", "потеряны", "потеряно")} ${text}`,
  exit: (count, text, name) => `${did(count, text, "вышел", "вышли")} через ${name}`,
  parts: {
    open: (_, text) => `у ${text} ещё есть время`,
    without: (_, text) => `у ${text} между этапами было запрещённое`,
    late: (count, text) => `${did(count, text, "не успел", "не успели")} в окно`,
    within: (count, text) => `${did(count, text, "не уложился", "не уложились")} в срок этапа`,
    after: (count, text) => `${did(count, text, "пришёл", "пришли")} слишком рано`,
    same: (_, text) => `у ${text} другое значение того, что должно совпадать`,
    at_least: (count, text) => `${did(count, text, "сделал", "сделали")} это слишком мало раз`,
    strict: (_, text) => `у ${text} между этапами было что-то ещё`,
    several: (count, text) =>
      `${did(count, text, "остановлен", "остановлены")} несколькими правилами`,
    before: (count, text) => `${did(count, text, "сделал", "сделали")} это раньше`,
    nothing: (count, text) =>
      did(count, text, "больше ничего не сделал", "больше ничего не сделали"),
    rest: (count, text) => `${did(count, text, "так и не сделал", "так и не сделали")} этого`,
  },
  other: (count, text, events) => `${did(count, text, "сделал", "сделали")} другое (${events})`,
  explain: {
    neverEntered: (first) => `Не входил: во время воронки нет ${first}.`,
    dropped: "Исключён из воронки: without … else drop actor.",
    converted: (goal, duration) =>
      duration === "" ? `Этап ${goal} достигнут.` : `Этап ${goal} достигнут через ${duration}.`,
    exit: (name, time) => `Вышел через ${name}${time === "" ? "" : ` ${time}`}.`,
    open: (stage, time) =>
      `Время на ${stage} ещё есть${time === "" ? "" : `: последний подходящий вход — ${time}`}.`,
    late: (stage, by, window) =>
      window === "" ? `${stage} — в другом визите.` : `${stage} — на ${by} позже окна в ${window}.`,
    within: (stage, by, limit) => `${stage} — на ${by} позже своего срока в ${limit}.`,
    after: (stage, by, limit) =>
      `${stage} — на ${by} раньше, чем нужно: считается только через ${limit}.`,
    without: (event, time) =>
      `Между этапами было ${event}${time === "" ? "" : ` (${time})`}: without это запрещает.`,
    same: (stage) => `${stage} — с другим значением того, что должно совпадать.`,
    atLeast: (stage) => `${stage} или этап перед ним сделан слишком мало раз.`,
    strict: (stage) => `Перед ${stage} было что-то ещё: order strict это запрещает.`,
    several: (stage, rules) => `Этапу ${stage} мешают несколько правил вместе: ${rules}.`,
    before: (stage, previous, time) =>
      `${stage} — раньше, чем ${previous}${time === "" ? "" : ` (${time})`}, и больше ни разу.`,
    other: (event, time, stage) =>
      `Дальше было ${event}${time === "" ? "" : ` (${time})`}, но не ${stage}.`,
    nothing: (previous) => `После ${previous} больше ничего не было.`,
    chosen: (stage) => `→ ${stage}`,
    more: (count, text) =>
      `… и ещё ${text} ${plural(count, "строка", "строки", "строк")}: см. --format json`,
  },
  backward: {
    parts: {
      late: (_, text) => `у ${text} это было раньше окна`,
      before: (count, text) => `${did(count, text, "сделал", "сделали")} это только позже`,
      nothing: (count, text) =>
        did(count, text, "раньше ничего не сделал", "раньше ничего не сделали"),
      rest: (count, text) => `${did(count, text, "раньше не сделал", "раньше не сделали")} этого`,
    },
    other: (count, text, events) =>
      `${did(count, text, "сделал", "сделали")} раньше другое (${events})`,
    explain: {
      converted: (first, duration) =>
        duration === ""
          ? `Прочитано назад до ${first}.`
          : `Прочитано назад до ${first}: на ${duration} раньше.`,
      late: (stage, by, window) =>
        window === ""
          ? `${stage} — в другом визите.`
          : `${stage} — на ${by} раньше окна в ${window}.`,
      before: (stage, next, time) =>
        `${stage} — только после ${next}${time === "" ? "" : ` (${time})`}.`,
      other: (event, time, stage) =>
        `Перед этим было ${event}${time === "" ? "" : ` (${time})`}, но не ${stage}.`,
      nothing: (next) => `Перед ${next} ничего не было.`,
    },
  },
};
