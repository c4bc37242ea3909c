import type { FunnelModel } from "../../language/index.ts";
import type { LedgerResult, StageResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReasonMessages, ReasonName } from "./messages/reasons.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";

/** Why actors stopped before a stage. */
export interface ReasonReport {
  /** The stage that they are missing at. */
  readonly stage: string;
  /** "8,630 lost" */
  readonly lost: string;
  /** "12 too late for the window", the commonest first. */
  readonly parts: readonly string[];
}

/** Of the stages at which somebody is missing, in order. */
export function describeReasons(
  stages: readonly StageResult[],
  { exits }: FunnelModel,
  { reasons: words }: ReportMessages,
  figures: Figures,
): ReasonReport[] {
  return stages.flatMap((stage) => {
    const { ledger, dropoff } = stage;
    if (ledger === undefined || typeof dropoff !== "number" || dropoff === 0) return [];
    const labels = new Map(exits.map(({ name, label }) => [name, harmless(label ?? name)]));
    return [
      {
        stage: harmless(stage.label ?? stage.name),
        lost: words.lost(dropoff, figures.count(dropoff)),
        parts: partsOf(ledger, labels, words, figures),
      },
    ];
  });
}

function partsOf(
  { exit, other, other_events: events = [], ...counts }: LedgerResult,
  labels: ReadonlyMap<string, string>,
  words: ReasonMessages,
  figures: Figures,
): string[] {
  const named = events.map(({ event, count }) => `${harmless(event)} ${figures.count(count)}`);
  const text = (count: number): string => figures.count(count);
  const names = Object.keys(words.parts) as Exclude<ReasonName, "exit" | "other">[];
  const found = [
    ...Object.entries(exit).map(([name, count]) => ({
      count,
      text: words.exit(count, text(count), labels.get(name) ?? harmless(name)),
    })),
    ...names.flatMap((name) => {
      const count = counts[name] ?? 0;
      return count === 0 ? [] : [{ count, text: words.parts[name](count, text(count)) }];
    }),
    ...(other === undefined
      ? []
      : [{ count: other, text: words.other(other, text(other), named.join(", ")) }]),
  ];
  return found.sort((a, b) => b.count - a.count).map((part) => part.text);
}
