import { diagnose, type Fix } from "../../diagnostics.ts";
import type { RowStageNode } from "../../syntax/ast.ts";
import { dayOf, factsOf, timesIn } from "../facts.ts";
import { findColumn } from "../source-column.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { writeName } from "../write.ts";
import type { CheckContext } from "./check.ts";

const DAY = 86_400_000_000;

/** What is planned has its date from the beginning; what has happened has one only where it did. */
const mostMissing = 0.1;

/** The closing date of a deal that is still open is a plan, and counts only where the deal is won. */
export function dataPlans({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    if (source.shape !== "records") continue;
    for (const item of source.items)
      if (item.kind === "row-stages") checkStages(item.stages, source, scope);
  }
}

function checkStages(stages: readonly RowStageNode[], source: SourceEntry, scope: Scope): void {
  const dates = stages.flatMap((stage) => {
    const { value } = stage;
    if (value?.kind !== "column" || findColumn(value, source)?.type !== "time") return [];
    const last = timesIn(value, undefined, source, scope)?.last;
    const facts = factsOf(value, source, scope);
    if (last === undefined || facts === undefined) return [];
    return [{ stage, value, last, isPlanned: facts.missing <= facts.rows * mostMissing }];
  });
  for (const { stage, value, last, isPlanned } of dates) {
    if (!isPlanned) continue;
    const others = dates.filter((date) => date.stage !== stage).map((date) => date.last);
    const other = Math.max(...others);
    if (stage.condition || !stage.event || others.length === 0 || last <= other + DAY) continue;
    const args = { event: stage.event.text, last: dayOf(last), other: dayOf(other) };
    const fixes = conditions(source, value.span.end);
    scope.report(diagnose("FNL5125", args, value.span, { fixes }));
  }
}

const settled = /won|closed|paid|done|complete|success|выигра|закрыт|оплач|успе/i;

/** The yes/no columns that may tell what is settled, the likeliest names first. */
function conditions(source: SourceEntry, at: number): readonly Fix[] {
  const names = (source.columns ?? [])
    .filter(({ type }) => type === "boolean")
    .map(({ name }) => name)
    .sort((a, b) => Number(settled.test(b)) - Number(settled.test(a)));
  return names.slice(0, 3).map((name) => {
    const text = `where ${writeName(name)}`;
    return {
      title: { key: "insert", args: { text } },
      edits: [{ span: { start: at, end: at }, newText: ` ${text}` }],
    };
  });
}
