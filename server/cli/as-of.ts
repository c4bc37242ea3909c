/**
 * An instant from `--as-of`: with an offset as it is, without one in UTC, a bare date as the whole
 * day. Undefined where the text is no point in time, or none that data can have.
 */
export function parseAsOf(text: string): string | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, date = "", time, seconds = ":00", offset = "Z"] = match;
  if (!isDate(date) || date < "1700" || date >= "2251") return undefined;
  const instant =
    time === undefined ? `${date}T23:59:59.999999Z` : `${date}T${time}${seconds}${offset}`;
  return Number.isNaN(Date.parse(instant)) ? undefined : instant;
}

/** Date.parse takes 31 February for a day in March. */
function isDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
