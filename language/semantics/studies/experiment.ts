import { diagnose } from "../../diagnostics.ts";
import type { ConfidenceItem, ExperimentNode, NameNode, StringNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { measuresByName, measureSymbol } from "../declared-measures.ts";
import { didYouMean, replacing } from "../fixes.ts";
import type { ExperimentModel, RowExpr } from "../model.ts";
import { isOpen, type RowEnvironment } from "../rows/environment.ts";
import { referTo } from "../scope.ts";
import { writeString } from "../write.ts";
import { resolvePlannedSplit } from "./planned-split.ts";
import {
  entryRows,
  goalModel,
  goalStatement,
  headOf,
  reportMissing,
  reportTwice,
  resolveGoal,
  type Subject,
} from "./study.ts";

/** Variants compared by how many reach a goal; of totals, by their counts. */
export function resolveExperiment(
  node: ExperimentNode,
  subject: Subject | undefined,
): ExperimentModel | undefined {
  if (!subject) return undefined;
  const { scope } = subject;
  const { items } = node;
  const variantItem = items.find((item) => item.kind === "variant");
  const controlItem = items.find((item) => item.kind === "control");
  const goalItem = items.find((item) => item.kind === "goal");
  const splitItem = items.find((item) => item.kind === "planned-split");
  reportMissing(
    node,
    [
      { item: "variant", found: variantItem },
      { item: "control", found: controlItem },
      { item: "goal", found: goalItem, statement: goalStatement(subject) },
    ],
    scope,
  );
  const rows = entryRows(subject);
  const variant = rows && variantOf(variantItem?.value, rows);
  const control = controlItem?.value;
  const found = goalItem && resolveGoal(goalItem, subject);
  const goal = found && goalModel(found);
  const measures = measuresOf(
    items.flatMap((item) => (item.kind === "measure-use" && item.name ? [item.name] : [])),
    subject,
  );
  const confidence = confidenceOf(
    items.find((item) => item.kind === "confidence"),
    subject,
  );
  const split = splitItem && resolvePlannedSplit(splitItem, control, scope);
  const named = [control, ...(splitItem?.shares ?? []).map((share) => share.variant)];
  if (variant && rows) checkVariants(named, variant, rows);
  const head = headOf(node);
  if (!head || !variant || !control || !goal || confidence === undefined) return undefined;
  if (splitItem && !split) return undefined;
  return {
    ...head,
    kind: "experiment",
    funnel: subject.name,
    variant,
    control: control.value,
    goal,
    measures,
    confidence,
    ...(split && { split }),
  };
}

/** What tells the variants apart: a text, a number or a yes/no value. */
function variantOf(
  node: Parameters<RowEnvironment["resolve"]>[0],
  rows: RowEnvironment,
): RowExpr | undefined {
  const typed = rows.resolve(node, rows);
  if (!node || !typed) return undefined;
  const { type } = typed;
  if (isOpen(type) || type === "text" || type === "number" || type === "boolean") return typed.expr;
  rows.scope.report(diagnose("FNL4119", { found: type }, node.span));
  return undefined;
}

/** Variants that no row has: misspelt, since each would be without actors. */
function checkVariants(
  named: readonly (StringNode | undefined)[],
  variant: RowExpr,
  rows: RowEnvironment,
): void {
  const [source] = rows.sources;
  if (variant.kind !== "column" || rows.sources.length !== 1 || !source?.location) return;
  const column = [...variant.path];
  // Before the table is known to have the column there is nothing to ask for.
  if (!source.columns?.some(({ name }) => name === column[0])) return;
  const { scope } = rows;
  const values = scope.catalog.values(source.location, column);
  if (!values) {
    scope.need({ kind: "values", location: source.location, column });
    return;
  }
  if (!values.complete) return;
  const reported = new Set<string>();
  for (const node of named) {
    if (!node || reported.has(node.value)) continue;
    if (values.values.some(({ value }) => value === node.value)) continue;
    reported.add(node.value);
    const suggestion = nearest(
      node.value,
      values.values.map(({ value }) => value),
    );
    const count = values.values.find(({ value }) => value === suggestion)?.count;
    const fixes = suggestion === undefined ? [] : [replacing(node.span, writeString(suggestion))];
    const args = {
      column: column.join("."),
      value: node.value,
      ...(suggestion !== undefined && { suggestion }),
      ...(count !== undefined && { count }),
    };
    scope.report(diagnose("FNL5111", args, node.span, { fixes }));
  }
}

/** Measures of the funnel, by name. */
function measuresOf(names: readonly NameNode[], subject: Subject): readonly string[] {
  const { scope, funnel } = subject;
  const nodes = funnel.node.items.filter((item) => item.kind === "measure");
  const declared = measuresByName(nodes);
  const found: NameNode[] = [];
  for (const name of names) {
    const measure = declared.get(name.text)?.name;
    if (measure) {
      referTo(scope, measureSymbol(subject.name, measure), name);
      found.push(name);
      continue;
    }
    const { args, fixes } = didYouMean(name, declared.keys());
    scope.report(diagnose("FNL2052", { ...args, funnel: subject.name }, name.span, { fixes }));
  }
  return [...reportTwice(found, scope)];
}

/** 95 % where nothing is said. */
function confidenceOf(node: ConfidenceItem | undefined, { scope }: Subject): number | undefined {
  if (!node?.share) return 0.95;
  const percent = Number(node.share.text);
  if (percent >= 50 && percent <= 99.9) return percent / 100;
  const text = `${node.share.text}%`;
  // 0.95% is 95 % as a number.
  const meant = percent >= 0.5 && percent < 1 ? `${Number((percent * 100).toFixed(6))}` : undefined;
  const digits = {
    start: node.share.span.start,
    end: node.share.span.start + node.share.text.length,
  };
  const fixes = meant === undefined ? [] : [replacing(digits, meant)];
  scope.report(diagnose("FNL4103", { text }, node.share.span, { fixes }));
  return undefined;
}
