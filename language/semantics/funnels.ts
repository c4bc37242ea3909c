import { diagnose, type Fix } from "../diagnostics.ts";
import type { DuringItem, FunnelItem, FunnelNode, NameNode, StageNode } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import { resolveExpectation } from "./expectations.ts";
import { resolveSteps } from "./matches.ts";
import type {
  During,
  ExpectationModel,
  FunnelModel,
  RowExpr,
  SegmentModel,
  SplitModel,
  StageModel,
} from "./model.ts";
import { durationMicroseconds, endOf, momentOf, periodRange } from "./moments.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import { plainText, referTo, type Scope, type SourceEntry, sourceSymbol } from "./scope.ts";
import { resolveSegmentUse } from "./segments.ts";
import { stagesByName, stageSymbol } from "./stages.ts";
import { writeName } from "./write.ts";

/** A funnel resolved, whether or not it can run; undefined without a name to run it by. */
export interface ResolvedFunnel {
  readonly node: FunnelNode;
  readonly sources: readonly SourceEntry[];
  readonly model: FunnelModel | undefined;
}

export function resolveFunnel(
  node: FunnelNode,
  scope: Scope,
  lineAt: (offset: number) => number,
): ResolvedFunnel {
  const sources = resolveSources(node, scope);
  const environment = rowEnvironment(scope, sources);
  const where: RowExpr[] = [];
  const segments: SegmentModel[] = [];
  const stages: StageModel[] = [];
  const splits: SplitModel[] = [];
  const expectations: ExpectationModel[] = [];
  const byName = stagesByName(node);
  let during: During | undefined;
  let window: number | undefined;
  for (const item of node.items) {
    switch (item.kind) {
      case "where": {
        const condition = resolveCondition(item.condition, environment);
        if (condition) where.push(condition);
        break;
      }
      case "segment-use": {
        const segment = item.name && resolveSegmentUse(item.name, scope, sources);
        if (segment) segments.push(segment);
        break;
      }
      case "during":
        during ??= resolveDuring(item);
        break;
      case "window":
        if (item.value?.kind === "duration") window ??= durationMicroseconds(item.value);
        break;
      case "stage": {
        const stage = resolveStageModel(item, node, scope, sources);
        if (stage) stages.push(stage);
        break;
      }
      case "split": {
        const value = environment.resolve(item.value, environment);
        if (!value || !item.value) break;
        splits.push({
          text: plainText(scope, item.value.span),
          span: item.span,
          value: value.expr,
          at: "entry",
          ...(item.top && { top: Number(item.top.text) }),
        });
        break;
      }
      case "expect": {
        const expectation = resolveExpectation(item, { node, stages: byName, scope, lineAt });
        if (expectation) expectations.push(expectation);
        break;
      }
      case "order":
      case "setting":
      case "unavailable-item":
        break;
    }
  }
  if (!node.name) return { node, sources, model: undefined };
  scope.refer({
    span: node.name.span,
    target: { kind: "funnel", name: node.name.text, declaration: node.name.span },
    isDeclaration: true,
  });
  const model: FunnelModel = {
    name: node.name.text,
    span: node.span,
    nameSpan: node.name.span,
    ...(node.doc !== undefined && { doc: node.doc }),
    runnable: true,
    sources: sources.map((source) => source.name),
    ...(during && { during }),
    where,
    segments,
    order: "sequential",
    ...(window !== undefined && { window }),
    stages,
    splits,
    expectations,
    defaults: defaultsOf(node),
  };
  return { node, sources, model };
}

/** The sources after `on`; without it, the only one of the file. */
function resolveSources(node: FunnelNode, scope: Scope): readonly SourceEntry[] {
  if (node.sources.length === 0) return onlySource(node, scope);
  const result: SourceEntry[] = [];
  for (const name of node.sources) {
    const source = scope.sources.get(name.text);
    if (!source) {
      reportUnknownSource(name, scope);
      continue;
    }
    referTo(scope, sourceSymbol(source), name);
    if (result.includes(source)) {
      const fixes = [removeName(name, scope.text)];
      scope.report(diagnose("FNL2008", { name: name.text }, name.span, { fixes }));
    } else result.push(source);
  }
  return result;
}

function removeName(name: NameNode, text: string): Fix {
  const before = /\s*,\s*$/.exec(text.slice(0, name.span.start));
  const start = before ? before.index : name.span.start;
  return {
    title: { key: "remove", args: { text: name.text } },
    edits: [{ span: { start, end: name.span.end }, newText: "" }],
    preferred: true,
  };
}

function onlySource(node: FunnelNode, scope: Scope): readonly SourceEntry[] {
  const names = [...scope.sources.values()];
  const [first] = names;
  if (first && names.length === 1) return [first];
  const place = node.name?.span ?? node.keywordSpan;
  if (!first) {
    // A source without a name has been reported itself.
    if (scope.namelessSources > 0) scope.fail(place);
    else scope.report(diagnose("FNL2011", {}, place));
    return [];
  }
  const fixes: Fix[] = names.slice(0, 5).map((source) => {
    const text = `on ${writeName(source.name)}`;
    const at = place.end;
    return {
      title: { key: "insert", args: { text } },
      edits: [{ span: { start: at, end: at }, newText: ` ${text}` }],
    };
  });
  const args = { names: names.map((source) => source.name).join(", ") };
  scope.report(diagnose("FNL2012", args, place, { fixes: node.name ? fixes : [] }));
  return [];
}

function reportUnknownSource(name: NameNode, scope: Scope): void {
  const suggestion = nearest(name.text, scope.sources.keys());
  // It may be the one that lacks its name, which has been reported itself.
  if (suggestion === undefined && scope.namelessSources > 0) {
    scope.fail(name.span);
    return;
  }
  const [only] = scope.sources.keys();
  const meant = suggestion ?? (scope.sources.size === 1 ? only : undefined);
  const fixes: Fix[] = [];
  if (meant !== undefined) {
    const text = writeName(meant);
    fixes.push({
      title: { key: "replaceWith", args: { text } },
      edits: [{ span: name.span, newText: text }],
      preferred: true,
    });
  }
  const args = suggestion === undefined ? { name: name.text } : { name: name.text, suggestion };
  scope.report(diagnose("FNL2001", args, name.span, { fixes }));
}

function resolveStageModel(
  node: StageNode,
  funnel: FunnelNode,
  scope: Scope,
  sources: readonly SourceEntry[],
): StageModel | undefined {
  const match = resolveSteps(node.steps, scope, sources);
  const { name } = node;
  if (!name) return undefined;
  scope.refer({ span: name.span, target: stageSymbol(funnel, name), isDeclaration: true });
  if (!match) return undefined;
  const within = node.modifiers.find((modifier) => modifier.kind === "within")?.duration;
  return {
    name: name.text,
    ...(node.label && { label: node.label.value }),
    ...(node.doc !== undefined && { doc: node.doc }),
    span: node.span,
    nameSpan: name.span,
    optional: node.optional,
    match,
    ...(within && { within: durationMicroseconds(within) }),
  };
}

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

/** What the funnel leaves unsaid, in the words it would say it in. */
function defaultsOf(node: FunnelNode): readonly string[] {
  const has = (test: (item: FunnelItem) => boolean): boolean => node.items.some(test);
  const isSetting = (keyword: string) => (item: FunnelItem) =>
    item.kind === "setting" && item.keyword === keyword;
  const defaults: string[] = [];
  if (!has((item) => item.kind === "order")) defaults.push("order sequential");
  if (!has((item) => item.kind === "window")) defaults.push("window unlimited");
  if (!has(isSetting("entry"))) defaults.push("entry first");
  if (!has(isSetting("count"))) defaults.push("count actors");
  return defaults;
}
