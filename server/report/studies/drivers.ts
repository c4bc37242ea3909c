import type { DriversResult } from "../../engine/result.ts";
import { createSigns } from "../changes.ts";
import { harmless } from "../harmless.ts";
import type { ReportMessages } from "../messages/words.ts";
import { noFigure } from "../numbers.ts";
import { type StudyScene, type StudyWords, stageName } from "./study.ts";

/** So many signals are shown, the surest: what comes after them is hardly more than noise. */
const shownSignals = 15;
const shownSentences = 3;

/** Said of at most one in twenty that go along with nothing. */
const SURE = 0.05;

type Signal = DriversResult["signals"][number];

export function describeDrivers(scene: StudyScene<"drivers">): StudyWords {
  const { result, funnel, words, messages, figures } = scene;
  const { drivers } = words;
  const signs = createSigns(messages);
  const odds = createOdds(messages.numbers);
  const range = ({ interval }: Signal): string =>
    interval === null ? noFigure : interval.map(odds).join("–");
  const named = ({ kind, name, value }: Signal): string =>
    kind === "event"
      ? drivers.did(harmless(name))
      : nameInTable({ kind, name, value: value ?? null }, messages);
  const sentence = (signal: Signal): string => {
    const p = `${drivers.p} ${signs.chance(signal.p_adjusted, true)}`;
    const { odds_ratio: ratio } = signal;
    if (ratio === null) return drivers.only(named(signal), p);
    if (ratio === 0) return drivers.never(named(signal), p);
    const told = [named(signal), odds(ratio), range(signal), p] as const;
    return ratio >= 1 ? drivers.more(...told) : drivers.less(...told);
  };
  const sure = result.signals.filter(({ p_adjusted: p }) => p !== null && p < SURE);
  const shown = result.signals.slice(0, shownSignals);
  const [from, to] = [result.goal.from, result.goal.to].map((name) =>
    harmless(stageName(name, funnel)),
  );
  const { tried } = result;
  return {
    about: words.on(words.kinds.drivers, harmless(funnel?.name ?? result.funnel)),
    summary:
      tried === 0
        ? [drivers.nothing]
        : [
            ...(sure.length === 0
              ? [drivers.none]
              : [...sure.slice(0, shownSentences).map(sentence), drivers.caution]),
            drivers.tried(
              tried,
              figures.count(tried),
              figures.count(result.minimum),
              figures.count(result.converted),
              figures.count(result.actors),
            ),
          ],
    tables:
      tried === 0
        ? []
        : [
            {
              title: drivers.title(from ?? "", to ?? ""),
              headings: [drivers.signal, drivers.actors, drivers.odds, drivers.interval, drivers.p],
              rows: shown.map((signal) => ({
                name: nameInTable(signal, messages),
                cells: [
                  figures.count(signal.actors),
                  signal.odds_ratio === null ? "∞" : odds(signal.odds_ratio),
                  range(signal),
                  signs.chance(signal.p_adjusted),
                ].map((text) => ({ text })),
              })),
              note: [
                drivers.corrected(tried, figures.count(tried)),
                ...(shown.length < tried
                  ? [drivers.surest(figures.count(shown.length), figures.count(tried))]
                  : []),
              ].join(" "),
            },
          ],
  };
}

/** "report_opened", "channel = ads", "price > 10 ≤ 20". */
function nameInTable(
  { kind, name, value = null }: Pick<Signal, "kind" | "name" | "value">,
  { none, numbers }: Pick<ReportMessages, "none" | "numbers">,
): string {
  if (kind === "event") return harmless(name);
  if (value === null) return `${harmless(name)} = ${none}`;
  // Bands of numbers say their sign themselves, and exact ends belong into the JSON.
  if (!/^[≤>] -?[\d.]/.test(value)) return `${harmless(name)} = ${harmless(value)}`;
  const short = new Intl.NumberFormat(numbers, { maximumSignificantDigits: 4 });
  const ends = value.replaceAll(/-?\d[\d.]*(?:e[+-]?\d+)?/g, (end) => short.format(Number(end)));
  return `${harmless(name)} ${harmless(ends)}`;
}

/** Two decimals of small ratios, fewer of large ones. */
export function createOdds(locale: string): (ratio: number) => string {
  return (ratio) => {
    const decimals = ratio < 10 ? 2 : ratio < 100 ? 1 : 0;
    return new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(ratio);
  };
}
