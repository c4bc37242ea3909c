import type { Locale } from "../messages/locale.ts";

type Row = readonly [en: string, ru: string];

/** The figures over a funnel's result, as they may be named in measures and expectations. */
const rows = {
  actors: ["How many actors reached the stage.", "Сколько участников дошло до этапа."],
  conversion: [
    "Those who reached B among those who reached A, as a share. With `within`, only if it took them no longer. Without stages, of the whole funnel.",
    "Доля дошедших до B среди дошедших до A. С `within` — только если успели за это время. Без этапов — по всей воронке.",
  ],
  dropoff: [
    "Those who reached A but not B, as a share. Without stages, of the whole funnel.",
    "Доля дошедших до A, но не до B. Без этапов — по всей воронке.",
  ],
  median_time: [
    "The median time from A to B. Without stages, from the entry to the goal.",
    "Медианное время от A до B. Без этапов — от входа до цели.",
  ],
  average_time: [
    "The mean time from A to B. Without stages, from the entry to the goal.",
    "Среднее время от A до B. Без этапов — от входа до цели.",
  ],
  p90_time: [
    "The time from A to B that nine of ten keep. Without stages, from the entry to the goal.",
    "Время от A до B, в которое укладываются девять из десяти. Без этапов — от входа до цели.",
  ],
  count: [
    "How many rows of the stage there are; with a value, how many of them have it. `at`: one row an actor, `of`: all of their rows.",
    "Сколько строк у этапа; со значением — у скольких оно есть. `at` — одна строка участника, `of` — все его строки.",
  ],
  sum: [
    "The sum of a value over the rows of a stage. `of`: all rows of the actors who reached it (revenue is `sum(amount) of Paid`), `at`: one row an actor.",
    "Сумма значения по строкам этапа. `of` — все строки дошедших (выручка — это `sum(amount) of Paid`), `at` — одна строка участника.",
  ],
  avg: [
    "The mean of a value over the rows of a stage; missing values are left out.",
    "Среднее значение по строкам этапа; отсутствующие не учитываются.",
  ],
  min: ["The least value over the rows of a stage.", "Наименьшее значение по строкам этапа."],
  max: ["The greatest value over the rows of a stage.", "Наибольшее значение по строкам этапа."],
  median: [
    "The median of a value over the rows of a stage; missing values are left out.",
    "Медиана значения по строкам этапа; отсутствующие не учитываются.",
  ],
  share: [
    "The share of those who reached the stage whose row fits the condition.",
    "Доля дошедших до этапа, чья строка подходит под условие.",
  ],
  cost: [
    "What a source cost: the sum of its `cost` over the rows in `during`.",
    "Затраты по источнику: сумма его `cost` по строкам за период `during`.",
  ],
  value: [
    "What a source is worth: the sum of its `value` over the rows in `during`.",
    "Ценность по источнику: сумма его `value` по строкам за период `during`.",
  ],
  nps: [
    "The Net Promoter Score, −100 to 100: the share of the two highest marks minus that of 0 to 6. Marks go from 0 to 10 unless two more numbers say otherwise.",
    "Индекс NPS, от −100 до 100: доля двух высших оценок минус доля оценок от 0 до 6. Оценки от 0 до 10, если не указаны другие границы.",
  ],
  csat: [
    "The share of satisfied answers: those that fit the condition.",
    "Доля довольных: ответов, подходящих под условие.",
  ],
  repeat_rate: [
    "Of those who reached the stage, the share who did it again later; with `within`, in that time.",
    "Доля дошедших до этапа, кто потом сделал это ещё раз; с `within` — за это время.",
  ],
  ctr: [
    "The click-through rate: the count of B by the count of A, two stages of a source of totals.",
    "CTR: число B, делённое на число A, — двух этапов источника с итогами.",
  ],
  bounce_rate: [
    "The share of visits with a single row. The source says with `session` what a visit is.",
    "Доля визитов с единственной строкой. Что такое визит, говорит `session` источника.",
  ],
  time_on_site: [
    "The mean time from the first to the last row of a visit. The source says with `session` what a visit is.",
    "Среднее время от первой до последней строки визита. Что такое визит, говорит `session` источника.",
  ],
  events_per_visit: [
    "The mean number of rows in a visit. The source says with `session` what a visit is.",
    "Среднее число строк в визите. Что такое визит, говорит `session` источника.",
  ],
  win_rate: [
    "Those who reached the goal among those who reached it or left by an `exit`; who is still open isn't counted.",
    "Доля достигших цели среди тех, кто её достиг или ушёл через `exit`; открытые не учитываются.",
  ],
  sales_cycle: ["The median time from the entry to the goal.", "Медианное время от входа до цели."],
  ltv: [
    "The sum of a value over the goal's rows from the first goal on, for each converted actor: observed so far, not predicted.",
    "Сумма значения по строкам цели, начиная с первой, на одного сконвертировавшегося: накопленная на сегодня, не прогноз.",
  ],
  referrals_per_actor: [
    "How many rows of the stage there are for each actor who entered.",
    "Сколько строк этапа приходится на одного вошедшего.",
  ],
} as const satisfies Readonly<Record<string, Row>>;

export type FigureName = keyof typeof rows;

export const figureNames = Object.keys(rows) as readonly FigureName[];

export function figureDoc(name: FigureName): Readonly<Record<Locale, string>> {
  const [en, ru] = rows[name];
  return { en, ru };
}
