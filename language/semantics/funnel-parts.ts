import { diagnose } from "../diagnostics.ts";
import type {
  ActorItem,
  CompareItem,
  DuringItem,
  FunnelNode,
  NoteItem,
  SplitItem,
  TrendItem,
} from "../syntax/ast.ts";
import type {
  ColumnPath,
  CompareModel,
  During,
  NoteModel,
  SplitModel,
  TrendModel,
} from "./model.ts";
import { durationMicroseconds, endOf, momentOf, periodRange } from "./moments.ts";
import type { RowEnvironment } from "./rows/environment.ts";
import { plainText, type Scope, type SourceEntry } from "./scope.ts";
import { resolveSegmentUse } from "./segments.ts";
import { type NamedStage, resolveStage } from "./stages.ts";

/** The statements of a funnel that are neither stages nor words. */

export function resolveDuring(item: DuringItem): During | undefined {
  const { value } = item;
  switch (value?.kind) {
    case "range":
      if (!value.from) return undefined;
      return {
        kind: "between",
        from: momentOf(value.from.text),
        ...(value.to ? endOf(value.to.text) : { toIncluded: false }),
      };
    case "period":
      return periodRange(value);
    case "last":
      return value.duration && { kind: "last", duration: durationMicroseconds(value.duration) };
    case undefined:
      return undefined;
  }
}

const places = ["entry", "first", "last", "every"] as const;

/** The word of `at`, or the stage; undefined where the stage isn't one. */
function placeOf(
  item: SplitItem,
  funnel: FunnelNode,
  stages: ReadonlyMap<string, NamedStage>,
  scope: Scope,
): SplitModel["at"] | undefined {
  const { at } = item;
  if (!at) return "entry";
  // A word in backticks is always a name.
  const word = at.written === "plain" ? places.find((place) => place === at.text) : undefined;
  if (word) return word;
  const stage = resolveStage(at, funnel, stages, scope);
  return stage && { stage: stage.name.text };
}

export function resolveSplit(
  item: SplitItem,
  funnel: FunnelNode,
  stages: ReadonlyMap<string, NamedStage>,
  environment: RowEnvironment,
): SplitModel | undefined {
  const value = environment.resolve(item.value, environment);
  const at = placeOf(item, funnel, stages, environment.scope);
  if (!value || !item.value || at === undefined) return undefined;
  return {
    text: plainText(environment.scope, item.value.span),
    span: item.span,
    value: value.expr,
    at,
    ...(item.top && { top: Number(item.top.text) }),
  };
}

/** The columns of another unit than the sources' own; empty: each row. */
export function resolveActor(
  item: ActorItem,
  environment: RowEnvironment,
): readonly ColumnPath[] | undefined {
  if (item.row) return [];
  const paths: ColumnPath[] = [];
  for (const column of item.columns) {
    const typed = environment.resolve(column, environment);
    if (!typed) continue;
    if (typed.expr.kind === "column") paths.push(typed.expr.path);
    else {
      const name = column.path.map((part) => part.text).join(".");
      environment.scope.report(diagnose("FNL4045", { name }, column.span));
    }
  }
  return paths.length === item.columns.length && paths.length > 0 ? paths : undefined;
}

export function resolveCompare(
  item: CompareItem,
  scope: Scope,
  sources: readonly SourceEntry[],
): CompareModel | undefined {
  if (item.previous) return { kind: "previous", span: item.span };
  const left = item.left && resolveSegmentUse(item.left, scope, sources);
  const right = item.right && resolveSegmentUse(item.right, scope, sources);
  return left && right && { kind: "segments", left, right, span: item.span };
}

export const trendIntervals = ["hourly", "daily", "weekly", "monthly"] as const;

export function resolveTrend(item: TrendItem): TrendModel | undefined {
  const interval = trendIntervals.find((name) => name === item.interval?.text);
  if (!interval) return undefined;
  const forecast = item.forecast && Number(item.forecast.text);
  return { interval, ...(forecast !== undefined && { forecast }), span: item.span };
}

export function resolveNote(item: NoteItem): NoteModel | undefined {
  if (!item.date || !item.text) return undefined;
  return { at: momentOf(item.date.text), text: item.text.value, span: item.span };
}
