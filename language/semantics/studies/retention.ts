import { diagnose } from "../../diagnostics.ts";
import type { EveryItem, MeasureNode, NameNode, RetentionNode } from "../../syntax/ast.ts";
import { declareMeasures, measureTable } from "../declared-measures.ts";
import type { MeasuredStage, MeasureEnvironment } from "../figures/environment.ts";
import { didYouMean, removing, replacing } from "../fixes.ts";
import { resolveSteps } from "../matches.ts";
import type { RetentionModel, SplitModel } from "../model.ts";
import { resolveCondition, rowEnvironment } from "../rows/resolve.ts";
import { plainText, referTo, type Scope, type SourceEntry, sourceSymbol } from "../scope.ts";
import { writeName } from "../write.ts";
import { countOf, headOf, reportMissing, type StudyContext } from "./study.ts";

/** As many as of a funnel: with more, nobody could read the table of all their combinations. */
const MAX_SPLITS = 2;

/** Who comes back, period by period, over the rows of a source. */
export function resolveRetention(
  node: RetentionNode,
  source: SourceEntry | undefined,
  { scope }: StudyContext,
): RetentionModel | undefined {
  const { items } = node;
  const startItem = items.find((item) => item.kind === "retention-steps" && item.role === "start");
  const returnItem = items.find(
    (item) => item.kind === "retention-steps" && item.role === "return",
  );
  const everyItem = items.find((item) => item.kind === "every");
  reportMissing(
    node,
    [
      { item: "start", found: startItem },
      { item: "return", found: returnItem },
      { item: "every", found: everyItem, statement: "every week for 8" },
    ],
    scope,
  );
  const every = everyItem && periodOf(everyItem, scope);
  const periods = countOf(everyItem?.times, "for", scope);
  if (!source) return undefined;
  const sources = [source];
  const rows = rowEnvironment(scope, sources);
  const where = items.flatMap((item) => {
    const condition = item.kind === "where" && resolveCondition(item.condition, rows);
    return condition ? [condition] : [];
  });
  for (const extra of items.filter((item) => item.kind === "split").slice(MAX_SPLITS)) {
    const fixes = [removing(extra.span, scope.text)];
    scope.report(diagnose("FNL4009", { limit: MAX_SPLITS }, extra.span, { fixes }));
  }
  const splits = items.flatMap((item) => {
    const split = item.kind === "split" && resolveSplit(item, rows);
    return split ? [split] : [];
  });
  const start =
    startItem?.kind === "retention-steps" && resolveSteps(startItem.steps, scope, sources);
  const back =
    returnItem?.kind === "retention-steps" && resolveSteps(returnItem.steps, scope, sources);
  const measures = measuresOf(node, source, scope);
  const head = headOf(node);
  if (!head || !start || !back || !every || periods === undefined) return undefined;
  return {
    ...head,
    kind: "retention",
    source: source.name,
    where,
    start,
    return: back,
    every,
    periods,
    splits,
    measures,
  };
}

/** The source that a retention is on. */
export function retentionSource(
  node: RetentionNode,
  { scope, funnels }: StudyContext,
): SourceEntry | undefined {
  const { subject } = node;
  if (!subject) return undefined;
  const source = scope.sources.get(subject.text);
  if (!source) {
    reportSource(node, subject, { scope, funnels });
    return undefined;
  }
  referTo(scope, sourceSymbol(source), subject);
  if (source.shape === "lookup") {
    scope.report(diagnose("FNL2035", { name: source.name }, subject.span));
    return undefined;
  }
  if (source.shape === "totals") {
    const args = { study: node.kind, name: source.name };
    scope.report(diagnose("FNL4114", args, subject.span));
    return undefined;
  }
  return source;
}

function reportSource(
  node: RetentionNode,
  subject: NameNode,
  { scope, funnels }: StudyContext,
): void {
  const funnel = funnels.find((other) => other.node.name?.text === subject.text);
  if (funnel) {
    const { sources } = funnel;
    const fixes = sources.map((source) =>
      replacing(subject.span, writeName(source.name), sources.length === 1),
    );
    const args = { name: subject.text, study: node.kind, wanted: "source" as const };
    scope.report(diagnose("FNL2053", args, subject.span, { fixes }));
    return;
  }
  // It may be the one that lacks its name, which has been reported itself.
  if (scope.namelessSources > 0) {
    scope.fail(subject.span);
    return;
  }
  const { args, fixes } = didYouMean(subject, scope.sources.keys());
  scope.report(diagnose("FNL2001", args, subject.span, { fixes }));
}

const periods = ["day", "week", "month"] as const;

function periodOf({ period }: EveryItem, scope: Scope): RetentionModel["every"] | undefined {
  const known = periods.find((word) => word === period?.text);
  if (known || !period) return known;
  const { args: found, fixes } = didYouMean(period, periods);
  const allowed = periods.map((word) => `\`${word}\``).join(", ");
  const { suggestion } = found;
  const args = { word: period.text, allowed, ...(suggestion !== undefined && { suggestion }) };
  scope.report(diagnose("FNL2018", args, period.span, { fixes }));
  return undefined;
}

/** A retention has one moment that is known of everybody: the start. */
function resolveSplit(
  item: Extract<RetentionNode["items"][number], { kind: "split" }>,
  rows: ReturnType<typeof rowEnvironment>,
): SplitModel | undefined {
  const { scope } = rows;
  const value = rows.resolve(item.value, rows);
  const top = item.top && countOf(item.top, "top", scope);
  if (item.at && item.at.text !== "entry") {
    const text = `at ${writeName(item.at.text)}`;
    const word = scope.text.lastIndexOf("at", item.at.span.start - 1);
    const span = { start: word, end: item.at.span.end };
    scope.report(diagnose("FNL4115", { text }, span, { fixes: [removing(span, scope.text)] }));
    return undefined;
  }
  if (!value || !item.value) return undefined;
  return {
    text: plainText(scope, item.value.span),
    span: item.span,
    value: value.expr,
    at: "entry",
    ...(top !== undefined && { top }),
  };
}

/** Over the stages `start` and `return`. */
function measuresOf(
  node: RetentionNode,
  source: SourceEntry,
  scope: Scope,
): RetentionModel["measures"] {
  const stages = new Map<string, MeasuredStage>();
  for (const item of node.items) {
    if (item.kind !== "retention-steps" || stages.has(item.role)) continue;
    const name: NameNode = {
      kind: "name",
      text: item.role,
      span: item.keywordSpan,
      written: "plain",
    };
    const index = item.role === "start" ? 0 : 1;
    stages.set(item.role, {
      name,
      index,
      optional: false,
      ...(item.steps && { steps: item.steps }),
    });
  }
  const around = {
    scope,
    sources: [source],
    stages,
    hasExit: false,
    stage: (name: NameNode): MeasuredStage | undefined => {
      const stage = stages.get(name.text);
      // One that is missing has been reported itself.
      if (stage || name.text === "start" || name.text === "return") return stage;
      const { args: found, fixes } = didYouMean(name, ["start", "return"]);
      const { suggestion } = found;
      const allowed = "`start`, `return`";
      const args = { word: name.text, allowed, ...(suggestion !== undefined && { suggestion }) };
      scope.report(diagnose("FNL2018", args, name.span, { fixes }));
      return undefined;
    },
  };
  const nodes = node.items.filter((item): item is MeasureNode => item.kind === "measure");
  const owner = node.name?.text;
  const environment: MeasureEnvironment = {
    ...around,
    measures: measureTable(nodes, owner, around),
  };
  return declareMeasures(nodes, owner, environment);
}
