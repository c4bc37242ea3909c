import assert from "node:assert/strict";
import fc from "fast-check";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { arbitraryCaseOf, type Case, type Rule, RULES } from "../../support/arbitrary-log.ts";
import { kernelAttempts, showLog, tagLog } from "../../support/funnel-log.ts";
import { evaluate } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

function agree({ funnel, log }: Case): void {
  const { attempts, counts, dropped } = evaluate(log, funnel);
  const told = `${JSON.stringify(funnel)} ${showLog(log)}`;
  const expected = attempts
    .map(({ actor, chosen }) => ({ actor, chosen }))
    .sort((a, b) => a.actor - b.actor || (a.chosen[0] ?? 0) - (b.chosen[0] ?? 0));
  assert.deepEqual(kernelAttempts(log, funnel), expected, told);
  const computed = computeFunnel(tagLog(log).rows, funnel, { splits: [], pairs: [] });
  assert.equal(
    (computed.dropped ?? []).reduce((sum, actors) => sum + actors, 0),
    dropped.length,
    told,
  );
  assert.deepEqual(
    computed.total.stages.map(({ count }) => count),
    counts,
    told,
  );
}

describe("kernel and definition agree on random logs, by rule", function () {
  this.timeout(120_000);

  const pairs = RULES.flatMap((rule, i) => RULES.slice(i + 1).map((other) => [rule, other]));
  const sets: readonly (readonly Rule[])[] = [
    ...RULES.map((rule) => [rule]),
    ...pairs,
    RULES,
    ["attempts"],
    ...[...RULES, "furthest" as const].map((rule): Rule[] => ["attempts", rule]),
    ["furthest"],
    ["furthest", "at least"],
    ["furthest", "entry last"],
    ["furthest", "same"],
    ["furthest", "at least", "entry last", "same"],
  ];
  for (const rules of sets) {
    it(`on ${rules.join(", ")}`, () => {
      fc.assert(
        fc.property(arbitraryCaseOf(...rules), agree),
        propertyOptions(rules.length === 1 ? 3_000 : 1_000),
      );
    });
  }

  // Rows of few times, of which several make up one entry: what decides is the order of the file.
  const withSeveralEntryRows = ({ funnel, log }: Case): Case => ({
    funnel: {
      ...funnel,
      stages: funnel.stages.map((stage, index) => (index === 0 ? { ...stage, atLeast: 2 } : stage)),
    },
    log: log.map((row) => ({ ...row, actor: 0, time: row.time % 3 })),
  });
  for (const rules of [
    ["strict"],
    ["strict", "without"],
    ["strict", "without", "entry last"],
  ] as const) {
    it(`on ${rules.join(", ")}, with several rows of the first stage at few times`, () => {
      const cases = arbitraryCaseOf(...rules)
        .filter(({ funnel: { stages } }) => stages.length <= 3)
        .map(withSeveralEntryRows);
      fc.assert(fc.property(cases, agree), propertyOptions(1_000));
    });
  }
});
