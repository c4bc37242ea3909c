import type { Span } from "../text.ts";
import type { DurationNode, Expr, NameNode, NumberNode } from "./ast-expressions.ts";

/** What a row must be to serve a stage. */
export type StepsNode = EventStep | AnyEventStep | OrSteps | FilteredSteps | GroupSteps;

export interface EventStep {
  readonly kind: "event-step";
  readonly span: Span;
  readonly source?: NameNode;
  readonly event: NameNode;
}

export interface AnyEventStep {
  readonly kind: "any-event";
  readonly span: Span;
  readonly source?: NameNode;
}

export interface OrSteps {
  readonly kind: "or-steps";
  readonly span: Span;
  readonly steps: readonly StepsNode[];
}

export interface FilteredSteps {
  readonly kind: "filtered-steps";
  readonly span: Span;
  readonly steps: StepsNode;
  readonly whereSpan: Span;
  readonly condition?: Expr;
}

/** Parentheses, kept so that the formatter can print what was meant. */
export interface GroupSteps {
  readonly kind: "group-steps";
  readonly span: Span;
  readonly steps?: StepsNode;
}

export interface ModifierNode {
  readonly kind: "within" | "after" | "at-least";
  readonly span: Span;
  readonly duration?: DurationNode;
  readonly times?: NumberNode;
}
