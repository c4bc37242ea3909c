import { plural } from "./ru-plural.ts";
import type { ScoreMessages } from "./scores.ts";

const actors = (count: number, text: string): string =>
  `${text} ${plural(count, "участник", "участника", "участников")}`;
/** На ком, от кого. */
const ofActors = (count: number, text: string): string =>
  `${text} ${plural(count, "участника", "участников", "участников")}`;

export const scoresRu: ScoreMessages = {
  score: {
    better: (auc, share) =>
      `Скоринг различает, кто дойдёт до цели: из двоих у дошедшего балл выше в ${share} случаев (AUC ${auc})`,
    chance: (auc) => `Не лучше случайного угадывания (AUC ${auc}, случайность — 0,5)`,
    worse: (auc) => `Хуже случайного: у дошедших балл ниже (AUC ${auc})`,
    nothing: "Сравнивать не с чем: из тех, о ком можно судить, дошли все или никто",
    top: (share, lift, scores) =>
      `В группе с высшим баллом (${scores}) доходят ${share}, в ${lift} раза больше среднего`,
    judged: (count, text, converted, share) =>
      `Проверено на данных ${ofActors(count, text)}, из них дошли ${converted} (${share})`,
    trained: (count, text) => `Обучено на данных ${ofActors(count, text)}, вошедших раньше`,
    immature: (count, text) =>
      `Не ${plural(count, "учтён", "учтены", "учтены")} ${actors(count, text)}: вошли слишком недавно`,
    withoutScore: (count, text) =>
      `Не ${plural(count, "учтён", "учтены", "учтены")} ${actors(count, text)} без балла`,
    already: (count, text) =>
      `Не ${plural(count, "учтён", "учтены", "учтены")} ${actors(count, text)}: на цели с первой же строки`,
    grades: "По классам",
    grade: "Класс",
    scores: "Балл",
    actors: "Участники",
    converted: "Дошли",
    share: "Доля",
    interval: "95 %",
    rest: "ниже",
    groups: "По убыванию балла",
    lift: "Прирост",
    predicted: "Прогноз",
    groupsNote: "Прирост — доля группы ÷ доля всех. Равные баллы остаются в одной группе.",
    rules: "Баллы",
    rule: "Когда",
    points: "Баллы",
    later: "Только позже",
    laterNote: "Скоринг считает то, что известно при входе: за более позднее баллов нет.",
    weights: "Чему обучился",
    signal: "Признак",
    odds: "Шансы ×",
    did: (event) => `было ${event}`,
    has: (name, value) => `${name} = ${value}`,
    against: "По сравнению с",
    otherValue: "другое значение",
    missing: "нет значения",
    strongest: (shown, all) => `Показаны самые сильные: ${shown} из ${all}; в JSON есть все.`,
    weightsNote: "Связь с целью — ещё не причина.",
  },
};
