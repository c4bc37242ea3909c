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
    [/^(?:удержание|cohorts|retentions)$/iu, "retention"],
    [/^(?:эксперимент|ab_?test|test)$/iu, "experiment"],
    [/^(?:факторы|correlations?)$/iu, "drivers"],
    [/^(?:скоринг|scoring)$/iu, "score"],
    [/^(?:сценарий|what_?if)$/iu, "scenario"],
    [/^(?:аудитория|list)$/iu, "audience"],
    [/^(?:параметр|parameter|var|variable|const)$/iu, "param"],
    [/^(?:подключение|database)$/iu, "connection"],
    [/^(?:импорт|include|require)$/iu, "import"],
  ],
  source: [
    [/^(?:users?|user_?id|who|customer|visitor|client|участник|пользователь|кто)$/iu, "actor"],
    [/^(?:timestamp|datetime|date|when|ts|время|дата|когда)$/iu, "time"],
    [/^(?:events|event_name|action|what|событие)$/iu, "event"],
    [/^(?:tz|time_?zone|zone)$/iu, "timezone"],
    [/^(?:filter|having|if|где|фильтр)$/iu, "where"],
    [/^(?:unnest|explode|flatten)$/iu, "each"],
    [/^(?:lookup|merge|присоединить)$/iu, "join"],
    [/^(?:visit|визит|сессия)$/iu, "session"],
    [/^(?:этапы)$/iu, "stages"],
    [/^(?:итоги)$/iu, "totals"],
    [/^(?:price|затраты|стоимость)$/iu, "cost"],
    [/^(?:amount|ценность|сумма)$/iu, "value"],
    [/^(?:валюта)$/iu, "currency"],
    [/^(?:tab|worksheet|лист)$/iu, "sheet"],
    [/^(?:distinct|unique|deduplicate)$/iu, "dedupe"],
    [/^(?:param|var|set|define)$/iu, "let"],
  ],
  funnel: [
    [/^(?:steps?|stages|этап|шаг|стадия)$/iu, "stage"],
    [/^(?:filter|having|if|где|фильтр)$/iu, "where"],
    [/^(?:periods?|dates?|range|период)$/iu, "during"],
    [/^(?:сегмент|cohort)$/iu, "segment"],
    [/^(?:окно|conversion_window)$/iu, "window"],
    [/^(?:assert|require|goal|ожидание|ожидаем)$/iu, "expect"],
    [/^(?:выход|out|lost)$/iu, "exit"],
    [/^(?:exclude|except|без)$/iu, "without"],
    [/^(?:versus|сравнить)$/iu, "compare"],
    [/^(?:тренд|timeline)$/iu, "trend"],
    [/^(?:annotation|annotate|заметка)$/iu, "note"],
    [/^(?:metric|kpi|показатель)$/iu, "measure"],
    [/^(?:plot|graph|график)$/iu, "chart"],
    [/^(?:модель)$/iu, "model"],
    [/^(?:constant|одинаково)$/iu, "same"],
  ],
  retention: [
    [/^(?:begin|birth|начало)$/iu, "start"],
    [/^(?:back|comeback|возврат|возвращение)$/iu, "return"],
    [/^(?:each|per|interval|каждый|каждую)$/iu, "every"],
    [/^(?:filter|having|if|где|фильтр)$/iu, "where"],
  ],
  experiment: [
    [/^(?:group|arm|bucket|вариант|группа)$/iu, "variant"],
    [/^(?:baseline|контроль)$/iu, "control"],
    [/^(?:target|цель)$/iu, "goal"],
    [/^(?:metric|kpi|показатель)$/iu, "measure"],
    [/^(?:allocation|traffic)$/iu, "split"],
  ],
  drivers: [
    [/^(?:target|цель)$/iu, "goal"],
    [/^(?:features|using|by|из)$/iu, "from"],
    [/^(?:least|минимум)$/iu, "minimum"],
  ],
  score: [
    [/^(?:target|цель)$/iu, "goal"],
    [/^(?:rule|балл|баллы)$/iu, "points"],
    [/^(?:train|fit)$/iu, "learn"],
    [/^(?:bands|tiers|оценки)$/iu, "grades"],
  ],
  scenario: [[/^(?:steps?|этап|шаг|стадия)$/iu, "stage"]],
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

const functions: Words = [
  [
    /^(?:now|today|getdate|sysdate|utcnow|curdate|current_(?:date|time|timestamp)|сейчас|сегодня)$/iu,
    "as_of",
  ],
  [/^(?:len|strlen|char_length|длина)$/iu, "length"],
  [/^(?:ucase|upcase|to_?upper)$/iu, "upper"],
  [/^(?:lcase|downcase|to_?lower)$/iu, "lower"],
  [/^(?:if_?null|nvl|zn)$/iu, "coalesce"],
  [/^(?:iif|iff|если)$/iu, "if"],
  [/^(?:ceiling|round_?up)$/iu, "ceil"],
  [/^(?:trunc|truncate|round_?down|int)$/iu, "floor"],
  [/^(?:substitute|regexp_replace)$/iu, "replace"],
  [/^(?:l|r)?(?:strip|trim)$/iu, "trim"],
  [/^(?:day_?of_?week|dow|isodow)$/iu, "weekday"],
  [/^(?:bin|bucket|width_bucket|ntile)$/iu, "band"],
];

/** The function over a row that a word from elsewhere stands for. */
export function functionMeant(word: string): string | undefined {
  return meant(word, functions);
}

function meant(word: string, words: Words): string | undefined {
  return words.find(([pattern]) => pattern.test(word))?.[1];
}
