import { DAYS, unitFor } from "../build/values.ts";
import { type Habit, habit } from "./habit.ts";

const monthNames = ["jan|январ", "feb|феврал", "mar|март", "apr|апрел", "may|ма[йя]", "jun|июн"];
monthNames.push("jul|июл", "aug|август", "sep|сентябр", "oct|октябр", "nov|ноябр", "dec|декабр");

/** A month in words, as its two digits; undefined where it is none. */
export function monthOf(word: string): string | undefined {
  const found = monthNames.findIndex((name) => new RegExp(`^(?:${name})`, "iu").test(word));
  return found < 0 ? undefined : String(found + 1).padStart(2, "0");
}

const numberWords =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen";

/** A whole number in words, in digits. */
export function digitsOf(word: string): string {
  const tens: Readonly<Record<string, string>> = {
    twenty: "20",
    thirty: "30",
    sixty: "60",
    ninety: "90",
  };
  return tens[word.toLowerCase()] ?? String(numberWords.split(" ").indexOf(word.toLowerCase()));
}

function date(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A number with the unit that its word stands for, or with each that is likely where it has none. */
export function durationsOf(amount: string, word: string): readonly string[] {
  const days = DAYS[word.replace(/s$/, "")];
  if (days !== undefined) return [`${Number(amount) * days} days`];
  const plural = Number(amount) === 1 ? "" : "s";
  const units = word === "" ? ["day", "hour", "week"] : [unitFor(word)];
  return units.flatMap((unit) => (unit === undefined ? [] : [`${amount} ${unit}${plural}`]));
}

/** `1 day 2 hours`: in the smallest of the units. */
function sumOfDurations(text: string): string {
  const parts = [...text.matchAll(/(\d+)\s*(\p{L}+)/gu)];
  const length = (unit = ""): number => seconds[unit.charAt(0)] ?? 1;
  const smallest =
    parts.map(([, , unit]) => unit ?? "").sort((a, b) => length(a) - length(b))[0] ?? "";
  const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * length(unit), 0);
  return `${sum / length(smallest)} ${smallest}`;
}

const months =
  "[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec";

/** Numbers, shares, money, durations and dates in other forms. */
export const numberHabits: readonly Habit[] = [
  habit("[$€£₽¥]~(\\d[\\d,]*(?:\\.\\d+)?)", ([, digits = ""]) => digits.replaceAll(",", "")),
  habit("(\\d[\\d.]*)~(?:EUR|USD|GBP|RUB|[Ee]uros?|[Dd]ollars?|руб\\p{L}*|[€$£₽¥])", "$1"),
  habit("(\\d[\\d.]*)~(?:percent|pct|per cent|процент\\p{L}*)", "$1%"),
  habit("(?<![\\p{L}\\d.])\\d{1,3}(?:[\\u0020\u00A0'’,]\\d{3})+(?![\\d])", ([all = ""]) =>
    all.replaceAll(/\D/g, ""),
  ),
  habit("(\\d+),(\\d+)(?=~(?:%|second|minute|hour|day|week))", "$1.$2"),
  habit("(?<![\\p{L}\\d.)\\]])\\.(\\d+)", "0.$1"),
  habit("(\\d)\\.(?![\\d.])", "$1"),
  habit("(?<=[=<>(,]~)\\+(?=\\d)", ""),
  habit("(\\d+)~(?:business|calendar|working|full) days", "$1 days"),
  habit("<D>(?:~(?:,|and|\\+)?~<D>)+", ([all = ""]) => sumOfDurations(all)),
  habit(
    `\\b(${numberWords.replaceAll(" ", "|")}|twenty|thirty|sixty|ninety)(?= (?:second|minute|hour|day|week|time)s?\\b)`,
    ([word = ""]) => digitsOf(word),
  ),
  habit(`(\\d{1,2}) ((?:${months})\\p{L}*)\\.?,? (\\d{4})`, ([, day = "", month = "", year = ""]) =>
    date(year, monthOf(month) ?? "", day),
  ),
  habit(`((?:${months})\\p{L}*)\\.? (\\d{1,2}),? (\\d{4})`, ([, month = "", day = "", year = ""]) =>
    date(year, monthOf(month) ?? "", day),
  ),
  habit("(\\d{4})/(\\d{1,2})/(\\d{1,2})", ([, year = "", month = "", day = ""]) =>
    date(year, month, day),
  ),
  // Which of the two is the month, nobody can tell where both could be.
  habit("(\\d{1,2})/(\\d{1,2})/(\\d{4})", ([, first = "", second = "", year = ""]) => [
    ...(Number(second) <= 12 ? [date(year, second, first)] : []),
    ...(Number(first) <= 12 && first !== second ? [date(year, first, second)] : []),
  ]),
  habit("[Dd]ate~\\(?~[\"'](\\d{4}-\\d{2}-\\d{2})[\"']~\\)?", "$1"),
  habit("(?:DATE|date|timestamp|TIMESTAMP)~(<S>)", ([, text = ""]) =>
    text.slice(1, -1).replace(" ", "T"),
  ),
  habit("(?:interval|INTERVAL) '?(\\d+)'?~(second|minute|hour|day|week)s?'?", "$1 $2s"),
];
