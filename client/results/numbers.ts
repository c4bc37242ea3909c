const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "2 min. ago", "2 мин. назад"; undefined within the last minute. Both in milliseconds of the epoch. */
export function ago(at: number, now: number, locale: string): string | undefined {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" });
  const past = now - at;
  if (past < minute) return undefined;
  if (past < hour) return format.format(-Math.floor(past / minute), "minute");
  if (past < day) return format.format(-Math.floor(past / hour), "hour");
  return format.format(-Math.floor(past / day), "day");
}

/** "1,204 → 51" */
export function flowText(
  { entered, converted }: { readonly entered: number; readonly converted: number },
  locale: string,
): string {
  const format = new Intl.NumberFormat(locale);
  return `${format.format(entered)} → ${format.format(converted)}`;
}

/** "340 ms", "1.3 s", "1 мин" */
export function tookText(milliseconds: number, locale: string): string {
  const unit = (name: string, value: number, maximumFractionDigits: number): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, maximumFractionDigits }).format(
      value,
    );
  if (milliseconds < 1000) return unit("millisecond", milliseconds, 0);
  if (milliseconds < minute) return unit("second", milliseconds / 1000, 1);
  return unit("minute", milliseconds / minute, 1);
}
