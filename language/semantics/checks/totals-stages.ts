import { diagnose } from "../../diagnostics.ts";
import type { NameNode, StageNode } from "../../syntax/ast.ts";
import type { Span } from "../../text.ts";
import { eventsOf } from "../events.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { eventSteps } from "../matches.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import type { CheckContext } from "./check.ts";

/** Totals have no actors who could come from a stage before: they are the first stages, or none. */
export function totalsStages({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels) {
    if (!funnel.sources.some(({ shape }) => shape === "totals")) continue;
    let hasActors = false;
    for (const stage of stageNodes(funnel.node)) {
      const { totals, actors } = rowsOf(stage, funnel, scope);
      const place = stage.name?.span ?? stage.keywordSpan;
      const args = { stage: stage.name?.text ?? "" };
      if (totals && actors) scope.report(diagnose("FNL4065", args, place));
      else if (totals && hasActors) scope.report(diagnose("FNL4064", args, place));
      hasActors ||= actors;
    }
    timesOfTotals(funnel, scope);
    countsOnly(funnel, scope);
  }
}

/** What limits or divides times needs them in the totals, too. */
function timesOfTotals({ node, sources }: ResolvedFunnel, scope: Scope): void {
  const timeless = sources.find(({ shape, time }) => shape === "totals" && !time);
  if (!timeless) return;
  for (const item of node.items) {
    if (item.kind !== "during" && item.kind !== "trend") continue;
    const span = { start: item.span.start, end: item.span.start + item.kind.length };
    const args = { source: timeless.name, keyword: item.kind };
    scope.report(diagnose("FNL4280", args, span));
  }
}

/** What says something of actors, or of the time between stages, can't hold for counts. */
function countsOnly(funnel: ResolvedFunnel, scope: Scope): void {
  const { node } = funnel;
  const stages = stageNodes(node).map((stage) => ({ stage, ...rowsOf(stage, funnel, scope) }));
  const counted = stages.filter(({ totals, actors }) => totals && !actors);
  if (counted.length === 0) return;
  const refuse = (keyword: string, span: Span): void =>
    scope.report(diagnose("FNL4281", { keyword }, span));
  const names = new Set(counted.map(({ stage }) => stage.name?.text));
  for (const item of node.items) {
    switch (item.kind) {
      case "setting":
        if (item.keyword === "model" && item.value?.text === "inverted") {
          refuse("model inverted", item.span);
        }
        break;
      case "segment-use":
        refuseActorSegment(item.name, scope, refuse);
        break;
      case "compare":
        refuseActorSegment(item.left, scope, refuse);
        refuseActorSegment(item.right, scope, refuse);
        break;
      case "without":
        if ([item.from, item.to].some((stage) => stage && names.has(stage.text))) {
          refuse("without", item.span);
        }
        break;
      default:
        break;
    }
  }
  const first = stages[counted.length]?.stage;
  for (const { stage } of counted) {
    // Of the first stage of all, times are refused elsewhere.
    const refused = stage.modifiers.filter(
      ({ kind }) => kind === "at-least" || stage !== stages[0]?.stage,
    );
    for (const { kind, span } of refused) refuse(kind === "at-least" ? "at least" : kind, span);
  }
  for (const { kind, span } of first?.modifiers ?? []) if (kind !== "at-least") refuse(kind, span);
  if (first?.optional) refuse("optional", first.keywordSpan);
}

function refuseActorSegment(
  name: NameNode | undefined,
  scope: Scope,
  refuse: (keyword: string, span: Span) => void,
): void {
  const segment = name && scope.segments.get(name.text);
  if (name && segment?.value?.kind === "actors") refuse(`segment ${name.text}`, name.span);
}

/** What the events of a stage are rows of. */
function rowsOf(
  stage: StageNode,
  { sources }: ResolvedFunnel,
  scope: Scope,
): { readonly totals: boolean; readonly actors: boolean } {
  const shapes = new Set<string>();
  for (const step of eventSteps(stage.steps))
    for (const source of sources) {
      if (step.source && step.source.text !== source.name) continue;
      const events = step.source || step.kind === "any-event" ? undefined : eventsOf(source, scope);
      const hasEvent =
        step.kind === "any-event" ||
        step.source !== undefined ||
        events?.values.some(({ value }) => value === step.event.text);
      if (hasEvent) shapes.add(source.shape);
    }
  return { totals: shapes.has("totals"), actors: shapes.has("events") || shapes.has("records") };
}
