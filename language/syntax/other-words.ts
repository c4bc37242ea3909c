import type { KeywordPlace } from "../vocabulary.ts";

type Words = readonly (readonly [pattern: RegExp, meant: string])[];

/**
 * Words that people write by habit from other tools, from SQL or from Russian, with the keywords that
 * they most likely mean. Only where the word written can't be a name.
 */
const starts: Partial<Record<KeywordPlace, Words>> = {
  file: [
    [/^(?:воронк[аи]|funnels)$/iu, "funnel"],
    [/^(?:источник|data|dataset|table|from)$/iu, "source"],
    [/^(?:сегмент|cohort)$/iu, "segment"],
  ],
  source: [
    [/^(?:users?|user_?id|who|customer|visitor|client|участник|пользователь|кто)$/iu, "actor"],
    [/^(?:timestamp|datetime|date|when|ts|время|дата|когда)$/iu, "time"],
    [/^(?:events|event_name|action|what|событие)$/iu, "event"],
    [/^(?:tz|time_?zone|zone)$/iu, "timezone"],
    [/^(?:filter|having|if|где|фильтр)$/iu, "where"],
  ],
  funnel: [
    [/^(?:steps?|stages|этап|шаг|стадия)$/iu, "stage"],
    [/^(?:filter|having|if|где|фильтр)$/iu, "where"],
    [/^(?:periods?|dates?|range|период)$/iu, "during"],
    [/^(?:сегмент|cohort)$/iu, "segment"],
    [/^(?:окно|conversion_window)$/iu, "window"],
    [/^(?:assert|require|goal|ожидание|ожидаем)$/iu, "expect"],
  ],
};

/** In front of `by`. */
const splitting = /^(?:group|break|breakdown|segment|slice|splitted|разбить|разбивка)$/iu;

const infix: Words = [
  [/^(?:i?like|has|includes?|содержит)$/iu, "contains"],
  [/^(?:if|having|filter|где)$/iu, "where"],
  [/^(?:starts?_?with|begins?)$/iu, "starts with"],
  [/^ends?_?with$/iu, "ends with"],
  [/^(?:regexp?|rlike|match)$/iu, "matches"],
  [/^limit$/iu, "top"],
  [/^(?:и)$/iu, "and"],
  [/^(?:или)$/iu, "or"],
];

/** The keyword that a word at the start of a statement stands for. */
export function startMeant(word: string, place: KeywordPlace): string | undefined {
  return meant(word, starts[place] ?? []);
}

/** The keyword that a word within a statement stands for; `next` is what follows it. */
export function infixMeant(word: string, next: string | undefined): string | undefined {
  if (next === "by") return splitting.test(word) ? "split" : undefined;
  return meant(word, infix);
}

function meant(word: string, words: Words): string | undefined {
  return words.find(([pattern]) => pattern.test(word))?.[1];
}
