import { diagnose, type DiagnosticCode } from "../diagnostics.ts";
import type { FunnelNode, NameNode, SegmentNode } from "../syntax/ast.ts";
import { didYouMean } from "./fixes.ts";
import { resolveSteps } from "./matches.ts";
import type { SegmentModel } from "./model.ts";
import type { SymbolId } from "./references.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import { referTo, type Scope, type SourceEntry } from "./scope.ts";

export function segmentSymbol(node: SegmentNode, name: NameNode): SymbolId {
  return { kind: "segment", name: name.text, declaration: (node.name ?? name).span };
}

/** Asked of every funnel again and again. */
const named = new WeakMap<FunnelNode, readonly NameNode[]>();

/** The segments that a funnel names: those that it keeps to, and those that it compares. */
export function segmentNames(funnel: FunnelNode): readonly NameNode[] {
  const names = named.get(funnel) ?? readSegmentNames(funnel);
  named.set(funnel, names);
  return names;
}

function readSegmentNames(funnel: FunnelNode): readonly NameNode[] {
  const names = funnel.items.flatMap((item) => {
    if (item.kind === "segment-use") return [item.name];
    return item.kind === "compare" ? [item.left, item.right] : [];
  });
  return names.filter((name) => name !== undefined);
}

/** A segment over the sources of a funnel. */
export function resolveSegment(
  node: SegmentNode,
  scope: Scope,
  sources: readonly SourceEntry[],
): SegmentModel | undefined {
  const { name, value } = node;
  if (!name || !value) return undefined;
  if (value.kind !== "actors") {
    const condition = resolveCondition(value, rowEnvironment(scope, sources));
    return condition && { kind: "rows", name: name.text, condition };
  }
  const match = resolveSteps(value.steps, scope, sources);
  if (!match) return undefined;
  const atLeast = value.atLeast ? Number(value.atLeast.text) : 1;
  return { kind: "actors", name: name.text, negated: value.negated, match, atLeast };
}

/** What depends on the sources that a segment is used over, not on the segment alone. */
const bySource: ReadonlySet<DiagnosticCode> = new Set([
  "FNL2004",
  "FNL2010",
  "FNL2027",
  "FNL3018",
  "FNL4013",
  "FNL4014",
  "FNL5111",
  "FNL5112",
]);

/**
 * Where funnels over different sources share a segment, what one of them lacks is said where that one
 * uses the segment: for the others nothing is wrong with it.
 */
function placed(scope: Scope, name: NameNode): Scope {
  if (!scope.sharedSegments.has(name.text)) return scope;
  return {
    ...scope,
    report(problem) {
      if (!bySource.has(problem.code)) scope.report(problem);
      else {
        const related = [{ span: problem.span, note: { key: "inSegment" as const, args: {} } }];
        scope.report({ ...problem, span: name.span, related, fixes: [] });
      }
    },
  };
}

/** The use of a segment by name. */
export function resolveSegmentUse(
  name: NameNode,
  scope: Scope,
  sources: readonly SourceEntry[],
): SegmentModel | undefined {
  const node = scope.segments.get(name.text);
  if (node) {
    referTo(scope, segmentSymbol(node, name), name);
    const segment = resolveSegment(node, placed(scope, name), sources);
    // What is wrong is said at the segment; the funnel can't run all the same.
    if (!segment) scope.fail(name.span);
    return segment;
  }
  const { args, fixes } = didYouMean(name, scope.segments.keys());
  scope.report(diagnose("FNL2002", args, name.span, { fixes }));
  return undefined;
}
