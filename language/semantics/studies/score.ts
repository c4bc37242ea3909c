import { diagnose } from "../../diagnostics.ts";
import type { PointsItem, ScoreItem, ScoreNode } from "../../syntax/ast.ts";
import { goalStage } from "../figures/environment.ts";
import { removing } from "../fixes.ts";
import { resolveSteps } from "../matches.ts";
import type { PointsModel, ScoreModel } from "../model.ts";
import { isNumeric, isOpen, type RowEnvironment } from "../rows/environment.ts";
import { resolveCondition, rowEnvironment } from "../rows/resolve.ts";
import { resolveGrades } from "./grades.ts";
import { resolveColumnPath, resolveSignals } from "./signals.ts";
import { countOf, entryRows, headOf, refuseTotals, reportMissing, type Subject } from "./study.ts";
import { MAX_MARKS } from "../checks/exits.ts";
import { settingsOf } from "../funnel-settings.ts";
import { plainText } from "../scope.ts";
import { writeName } from "../write.ts";

type Method = Extract<ScoreItem, { kind: "points" | "learn" | "from-column" }>;

const methodWords: Readonly<Record<Method["kind"], string>> = {
  points: "points",
  learn: "learn",
  "from-column": "from column",
};

function isMethod(item: ScoreItem): item is Method {
  return item.kind === "points" || item.kind === "learn" || item.kind === "from-column";
}

/** How likely each actor is to reach a stage: by points, learned, or as a column says. */
export function resolveScore(
  node: ScoreNode,
  subject: Subject | undefined,
): ScoreModel | undefined {
  if (!subject) return undefined;
  const { scope } = subject;
  const { model, order } = settingsOf(subject.funnel.node);
  if (node.name && (model === "inverted" || order === "any")) {
    const args = { funnel: subject.name, order: order === "any" ? order : ("inverted" as const) };
    scope.report(diagnose("FNL4300", args, node.subject?.span ?? node.name.span));
    return undefined;
  }
  const goalItem = node.items.find((item) => item.kind === "score-goal");
  const last = goalStage(subject);
  const statement = last && `goal ${writeName(last.name.text)}`;
  reportMissing(
    node,
    [
      { item: "goal", found: goalItem, statement },
      { item: "method", found: node.items.find(isMethod) },
    ],
    scope,
  );
  const goal = goalOf(node, subject);
  const by = methodOf(node, subject);
  const gradesItem = node.items.find((item) => item.kind === "grades");
  const grades = gradesItem ? resolveGrades(gradesItem, scope) : [];
  const head = headOf(node);
  if (!head || goal === undefined || !by || !grades) return undefined;
  return { ...head, kind: "score", funnel: subject.name, goal, by, grades };
}

function goalOf(node: ScoreNode, subject: Subject): string | undefined {
  const item = node.items.find((other) => other.kind === "score-goal");
  const stage = item && subject.stage(item.stage);
  if (!item?.stage || !stage) return undefined;
  const { span } = item.stage;
  if (refuseTotals(node, stage, span, subject)) return undefined;
  if (stage.index === 0) {
    subject.scope.report(diagnose("FNL4117", { stage: stage.name.text }, span));
    return undefined;
  }
  return stage.name.text;
}

/** One of three ways; points may stand several times. */
function methodOf(node: ScoreNode, subject: Subject): ScoreModel["by"] | undefined {
  const { scope } = subject;
  const methods = node.items.filter(isMethod);
  const [first] = methods;
  if (!first) return undefined;
  const other = methods.find((item) => item.kind !== first.kind);
  if (other) {
    const args = { first: methodWords[first.kind], second: methodWords[other.kind] };
    const fixes = [removing(other.span, scope.text)];
    const related = [
      {
        span: first.span,
        note: { key: "firstHere" as const, args: { keyword: methodWords[first.kind] } },
      },
    ];
    scope.report(diagnose("FNL4107", args, other.span, { fixes, related }));
    return undefined;
  }
  const rows = entryRows(subject);
  switch (first.kind) {
    case "points": {
      const items = methods.filter((item) => item.kind === "points");
      const rules = items.map((item) => resolvePoints(item, subject));
      const whole = rules.filter((rule) => rule !== undefined);
      if (hasTooMany(items, subject)) return undefined;
      return whole.length === rules.length ? { kind: "points", rules: whole } : undefined;
    }
    case "learn": {
      const signals = first.signals && rows && resolveSignals(first.signals, rows);
      return signals && { kind: "learned", signals };
    }
    case "from-column":
      return rows && scoreColumn(first, rows);
  }
}

function scoreColumn(
  node: Extract<Method, { kind: "from-column" }>,
  rows: RowEnvironment,
): ScoreModel["by"] | undefined {
  const column = node.column && resolveColumnPath(node.column, rows);
  const type = node.column && rows.resolve(node.column, rows)?.type;
  if (!node.column || !column || type === undefined) return undefined;
  if (isNumeric(type) || isOpen(type)) return { kind: "column", column };
  const args = { figure: "from column", found: type };
  rows.scope.report(diagnose("FNL3033", args, node.column.span));
  return undefined;
}

/** Each rule has a bit beside those of the funnel's own. */
function hasTooMany(items: readonly PointsItem[], { scope, funnel }: Subject): boolean {
  const taken = funnel.node.items.filter(({ kind }) => kind === "without" || kind === "exit");
  const limit = Math.max(0, MAX_MARKS - taken.length);
  const surplus = items[limit];
  if (surplus === undefined) return false;
  scope.report(diagnose("FNL4301", { count: items.length, limit }, surplus.span));
  return true;
}

/** Points are given over all the rows of an actor. */
function resolvePoints(node: PointsItem, subject: Subject): PointsModel | undefined {
  const { scope, sources } = subject;
  const amount = Number(node.points?.text ?? "1");
  if (node.points && amount === 0) {
    const fixes = [removing(node.span, scope.text)];
    scope.report(diagnose("FNL4112", {}, node.points.span, { fixes }));
    return undefined;
  }
  const points = node.sign === "-" ? -amount : amount;
  const { span } = node;
  const text = plainText(scope, span).replace(/^points\s*[+-]\s*\S+\s+when\s+/, "");
  if (node.did) {
    const match = resolveSteps(node.did, scope, sources);
    const atLeast = node.atLeast ? countOf(node.atLeast, "at least", scope) : 1;
    return match && atLeast !== undefined
      ? { kind: "did", points, match, atLeast, text, span }
      : undefined;
  }
  const condition = resolveCondition(node.condition, rowEnvironment(scope, sources));
  return condition && { kind: "rows", points, condition, text, span };
}
