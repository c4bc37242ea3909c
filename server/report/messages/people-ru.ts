import type { PeopleMessages } from "./people.ts";
import { plural } from "./ru-plural.ts";

export const peopleRu: PeopleMessages = {
  reached: (count, text, stage) =>
    `${text} ${plural(count, "дошёл", "дошли", "дошли")} до этапа «${stage}»`,
  dropped: (count, text, stage) =>
    `${text} ${plural(count, "остановился", "остановились", "остановились")} перед этапом «${stage}»`,
  inAudience: (_, text, audience) => `${text} в аудитории «${audience}»`,
  scored: (_, text, score) => `${text} с баллом скоринга «${score}»`,
  columns: {
    actor: "Кто",
    entered: "Вход",
    reached: "Достигнут",
    last: "Последний этап",
    goal: "Цель",
    seconds: "Через",
    reason: "Почему",
    score: "Баллы",
    grade: "Класс",
  },
  why: {
    open: "ещё есть время",
    without: "между этапами было запрещённое",
    late: "не успел в окно",
    within: "не уложился в срок этапа",
    after: "слишком рано",
    same: "другое значение того, что должно совпадать",
    at_least: "слишком мало раз",
    strict: "между этапами было что-то ещё",
    several: "несколько правил",
    before: "сделал это раньше",
    other: "сделал другое",
    nothing: "больше ничего не сделал",
    rest: "так и не сделал этого",
  },
  exit: (name) => `вышел через ${name}`,
  backwardWhy: {
    late: "это было раньше окна",
    before: "сделал это только позже",
    other: "до этого сделал другое",
    nothing: "до этого ничего не сделал",
    rest: "до этого так и не сделал",
  },
  moreRows: (count, text) => `… и ещё ${text} ${plural(count, "строка", "строки", "строк")}`,
};
