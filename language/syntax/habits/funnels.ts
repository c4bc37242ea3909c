import { isCalendarDate } from "../build/values.ts";
import { type Habit, habit } from "./habit.ts";
import { digitsOf, durationsOf, monthOf } from "./numbers.ts";
import { stageOf } from "./steps.ts";

const days: Readonly<Record<string, string>> = {
  day: "1 day",
  week: "7 days",
  month: "30 days",
  quarter: "90 days",
  year: "365 days",
};
const adverbs: Readonly<Record<string, string>> = {
  hour: "hourly",
  day: "daily",
  week: "weekly",
  month: "monthly",
};
const opposite: Readonly<Record<string, string>> = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

function lines(statement: string, list: string): string {
  return list
    .split(/\s*(?:,|\band\b|&|\+)\s*/)
    .map((value) => `${statement} ${value}`)
    .join("\n  ");
}

function stageLines(list: string): string {
  const events = list
    .split(/\s*(?:,|[-=]>|→|>|(?<!\S)then(?!\S)|\n\s*(?:-|\d+[.)]))\s*/)
    .filter((event) => event !== "");
  return events.map(stageOf).join("\n  ");
}

const during: readonly Habit[] = [
  habit("^(?:during )?(?:since|from|after|starting|starting from|с)~:?~(<T>)$", "during $1 .."),
  // That the calendar lacks a date is said by itself.
  habit("^during (<T>)$", ([, date = ""]) => (isCalendarDate(date) ? `during ${date} ..` : [])),
  habit(
    "^(?:from|between|since|range|dates?|date range|time range|for|in|on|период|с)~[:=]? ?(?=<T>|\\d{4}\\b)",
    "during ",
  ),
  habit("^(?:last|past|previous) (?=<D>)", "during last "),
  habit(
    "^during~[:=]?~(?:the )?(?:last|past|previous|latest|recent)? ?(\\d+)~(second|minute|hour|day|week|month|year)s?\\b",
    ([, count = "", unit = ""]) => {
      const length = unit === "month" ? 30 : unit === "year" ? 365 : undefined;
      return length === undefined
        ? `during last ${count} ${unit}s`
        : `during last ${Number(count) * length} days`;
    },
  ),
  habit(
    "^during (?:the )?(?:this|current|last|past|previous) (day|week|month|quarter|year)\\b",
    ([, unit = ""]) => `during last ${days[unit] ?? ""}`,
  ),
  habit("^during~[:=]?~(?:today|yesterday|сегодня|вчера)$", "during last 1 day"),
  habit("^during last (\\d+)$", "during last $1 days"),
  habit("^during~[:=]?~[Qq]([1-4])[ /-]~(\\d{4})$", "during $2-Q$1"),
  habit("^during~[:=]?~(\\d{4})[ /.-]?~[Qq]([1-4])$", "during $1-Q$2"),
  habit("^during~[:=]?~([1-4])[Qq]~(\\d{4})$", "during $2-Q$1"),
  habit("^during~[:=]?~(\\p{L}+),? (\\d{4})$", ([, month = "", year = ""]) => {
    const digits = monthOf(month);
    return digits === undefined ? [] : `during ${year}-${digits}`;
  }),
  habit(
    "^during~(?:\\d{1,2})/(\\d{4})$",
    ([all = "", year = ""]) =>
      `during ${year}-${(/(\d{1,2})\//.exec(all)?.[1] ?? "").padStart(2, "0")}`,
  ),
  habit("(<T>)~(?:\\.\\.|to|-|until|till)~(?:today|now|yesterday|сегодня)(?:\\(\\))?$", "$1 .."),
  habit(
    "^during~(?:from |between )?(<T>)~(?:,|-|–|to|and|until|till|through)~(<T>)$",
    "during $1 .. $2",
  ),
  habit(
    "^during~(?:from |between )?(\\d{4}-\\d{2})~(?:\\.\\.|-|–|to|and|until|till|through)~(\\d{4}-\\d{2})$",
    ([, first = "", last = ""]) => {
      const end = [31, 30, 29, 28].map((day) => `${last}-${day}`).find(isCalendarDate);
      return end === undefined ? [] : `during ${first}-01 .. ${end}`;
    },
  ),
  habit("^during~[:=]?~(?:all(?: time| data)?|everything|ever|always|\\*)$", ""),
];

const settings: readonly Habit[] = [
  habit("^(order|model|entry|count|chart|trend)~[:=]?~[\"'](\\w+)[\"']$", "$1 $2"),
  habit("^window~[:=]?~\\(?~(?:within |of |is |up to )?(<D>)(?:~\\))?$", "window $1"),
  habit("^window~[:=]?~[\"'](\\d+.x+)[\"']$", "window $1"),
  habit("^window -~(?=<D>)", "window "),
  habit(
    "^(?:окно|window|(?:conversion|attribution|time|lookback)[ _-]?window|lookback|max time|timeout|within)~[:=]?~(?:of )?(\\d[\\d.]*)(?:~-?~(\\p{L}+))?$",
    ([, amount = "", unit = ""]) => durationsOf(amount, unit).map((text) => `window ${text}`),
  ),
  habit("^(?:окно|conversion[ _-]window|max time|timeout)~[:=]?~(?=<D>)", "window "),
  habit(
    "^(?:conversion )?window[ _](second|minute|hour|day|week)s?~[:=]?~(\\d[\\d.]*)$",
    ([, unit = "", amount = ""]) => durationsOf(amount, unit).map((text) => `window ${text}`),
  ),
  habit("^(entry|count|model) (?:is|at|by|as|in) (\\w+)$", "$1 $2"),
  habit("^order (?:is|by|as) (sequential|strict|any|independent|furthest)$", "order $1"),
  habit(
    "^order~(?:in )?(sequential|strict|any|independent|furthest) (?:order|stages)$",
    "order $1",
  ),
  habit(
    "^count (?:distinct |unique |all |only |the )?(?:users?|people|visitors?|customers?|uniques)$",
    "count actors",
  ),
  habit("^count (?:distinct |unique )?(?:sessions?|visits|tries|entries)$", "count attempts"),
  habit(
    "^(?:hold constant|holding constant|hold|keep|same by|constant|same~[:=])~(?=<N>)",
    "same ",
  ),
  habit("^actor~(?:by|is|as|=|:)~(<N>)", "actor $1"),
  habit("^(actor <N>(?:~,~<N>)*) (?:as|called|named) (<S>)", "$1 $2"),
  habit("^segment (<N>(?:~(?:,|\\band\\b|&|\\+)~<N>)+)$", ([, list = ""]) =>
    lines("segment", list),
  ),
  habit("^segment is (<N>)$", "segment $1"),
  habit("^segment (?:on|by) (<N>)$", "split by $1"),
  habit("^segment <N>~=~(?=.)", "where "),
  habit("^(?:filter|only|include|keep|где|фильтр|having|if)~:?~(?=.)", "where "),
  habit("^(?:and|or) (?=.)", "where "),
  habit(
    "^compare~[:=]?~(?:to|with|against|vs)?~(?:the )?(?:previous|last|prior|preceding)(?: (?:period|day|week|month|quarter|year))?$",
    "compare previous period",
  ),
  habit(
    "^compare~[:=]?~(<N>)~(?:,|and|with|versus|vs\\.|to|against|/|&|-|<>|or)~(<N>)$",
    "compare $1 vs $2",
  ),
  habit(
    "^trend~[:=]?~(?:by |per |every |each |over |on )?(?:the )?(hour|day|week|month)s?\\b",
    ([, unit = ""]) => `trend ${adverbs[unit] ?? ""}`,
  ),
  habit(
    "^(trend <N>)~(?:,|with|and)?~forecast(?:ing)?~[:=]?~(\\d+)(?: \\p{L}+)?$",
    "$1 forecast $2",
  ),
  habit("^note (?:on |at |from )?[\"']?(<T>)[\"']?~[:,=–-]?~(<S>)$", "note $1 $2"),
  habit("^note (<S>),?(?: (?:on|at|from))? [\"']?(<T>)[\"']?$", "note $2 $1"),
  habit("^note~(<T>)~[:,=–-]?~([\\p{L}][^\"'\\n]*)$", 'note $1 "$2"'),
  habit(
    "^chart (?:as |type |of |is )?~[:=]?~(?:a )?(bar|funnel|step|time|trend|survival|flow|pipeline|table)s?(?: chart)?$",
    ([, kind = ""]) => `chart ${/^(?:bar|step)$/.test(kind) ? `${kind}s` : kind}`,
  ),
  habit("^(?:plot|graph|show|draw|visuali[sz]e|display)(?: as)? (?=<N>$)", "chart "),
];

const between = "between (?:stage )?(<N>)~(?:,|->|to|-|–|and)~(?:stage )?(<N>)";
const without: readonly Habit[] = [
  habit("^(?:not|no|exclude|excluding|except|without~:)~(?=<E>)", "without "),
  habit(`^(without .+?)~${between}`, "$1 between $2 and $3"),
  habit("^(without .+?) from (?:stage )?(<N>) to (?:stage )?(<N>)", "$1 between $2 and $3"),
  habit("^without~\\(~(.+?) between (<N>) and (<N>)~\\)", "without $1 between $2 and $3"),
  habit(
    "^(without .+?)~else~:?~drop(?: (?:the )?(?:actors|users?|them|all|it))?$",
    "$1 else drop actor",
  ),
  habit(
    "^(without .+? between <N> and <N>)~[,;]?~(?:(?:then|and|or|otherwise) )?drop(?: (?:the )?(?:actors?|users?|them|all|it))?$",
    "$1 else drop actor",
  ),
];

const splits: readonly Habit[] = [
  habit(
    "^(?:split|break|slice)~(?:down|up)?~(?:on|per|along|into|over|across|using|with|:|=|by~:)~(?=<N>)",
    "split by ",
  ),
  habit(
    "^(?:break ?down|group(?:ed)? by|segment(?:ed)? by|slice|dimension|breakdowns?|splitby|split_by|groupby|group_by|разбить|разбивка|per|by|each|for each)~(?:by|по|:)?~(?=<N>)",
    "split by ",
  ),
  habit("^split by (<N>(?:~(?:,|&|\\+)~<N>)+)$", ([, list = ""]) => lines("split by", list)),
  habit("^split by top (\\d+) (<N>)$", "split by $2 top $1"),
  habit("^(split by .+?)~(top \\d+)~(at <N>)$", "$1 $3 $2"),
  habit("^(split by .+?)~,?~(?:top|limit|first|max)~[:=(]?~(\\d+)~\\)?$", "$1 top $2"),
];

const figures: readonly Habit[] = [
  habit(
    "^(?:metric|kpi|define|let|var|set|calc|calculate|formula|показатель|метрика|const)~(<N>)~:?=~",
    "measure $1 = ",
  ),
  habit("^measure (<N>)~(?::=|:|=:|as|is|->)~", "measure $1 = "),
  habit("^measure~([\\p{L}_]+(?: [\\p{L}_]+)+)~=", "measure `$1` ="),
  habit("^(?!measure\\b)(<N>)~:?=~(?=<N>\\()", "measure $1 = "),
  habit(
    "\\b(sum|avg|min|max|median|count|actors|nps|csat|share) (?!of\\b|at\\b)(<N>)(?= |$)",
    "$1($2)",
  ),
  habit("(?<=\\)) (?:for|in|over|from|by|on|OF|Of) (?=<N>)", " of "),
  habit("\\bcount~\\(~(?:\\*|1)?~\\) (?:of|at|for|in) (?=<N>)", "count of "),
  habit("\\bcount~\\(~(?:distinct|unique) [\\p{L}\\d_.]+~\\) (?:of|at|for|in) (<N>)", "actors($1)"),
  habit("^measure (<N>)~=~(<N>)~(?:->|=>|→)~(<N>)", "measure $1 = conversion($2 -> $3)"),
  habit("(?<=\\)) (?=<N>$)", " of "),
  habit("^(measure .+) as~:?~[\"'](x+)[\"']$", "$1 as $2"),
  habit("(?<=top )(?:one|two|three|four|five|six|seven|eight|nine|ten)$", ([digits = ""]) =>
    digitsOf(digits),
  ),
  habit(" as (?:%|percentage|percents|pct|share)$", " as percent"),
  habit(" as (?:\\$|dollars?)$", ' as currency "USD"'),
  habit(" as (?:€|euros?)$", ' as currency "EUR"'),
  habit(" as (?:currency )?([A-Z]{3})$", ' as currency "$1"'),
  habit(
    "\\b(conversion|dropoff|median_time|average_time|p90_time|ctr)~\\(?~(?:from |between )?[\"']?(<N>)[\"']?~(?:->|=>|→|-|–|to|and|,|>)~[\"']?(<N>)[\"']?(?:~\\))?",
    "$1($2 -> $3)",
  ),
];

const expectations: readonly Habit[] = [
  habit(
    "^(?:check|verify|ensure|alert unless|target|kpi|test|require|must|goal|assert)~:?~(?=.)",
    "expect ",
  ),
  habit(
    "^(?:alert|warn|notify)(?: me)? (?:if|when) (.+?)~((?<!-)[<>]=?)~(.+)$",
    ([, left = "", sign = "", right = ""]) =>
      `expect ${left} ${opposite[sign] ?? sign} ${right} else warn`,
  ),
  habit("^expect~:~", "expect "),
  habit("^expect (?:that|the) ", "expect "),
  habit("^expect (<N>)~(?:->|=>|→)~(<N>)(?=~<C>)", "expect conversion($1 -> $2)"),
  habit(" to be ", " "),
  habit(" (?:should|must)(?: be)? ", " "),
  habit(
    "^expect (.+?) between~(\\S+)~(?:and|to|,|-)~(\\S+)$",
    "expect $1 >= $2\n  expect $1 <= $3",
  ),
  habit("^expect (\\S+)~<(=?)~(.+?)~<(=?)~(\\S+)$", "expect $3 >$2 $1\n  expect $3 <$4 $5"),
  habit("^(expect .+?)~(?:,|\\band\\b|&&)~(?=<N>.*<C>)", "$1\n  expect "),
  habit("^(expect .+?) if (?=.*<C>)", "$1 when "),
  habit("~(?:,|\\bor|\\botherwise|,~else|\\belse~[:=-])~(warn|fail)(?:ing|s)?$", " else $1"),
  habit(
    "^expect trend (?:in|inside|within) (?:the |its )?forecast",
    "expect trend within forecast",
  ),
];

const stages: readonly Habit[] = [
  habit(
    "^(?:stages|steps|events|этапы|шаги)~:?~[[({]?~\\n?~-?~(<E>(?:~(?:,|->|→|>|\\n~(?:-|\\d+[.)]))~<E>)*)~[\\])}]?$",
    ([, list = ""]) => stageLines(list),
  ),
  habit("^(?:stages|steps)~:?~\\{~([^}]*)\\}$", ([, list = ""]) =>
    list
      .trim()
      .split(/\s*[,;\n]\s*/)
      .filter((entry) => entry !== "")
      .map((entry) => `stage ${entry}`)
      .join("\n  "),
  ),
  habit("^(?:event|then|next|step|do|did|событие) (<E>)$", ([, event = ""]) => stageOf(event)),
  // Of two words the first may be the stage's name, or each is a stage of its own.
  habit("^(<N>)~(?:->|→|>)~(<E>)$", ([, name = "", event = ""]) => [
    `stage ${name}: ${event}`,
    stageLines(`${name} -> ${event}`),
  ]),
  habit("^(<N>)~(?:=>|=|-)~(<E>)$", "stage $1: $2"),
  habit("^(<E>(?:~(?:->|=>|→|>|,|(?<!\\S)then(?!\\S))~<E>){2,})$", ([, list = ""]) =>
    stageLines(list),
  ),
  habit("^(?:-~|\\d+[.)]~)(<E>)$", ([, event = ""]) => stageOf(event)),
];

/** The statements in the block of a funnel. */
export const funnelHabits: readonly Habit[] = [
  ...during,
  ...settings,
  ...without,
  ...splits,
  ...figures,
  ...expectations,
  ...stages,
];
export { figures as figureHabits, splits as splitHabits };
