import type { Interval } from "../../engine/result.ts";
import type { ReportMessages } from "../messages/words.ts";

/** Differences of shares in points of one hundred: one decimal, two significant digits below one point. */
export interface Points {
  /** "3.1" */
  plain(share: number): string;
  /** "−3.1", "+0.23" */
  signed(share: number): string;
  /** "−5.0 … −1.2"; empty where there is no interval. */
  range(interval: Interval | null): string;
}

export function createPoints({ numbers }: Pick<ReportMessages, "numbers">): Points {
  const write = (share: number, signDisplay: "auto" | "exceptZero"): string => {
    const points = Math.round(share * 1e8) / 1e6;
    const digits =
      points !== 0 && Math.abs(points) < 1
        ? { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }
        : { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    const text = new Intl.NumberFormat(numbers, { ...digits, signDisplay }).format(points);
    return text.replace("-", "−");
  };
  const signed = (share: number): string => write(share, "exceptZero");
  return {
    plain: (share) => write(share, "auto"),
    signed,
    range: (interval) => (interval === null ? "" : interval.map(signed).join(" … ")),
  };
}
