import { diagnose, type Fix } from "../../diagnostics.ts";
import type { StudyItem } from "../../diagnostics-measures.ts";
import type { GoalItem, NameNode, NumberNode, StudyNode } from "../../syntax/ast.ts";
import type { Span } from "../../text.ts";
import { addingLine } from "../adding-lines.ts";
import { type MeasuredStage, isTotals, rowsOf } from "../figures/environment.ts";
import { didYouMean, replacing } from "../fixes.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { GoalModel, StudyModel } from "../model.ts";
import type { RowEnvironment } from "../rows/environment.ts";
import { referTo, type Scope, type SourceEntry } from "../scope.ts";
import { resolveStage, stagesByName } from "../stages.ts";
import { writeName } from "../write.ts";

export interface StudyContext {
  readonly scope: Scope;
  readonly funnels: readonly ResolvedFunnel[];
}

/** A study resolved, whether or not it can run; undefined where something that it needs is missing. */
export interface ResolvedStudy {
  readonly node: StudyNode;
  readonly funnel?: ResolvedFunnel;
  readonly source?: SourceEntry;
  readonly model: StudyModel | undefined;
}

/** What all studies have in common. */
export interface StudyHead {
  readonly name: string;
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly runnable: true;
}

export function headOf({ name, doc, span }: StudyNode): StudyHead | undefined {
  if (!name) return undefined;
  return {
    name: name.text,
    ...(doc !== undefined && { doc }),
    span,
    nameSpan: name.span,
    runnable: true,
  };
}

/** The funnel that a study is on, with its stages. */
export interface Subject {
  readonly scope: Scope;
  readonly funnel: ResolvedFunnel;
  readonly name: string;
  readonly sources: readonly SourceEntry[];
  readonly stages: ReadonlyMap<string, MeasuredStage>;
  /** Refers to a stage, or reports that there is none of that name. */
  readonly stage: (name: NameNode | undefined) => MeasuredStage | undefined;
}

export function resolveSubject(
  node: StudyNode,
  { scope, funnels }: StudyContext,
): Subject | undefined {
  const { subject } = node;
  if (!subject) return undefined;
  const funnel = funnels.find((other) => other.node.name?.text === subject.text);
  const declared = funnel?.node.name;
  if (!funnel || !declared) {
    reportSubject(node, subject, funnels, scope);
    return undefined;
  }
  const target = { kind: "funnel" as const, name: declared.text, declaration: declared.span };
  referTo(scope, target, subject);
  const named = stagesByName(funnel.node);
  const stages = new Map<string, MeasuredStage>();
  for (const [text, { node: stage, name, index }] of named) {
    const { optional, steps } = stage;
    stages.set(text, { name, index, optional, ...(steps && { steps }) });
  }
  return {
    scope,
    funnel,
    name: declared.text,
    sources: funnel.sources,
    stages,
    stage(name) {
      const stage = name && resolveStage(name, funnel.node, named, scope);
      return stage && stages.get(stage.name.text);
    },
  };
}

function reportSubject(
  node: StudyNode,
  subject: NameNode,
  funnels: readonly ResolvedFunnel[],
  scope: Scope,
): void {
  const names = funnels.flatMap((funnel) => funnel.node.name?.text ?? []);
  if (scope.sources.has(subject.text)) {
    const source = scope.sources.get(subject.text);
    const over = funnels.filter(({ sources }) => source && sources.includes(source));
    const fixes = over.flatMap(({ node: { name } }) =>
      name ? [replacing(subject.span, writeName(name.text), over.length === 1)] : [],
    );
    const args = { name: subject.text, study: node.kind, wanted: "funnel" as const };
    scope.report(diagnose("FNL2053", args, subject.span, { fixes }));
    return;
  }
  const { args, fixes } = didYouMean(subject, names);
  // It may be the one that lacks its name, which has been reported itself.
  if (fixes.length === 0 && funnels.some((funnel) => !funnel.node.name)) {
    scope.fail(subject.span);
    return;
  }
  const [only] = names;
  const isOnly = fixes.length === 0 && names.length === 1 && only !== undefined;
  const offered = isOnly ? [replacing(subject.span, writeName(only), false)] : fixes;
  scope.report(diagnose("FNL2050", args, subject.span, { fixes: offered }));
}

/** The block of a study; an audience has none. */
function blockOf(node: StudyNode): Span | undefined {
  return node.kind === "audience" ? undefined : node.block;
}

/** A statement that a study needs; where it is clear, as it would be written. */
export interface Needed {
  readonly item: StudyItem;
  readonly found: unknown;
  readonly statement?: string | undefined;
}

/** Says at once what a study lacks, unless it could be read only in part. */
export function reportMissing(node: StudyNode, needed: readonly Needed[], scope: Scope): void {
  const block = blockOf(node);
  const missing = needed.filter(({ found }) => found === undefined);
  if (!block || missing.length === 0) return;
  if (scope.hasMisread(node.span) || scope.hasMisread(block)) {
    scope.fail(node.keywordSpan);
    return;
  }
  const fixes = missing.flatMap(({ statement }): readonly Fix[] =>
    statement === undefined ? [] : [addingLine(block, statement, scope.text)],
  );
  const place = node.name?.span ?? node.keywordSpan;
  const args = { study: node.kind, missing: missing.map(({ item }) => item) };
  scope.report(diagnose("FNL4100", args, place, { fixes }));
}

/** `goal First -> Last`, as it would be written. */
export function goalStatement({ stages }: Subject): string | undefined {
  const ordered = [...stages.values()].sort((a, b) => a.index - b.index);
  const [first] = ordered;
  const last = ordered.findLast((stage) => !stage.optional);
  if (!first || !last || first === last) return undefined;
  return `goal ${writeName(first.name.text)} -> ${writeName(last.name.text)}`;
}

/** Both stages of a goal, the first before the second. */
export function resolveGoal(
  node: GoalItem,
  subject: Subject,
): { readonly from: MeasuredStage; readonly to: MeasuredStage } | undefined {
  const from = subject.stage(node.from);
  const to = subject.stage(node.to);
  if (!from || !to || !node.from || !node.to) return undefined;
  if (from.index < to.index) return { from, to };
  const span = { start: node.from.span.start, end: node.to.span.end };
  reportOrder(from, to, span, subject, " -> ");
  return undefined;
}

/** Reports two stages in the wrong order; offers them the other way round, joined as they are. */
export function reportOrder(
  from: MeasuredStage,
  to: MeasuredStage,
  span: Span,
  { scope }: Subject,
  between: string,
): void {
  const text = `${writeName(to.name.text)}${between}${writeName(from.name.text)}`;
  const fixes = from.index === to.index ? [] : [replacing(span, text)];
  const args = { from: from.name.text, to: to.name.text };
  scope.report(diagnose("FNL6001", args, span, { fixes }));
}

export function goalModel(goal: {
  readonly from: MeasuredStage;
  readonly to: MeasuredStage;
}): GoalModel {
  return { from: goal.from.name.text, to: goal.to.name.text };
}

/** Reports a stage of totals where actors are needed. */
export function refuseTotals(
  node: StudyNode,
  stage: MeasuredStage,
  place: Span,
  subject: Subject,
): boolean {
  if (!isTotals(stage, subject)) return false;
  const args = { study: node.kind, name: stage.name.text };
  subject.scope.report(diagnose("FNL4114", args, place));
  return true;
}

/** Expressions over the rows that actors enter by. */
export function entryRows(subject: Subject): RowEnvironment | undefined {
  const first = [...subject.stages.values()].find((stage) => stage.index === 0);
  return first && rowsOf(first, subject);
}

/** Reports each name that stands there before. */
export function reportTwice(
  names: readonly (Named | undefined)[],
  scope: Scope,
): ReadonlySet<string> {
  const seen = new Map<string, Span>();
  for (const name of names) {
    if (!name) continue;
    const first = seen.get(name.text);
    if (!first) {
      seen.set(name.text, name.span);
      continue;
    }
    const args = { name: name.text };
    const related = [{ span: first, note: { key: "firstDeclaredHere" as const, args } }];
    scope.report(diagnose("FNL2054", args, name.span, { related }));
  }
  return new Set(seen.keys());
}

interface Named {
  readonly text: string;
  readonly span: Span;
}

/** A whole number of at least 1; reports another one. */
export function countOf(
  node: NumberNode | undefined,
  keyword: string,
  scope: Scope,
): number | undefined {
  if (!node) return undefined;
  const count = Number(node.text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return count;
  scope.report(diagnose("FNL4016", { keyword, text: node.text }, node.span));
  return undefined;
}
