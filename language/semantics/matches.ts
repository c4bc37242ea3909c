import { diagnose, type Fix } from "../diagnostics.ts";
import type { EventStep, NameNode, StepsNode } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import { eventsOf } from "./events.ts";
import type { MatchModel } from "./model.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import { referTo, type Scope, type SourceEntry, sourceSymbol } from "./scope.ts";
import { writeString } from "./write.ts";

/** What a row must be, over the sources of a funnel. Undefined where something has been reported. */
export function resolveSteps(
  node: StepsNode | undefined,
  scope: Scope,
  sources: readonly SourceEntry[],
): MatchModel | undefined {
  if (!node) return undefined;
  switch (node.kind) {
    case "event-step": {
      const source = sourceOf(node.source, scope, sources, node);
      if (source === "reported") return undefined;
      const event = node.event.text;
      return { kind: "event", ...(source && { source: source.name }), event, span: node.span };
    }
    case "any-event": {
      const source = sourceOf(node.source, scope, sources);
      if (source === "reported") return undefined;
      return { kind: "any-event", ...(source && { source: source.name }), span: node.span };
    }
    case "group-steps":
      return resolveSteps(node.steps, scope, sources);
    case "or-steps": {
      const of: MatchModel[] = [];
      for (const step of node.steps) {
        const match = resolveSteps(step, scope, sources);
        if (match) of.push(match);
      }
      return of.length === node.steps.length ? { kind: "or", of } : undefined;
    }
    case "filtered-steps": {
      const of = resolveSteps(node.steps, scope, sources);
      // Only rows of the sources that the events name are looked at.
      const named = namedSources(node.steps, sources);
      const condition = resolveCondition(node.condition, rowEnvironment(scope, named));
      return of && condition && { kind: "where", of, condition };
    }
  }
}

function sourceOf(
  name: NameNode | undefined,
  scope: Scope,
  sources: readonly SourceEntry[],
  step?: EventStep,
): SourceEntry | "reported" | undefined {
  if (!name) return undefined;
  const declared = scope.sources.get(name.text);
  if (declared) referTo(scope, sourceSymbol(declared), name);
  const source = sources.find((candidate) => candidate.name === name.text);
  if (source) return source;
  const fixes: Fix[] = [];
  const dotted = step && `${name.text}.${step.event.text}`;
  if (step && dotted !== undefined && mayBeEvent(dotted, sources, scope)) {
    const text = writeString(dotted);
    fixes.push({
      title: { key: "quoteText", args: { text } },
      edits: [{ span: step.span, newText: text }],
    });
  }
  if (declared) {
    scope.report(diagnose("FNL2010", { name: name.text }, name.span, { fixes }));
    return "reported";
  }
  const suggestion = nearest(
    name.text,
    sources.map((candidate) => candidate.name),
  );
  if (suggestion !== undefined)
    fixes.unshift({
      title: { key: "replaceWith", args: { text: suggestion } },
      edits: [{ span: name.span, newText: suggestion }],
      preferred: true,
    });
  const args = suggestion === undefined ? { name: name.text } : { name: name.text, suggestion };
  scope.report(diagnose("FNL2001", args, name.span, { fixes }));
  return "reported";
}

/** Whether some source has an event of that name, or may have one. */
function mayBeEvent(event: string, sources: readonly SourceEntry[], scope: Scope): boolean {
  return sources.some((source) => {
    const events = eventsOf(source, scope);
    return !events?.complete || events.values.some(({ value }) => value === event);
  });
}

/** The sources that the events of steps name; all of them where one event names none. */
function namedSources(
  node: StepsNode | undefined,
  sources: readonly SourceEntry[],
): readonly SourceEntry[] {
  const names = new Set<string>();
  for (const step of eventSteps(node)) {
    if (!step.source) return sources;
    names.add(step.source.text);
  }
  const named = sources.filter((source) => names.has(source.name));
  return named.length > 0 ? named : sources;
}

/** The events in steps, from left to right. */
export function eventSteps(
  node: StepsNode | undefined,
): readonly (EventStep | Extract<StepsNode, { kind: "any-event" }>)[] {
  if (!node) return [];
  switch (node.kind) {
    case "event-step":
    case "any-event":
      return [node];
    case "or-steps":
      return node.steps.flatMap((step) => eventSteps(step));
    case "filtered-steps":
    case "group-steps":
      return eventSteps(node.steps);
  }
}
