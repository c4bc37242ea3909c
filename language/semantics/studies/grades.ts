import { diagnose } from "../../diagnostics.ts";
import type { GradesItem } from "../../syntax/ast.ts";
import { replacing } from "../fixes.ts";
import type { ScoreModel } from "../model.ts";
import type { Scope } from "../scope.ts";
import { writeName } from "../write.ts";
import { reportTwice } from "./study.ts";

type Grades = ScoreModel["grades"];

/** Grades from the highest down, each from a score on; the last is the rest. */
export function resolveGrades(node: GradesItem, scope: Scope): Grades | undefined {
  reportTwice(
    node.grades.map((grade) => grade.name),
    scope,
  );
  const grades: { readonly name: string; readonly least?: number }[] = [];
  const last = node.grades.at(-1);
  let before: string | undefined;
  for (const grade of node.grades) {
    const { name, least, operator, span } = grade;
    if (!name) continue;
    if (operator !== undefined && operator !== ">=") {
      const text = scope.text.slice(name.span.end, least?.span.start ?? span.end);
      const at = name.span.end + text.indexOf(operator);
      const place = { start: at, end: at + operator.length };
      const fixes = operator === ">" ? [replacing(place, ">=")] : [];
      scope.report(diagnose("FNL4111", { operator }, place, { fixes }));
      return undefined;
    }
    if (grade === last) {
      if (!least) {
        grades.push({ name: name.text });
        break;
      }
      const place = { start: name.span.start, end: span.end };
      const fixes = [replacing(place, writeName(name.text), false)];
      scope.report(diagnose("FNL4109", { name: name.text }, place, { fixes }));
      return undefined;
    }
    if (!least) {
      scope.report(diagnose("FNL4110", { name: name.text }, name.span));
      return undefined;
    }
    if (before !== undefined && Number(least.text) >= Number(before)) {
      const args = { name: name.text, text: least.text, before };
      scope.report(diagnose("FNL4108", args, least.span));
      return undefined;
    }
    before = least.text;
    grades.push({ name: name.text, least: Number(least.text) });
  }
  return grades;
}
