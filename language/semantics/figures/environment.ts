import { diagnose } from "../../diagnostics.ts";
import type { FigureNode, NameNode, StepsNode } from "../../syntax/ast.ts";
import type { Span } from "../../text.ts";
import { eventsOf } from "../events.ts";
import { eventSteps } from "../matches.ts";
import type { Quantity } from "../measure-unit.ts";
import type { MeasureModel } from "../model.ts";
import type { RowEnvironment } from "../rows/environment.ts";
import { rowEnvironment } from "../rows/resolve.ts";
import type { Scope, SourceEntry } from "../scope.ts";

/** A figure and what it is measured in. */
export interface TypedMeasure extends Quantity {
  readonly measure: MeasureModel;
}

/** What a figure can be at least and at most. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A stage as figures see it: of a funnel, or the `start` or `return` of a retention. */
export interface MeasuredStage {
  readonly name: NameNode;
  /** Among the stages, in the order of the text. */
  readonly index: number;
  readonly optional: boolean;
  readonly steps?: StepsNode;
}

/** The measures of a funnel or a retention, by name. */
export interface Measures {
  readonly names: ReadonlySet<string>;
  /** Undefined: there is none, or something is wrong with it, which has been reported. */
  readonly find: (name: string) => TypedMeasure | undefined;
  /** What it can be at least and at most; undefined where it has no value. */
  readonly bounds: (name: string) => Bounds | undefined;
  /** Makes the name a use of the measure. */
  readonly refer: (name: NameNode) => void;
}

/** What figures are over: a funnel or a retention. */
export interface MeasureEnvironment {
  readonly scope: Scope;
  readonly sources: readonly SourceEntry[];
  readonly stages: ReadonlyMap<string, MeasuredStage>;
  readonly hasExit: boolean;
  readonly measures: Measures;
  /** Refers to the stage, or reports that there is none of that name. */
  readonly stage: (name: NameNode) => MeasuredStage | undefined;
}

/** Where rows come from. */
export type Rows = Pick<MeasureEnvironment, "scope" | "sources">;

export function inOrder(environment: Pick<MeasureEnvironment, "stages">): readonly MeasuredStage[] {
  return [...environment.stages.values()].sort((a, b) => a.index - b.index);
}

/** The last required stage. */
export function goalStage(
  environment: Pick<MeasureEnvironment, "stages">,
): MeasuredStage | undefined {
  return inOrder(environment).findLast((stage) => !stage.optional);
}

/**
 * The sources that a stage's rows can come from: those that its events name, and of the others those
 * that have such an event or of which it isn't known.
 */
export function sourcesOf(stage: MeasuredStage, { sources, scope }: Rows): readonly SourceEntry[] {
  const result = new Set<SourceEntry>();
  for (const step of eventSteps(stage.steps)) {
    for (const source of sources) {
      if (step.source) {
        if (step.source.text === source.name) result.add(source);
        continue;
      }
      const events = step.kind === "event-step" ? eventsOf(source, scope) : undefined;
      const lacks =
        step.kind === "event-step" &&
        (events?.complete === true || isCountedEvent(step.event.text, sources, scope)) &&
        !events?.values.some(({ value }) => value === step.event.text);
      if (!lacks) result.add(source);
    }
  }
  return result.size > 0 ? sources.filter((source) => result.has(source)) : sources;
}

/** What totals count under a name is meant by it, where it isn't known of events. */
function isCountedEvent(event: string, sources: readonly SourceEntry[], scope: Scope): boolean {
  return sources.some(
    (source) =>
      source.shape === "totals" &&
      eventsOf(source, scope)?.values.some(({ value }) => value === event),
  );
}

/** Expressions over the rows of a stage. */
export function rowsOf(stage: MeasuredStage, environment: Rows): RowEnvironment {
  return rowEnvironment(environment.scope, sourcesOf(stage, environment));
}

/** Whether a stage is counted already, so that nothing is known of its actors. */
export function isTotals(stage: MeasuredStage, environment: Rows): boolean {
  const sources = sourcesOf(stage, environment);
  return sources.length > 0 && sources.every((source) => source.shape === "totals");
}

/** Reports a figure over actors or their rows where a stage has none. */
export function refuseTotals(
  node: FigureNode,
  stage: MeasuredStage,
  place: Span,
  environment: MeasureEnvironment,
): boolean {
  if (!isTotals(stage, environment)) return false;
  const args = { figure: node.name.text, stage: stage.name.text };
  environment.scope.report(diagnose("FNL4093", args, place));
  return true;
}
