import type { FunnelModel } from "../../language/index.ts";
import type { FunnelResult, LedgerResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReasonMessages, ReasonName } from "./messages/reasons.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";

/** Why actors stopped before a stage. */
export interface ReasonReport {
  /** The stage that they are missing at; in order `any` "2 of 3". */
  readonly stage: string;
  /** "8,630 lost" */
  readonly lost: string;
  /** "12 too late for the window", the commonest first. */
  readonly parts: readonly string[];
}

/** Of the stages at which somebody is missing, in the order in which they are read. */
export function describeReasons(
  result: Pick<FunnelResult, "stages" | "positions">,
  funnel: Pick<FunnelModel, "exits" | "model">,
  messages: ReportMessages,
  figures: Figures,
): ReasonReport[] {
  return reasonsByStep(result, funnel, messages, figures).map(({ stage, lost, parts }) => ({
    stage,
    lost,
    parts: parts.map(({ text }) => text),
  }));
}

/** The same with the numbers, to be drawn. */
export interface ReasonStep extends Omit<ReasonReport, "parts"> {
  readonly dropoff: number;
  readonly parts: readonly { readonly count: number; readonly text: string }[];
}

export function reasonsByStep(
  { stages, positions }: Pick<FunnelResult, "stages" | "positions">,
  { exits, model }: Pick<FunnelModel, "exits" | "model">,
  messages: ReportMessages,
  figures: Figures,
): ReasonStep[] {
  const labels = new Map(exits.map(({ name, label }) => [name, harmless(label ?? name)]));
  const isBackward = model === "inverted";
  const words = wordsOfReasons(messages.reasons, isBackward);
  const all = figures.count(stages.length);
  const byPlace = positions?.map((step) => ({
    ...step,
    title: messages.positions.of(figures.count(step.position), all),
  }));
  const byName = stages.map((stage) => ({
    ...stage,
    title: harmless(stage.label ?? stage.name),
  }));
  return (byPlace ?? (isBackward ? byName.toReversed() : byName)).flatMap((step) => {
    const { title, ledger, dropoff } = step;
    if (ledger === undefined || typeof dropoff !== "number" || dropoff === 0) return [];
    return [
      {
        stage: title,
        dropoff,
        lost: words.lost(dropoff, figures.count(dropoff)),
        parts: partsOf(ledger, labels, words, figures),
      },
    ];
  });
}

/** As a funnel is read: forward, or from its last stage back. */
export function wordsOfReasons(words: ReasonMessages, isBackward: boolean): ReasonMessages {
  return isBackward ? backwards(words) : words;
}

/** Read from the last stage back, what comes next is what was before. */
function backwards(words: ReasonMessages): ReasonMessages {
  const { backward, parts } = words;
  return {
    ...words,
    parts: { ...parts, ...backward.parts },
    other: (count, text, events) => backward.other(count, text, events),
  };
}

function partsOf(
  { exit, other, other_events: events = [], ...counts }: LedgerResult,
  labels: ReadonlyMap<string, string>,
  words: ReasonMessages,
  figures: Figures,
): { count: number; text: string }[] {
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
  return found.sort((a, b) => b.count - a.count);
}
