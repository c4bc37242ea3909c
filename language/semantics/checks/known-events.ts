import { diagnose, type Fix } from "../../diagnostics.ts";
import type { EventStep } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { eventsOf } from "../events.ts";
import { eventSteps } from "../matches.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { segmentNames } from "../segments.ts";
import { writeName, writeString } from "../write.ts";
import { type CheckContext, replacing } from "./check.ts";

/**
 * The events of stages and segments are in the data. One that isn't, but nearly, is an error where all
 * values are known: no row could ever reach the stage. Otherwise it is a warning, since the data may
 * only not have such rows yet.
 */
export function knownEvents({ scope, funnels }: CheckContext): void {
  for (const { node, sources } of funnels) {
    for (const item of node.items) {
      if (item.kind === "stage" || item.kind === "exit" || item.kind === "without")
        checkSteps(item.steps, sources, scope);
    }
    for (const name of segmentNames(node)) {
      const segment = scope.segments.get(name.text);
      // A segment may be shared by funnels over other sources.
      if (segment?.value?.kind === "actors")
        checkSteps(segment.value.steps, scope.allSources, scope);
    }
  }
}

export function checkSteps(
  steps: Parameters<typeof eventSteps>[0],
  sources: readonly SourceEntry[],
  scope: Scope,
): void {
  for (const step of eventSteps(steps)) {
    if (step.kind !== "event-step") continue;
    const named = step.source?.text;
    const looked = sources.filter((source) => named === undefined || source.name === named);
    if (isDotted(step, sources, scope)) continue;
    checkEvent(step, looked, scope);
  }
}

/** `web.click`, where the source `web` has no event `click`, but rows have the event "web.click". */
function isDotted(step: EventStep, sources: readonly SourceEntry[], scope: Scope): boolean {
  if (!step.source) return false;
  const event = `${step.source.text}.${step.event.text}`;
  let count = 0;
  for (const source of sources) {
    const values = eventsOf(source, scope)?.values ?? [];
    const isOwn = source.name === step.source.text;
    if (isOwn && values.some(({ value }) => value === step.event.text)) return false;
    count += values.find(({ value }) => value === event)?.count ?? 0;
  }
  // A source that isn't one of the funnel's is reported by itself, with the same fix.
  const isSource = sources.some(({ name }) => name === step.source?.text);
  if (count === 0 || !isSource) return false;
  const suggestion = writeString(event);
  const args = { event: step.event.text, suggestion, count };
  scope.report(diagnose("FNL2013", args, step.span, { fixes: [replacing(step.span, suggestion)] }));
  return true;
}

function checkEvent(step: EventStep, sources: readonly SourceEntry[], scope: Scope): void {
  const counts = new Map<string, number>();
  let isComplete = true;
  for (const source of sources) {
    const values = eventsOf(source, scope);
    if (!values) return;
    isComplete &&= values.complete;
    for (const { value, count } of values.values)
      counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const event = step.event.text;
  if (sources.length === 0 || counts.has(event)) return;
  if (step.event.written === "plain" && event === "any") {
    const fixes = [replacing(step.event.span, "any event")];
    scope.report(diagnose("FNL2040", { word: event }, step.event.span, { fixes }));
    return;
  }
  // The nearest by letters; of equally near ones the most frequent, which come first.
  const suggestion = nearest(event, counts.keys());
  if (suggestion === undefined) {
    if (isComplete) scope.report(diagnose("FNL2014", { event }, step.event.span));
    return;
  }
  const fixes: Fix[] = [replacing(step.event.span, writeEvent(suggestion))];
  const args = { event, suggestion, count: counts.get(suggestion) ?? 0 };
  const code = isComplete ? "FNL2013" : "FNL2015";
  scope.report(diagnose(code, args, step.event.span, { fixes }));
}

/** An event that is no plain word is written in quotes. */
export function writeEvent(event: string): string {
  const name = writeName(event);
  return name.startsWith("`") ? writeString(event) : name;
}
