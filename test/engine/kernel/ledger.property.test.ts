import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel, type FunnelFigures } from "../../../server/engine/kernel/compute.ts";
import { arbitraryCaseOf, RULES, type Case, type Rule } from "../../support/arbitrary-log.ts";
import type { LedgerFigures } from "../../../server/engine/kernel/figures.ts";
import { explain } from "../../../server/engine/kernel/ledger/explain.ts";
import { findPeople, REASONS } from "../../../server/engine/kernel/people.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import { reasonsOf, type OracleReason } from "../../support/oracle-ledger.ts";
import type { OracleFunnel } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

/** How many stopped before each stage for each reason, as the oracle says them. */
function tally(reasons: readonly OracleReason[], stage: number): Record<string, number> {
  const found: Record<string, number> = {};
  for (const each of reasons)
    if (each.stage === stage) found[each.reason] = (found[each.reason] ?? 0) + 1;
  return found;
}

function sameLedger(
  { stages, positions = [] }: FunnelFigures,
  reasons: readonly OracleReason[],
  funnel: OracleFunnel,
  told: string,
): void {
  const first = funnel.inverted ? stages.length - 1 : 0;
  [...stages, ...positions].forEach(({ ledger, dropoff }, stage) => {
    const has =
      funnel.order === "any"
        ? stage > stages.length
        : funnel.stages[stage]?.optional === false && stage !== first;
    assert.equal(ledger !== undefined, has, told);
    if (ledger === undefined) return;
    const counts = Object.entries(ledger.reasons);
    ledger.exits.forEach((count, exit) => {
      if (count > 0) counts.push([`exit ${exit}`, count]);
    });
    assert.deepEqual(Object.fromEntries(counts), tally(reasons, stage), `stage ${stage}: ${told}`);
    const sum = counts.reduce((all, [, count]) => all + count, 0);
    assert.equal(sum, dropoff, `stage ${stage}: ${told}`);
  });
}

function agree({ funnel, log }: Case, asOf?: number): void {
  const { total } = computeFunnel(tagLog(log).rows, funnel, {
    splits: [],
    pairs: [],
    ledger: "counts",
    ...(asOf === undefined ? {} : { asOf }),
  });
  const told = `${JSON.stringify(funnel)} as of ${asOf}: ${showLog(log)}`;
  sameLedger(total, reasonsOf(log, funnel, asOf), funnel, told);
}

/** Those that order `independent` knows. */
const INDEPENDENT = ["after", "at least", "entry last", "without", "same"] as const;

/** None has the reasons that only a second look at all rows tells apart. */
function countOf({ reasons }: LedgerFigures, reason: string): number {
  const counts: Readonly<Partial<Record<string, number>>> = reasons;
  return counts[reason] ?? 0;
}

describe("the ledger of reasons adds up and agrees with the definition", function () {
  this.timeout(120_000);

  const pairs = RULES.flatMap((rule, i) => RULES.slice(i + 1).map((other) => [rule, other]));
  const sets: readonly (readonly Rule[])[] = [
    [],
    ["exit"],
    ...RULES.map((rule): Rule[] => [rule]),
    ...RULES.map((rule): Rule[] => [rule, "exit"]),
    ...pairs,
    RULES,
    ["furthest", "exit"],
    ["furthest", "at least", "same"],
    ["attempts", "exit"],
    ...RULES.map((rule): Rule[] => ["attempts", rule]),
    ["inverted"],
    ["inverted", "exit"],
    ...RULES.map((rule): Rule[] => ["inverted", rule]),
    ["inverted", "after", "at least", "without", "same", "strict", "exit"],
    ["inverted", "attempts", "exit"],
    ["inverted", "attempts", "entry last", "without"],
    ["independent"],
    ["independent", "exit"],
    ...INDEPENDENT.map((rule): Rule[] => ["independent", rule]),
    ["independent", ...INDEPENDENT, "exit"],
    ["independent", "attempts", "exit"],
    ["independent", "attempts", "entry last", "without"],
    ["any"],
    ["any", "exit"],
    ["any", "same"],
    ["any", "same", "exit", "entry last"],
    ["any", "attempts", "exit"],
    ["any", "attempts", "same", "entry last"],
  ];
  for (const rules of sets) {
    it(`on ${rules.join(", ") || "windows and within"}`, () => {
      fc.assert(
        fc.property(arbitraryCaseOf(...rules), (each) => agree(each)),
        propertyOptions(rules.length < 2 ? 400 : 150),
      );
    });
  }

  for (const rules of [
    [],
    ["exit"],
    RULES,
    ["furthest", "exit"],
    ["attempts", "exit"],
    ["inverted", "exit"],
    ["inverted", "attempts"],
    ["any", "exit"],
    ["independent", "exit"],
    ["independent", "attempts"],
  ] as const)
    it(`so do explanations and lists of people${rules.length === 0 ? "" : `, on ${rules.join(", ")}`}`, () => {
      fc.assert(
        fc.property(arbitraryCaseOf(...rules), fc.nat(3), ({ funnel, log }, silence) => {
          const asOf = Math.max(0, ...log.map(({ time }) => time)) + silence;
          const told = `${JSON.stringify(funnel)} as of ${asOf}: ${showLog(log)}`;
          const { rows } = tagLog(log);
          const groups = { splits: [], pairs: [], asOf, ledger: "counts" as const };
          const { total } = computeFunnel(rows, funnel, groups);
          const stopped = [...new Set(log.map(({ actor }) => actor))].flatMap((actor) => {
            const own = tagLog(log.filter((row) => row.actor === actor)).rows;
            return explain(own, funnel, asOf).attempts.flatMap(({ stopped: first, also = [] }) =>
              first === undefined ? also : [first, ...also],
            );
          });
          const { stages, positions = [], entered } = total;
          [...stages, ...positions].forEach(({ count, dropoff, ledger }, stage) => {
            const here = stopped.filter((each) => each.stage === stage);
            if (stage < stages.length) {
              const reached = findPeople(rows, funnel, { kind: "reached", stage }, [], asOf);
              assert.equal(reached.length, count, told);
            }
            if (ledger === undefined) return;
            assert.equal(here.length, dropoff, told);
            for (const reason of REASONS) {
              const expected = countOf(ledger, reason);
              assert.equal(here.filter((each) => each.reason === reason).length, expected, told);
            }
          });
          stages.forEach(({ count, dropoff, ledger }, stage) => {
            if (ledger === undefined && funnel.order !== "any") return;
            const lost = findPeople(rows, funnel, { kind: "dropped", stage }, [], asOf);
            assert.equal(lost.length, ledger === undefined ? entered - count : dropoff, told);
            if (ledger === undefined) return;
            for (const [place, reason] of REASONS.entries()) {
              const expected = countOf(ledger, reason);
              assert.equal(lost.reason.filter((each) => each === place).length, expected, told);
            }
          });
        }),
        propertyOptions(200),
      );
    });

  for (const rules of [[], ["exit"], ["independent", "exit"], ["any", "exit"]] as const)
    it(`on who is still open${rules.length === 0 ? "" : `, on ${rules.join(", ")}`}`, () => {
      fc.assert(
        fc.property(arbitraryCaseOf(...rules), fc.nat(3), (each, silence) => {
          agree(each, Math.max(0, ...each.log.map(({ time }) => time)) + silence);
        }),
        propertyOptions(600),
      );
    });
});
