import type { SourceNode } from "../../syntax/ast.ts";
import { writeName } from "../../semantics/write.ts";
import type { Data } from "../data.ts";
import { eventsOf, mappingOf, timeRange } from "../mapping.ts";
import { writeEvent } from "../names.ts";
import { untaken } from "./names.ts";
import { draftPath, draftWindow, isLimit, stageName } from "./path.ts";

/** A funnel over a source, as its data suggest. */
export interface FunnelDraft {
  /** As written. */
  readonly window?: string;
  readonly stages: readonly DraftStage[];
  /** Ways out that the source names. */
  readonly exits: readonly DraftStage[];
}

export interface DraftStage {
  readonly name: string;
  /** As in the data. */
  readonly event: string;
}

/** Of frequent events whose order isn't known. */
const frequentStages = 3;

const waysOut = /^(?:lost|refund(?:ed)?|cancell?ed|rejected|потерян|отказ|возврат)$/i;

/**
 * The stages that the source itself lists, the path that most actors go, or the most frequent events; of
 * one event that is all there is, its repetition. Undefined where nothing is known (yet).
 */
export function draftFunnel(data: Data, source: SourceNode): FunnelDraft | undefined {
  const events = eventsOf(data, [source]).map(({ value }) => value);
  if (isListed(data, source)) return listedDraft(events);
  const path = draftPath(data, source);
  const window = draftWindow(path);
  if (window !== undefined) {
    const range = timeRange(data, [source]);
    const span = range && (Date.parse(range.to) - Date.parse(range.from)) / 1000;
    return {
      ...(isLimit(path, window, span) ? { window } : {}),
      stages: named(path.map(({ event }) => event)),
      exits: [],
    };
  }
  const [first] = events;
  if (first === undefined) return undefined;
  const stages =
    events.length === 1
      ? Array.from({ length: frequentStages }, () => first)
      : events.slice(0, frequentStages);
  return { stages: named(stages), exits: [] };
}

/** Whether the source itself, or its preset, names its stages, in their order. */
export function isListed(data: Data, source: SourceNode): boolean {
  const { stages, totals } = mappingOf(data, source);
  return stages !== undefined || totals !== undefined;
}

/** All stages of the source, called after them; how long a deal takes is not for a draft to say. */
export function listedDraft(events: readonly string[]): FunnelDraft {
  return {
    stages: named(events.filter((event) => !waysOut.test(event))),
    exits: named(events.filter((event) => waysOut.test(event))),
  };
}

/** Each with a name of its own. */
export function named(events: readonly string[]): readonly DraftStage[] {
  const taken = new Set<string>();
  return events.map((event) => {
    const name = untaken(stageName(event), taken);
    taken.add(name);
    return { name, event };
  });
}

export function writeFunnel(
  name: string,
  on: string,
  { window, stages, exits }: FunnelDraft,
  split?: string,
): string {
  const settings = window === undefined ? [] : [`  window ${window}`, ""];
  const line = (keyword: string) => (stage: DraftStage) =>
    `  ${keyword} ${writeName(stage.name)}: ${writeEvent(stage.event)}`;
  return [
    `funnel ${writeName(name)} on ${writeName(on)} {`,
    ...settings,
    ...stages.map(line("stage")),
    ...exits.map(line("exit")),
    ...(split === undefined ? [] : ["", `  split by ${split}`]),
    "}",
    "",
  ].join("\n");
}
