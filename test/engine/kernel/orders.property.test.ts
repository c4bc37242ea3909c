import assert from "node:assert/strict";
import fc from "fast-check";
import { arbitraryCaseOf, type Case, type Rule } from "../../support/arbitrary-log.ts";
import { kernelAttempts, showLog, tagLog } from "../../support/funnel-log.ts";
import { forEachAttempt } from "../../../server/engine/kernel/attempts.ts";
import { type Choice, evaluate } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

type Told = { readonly actor: number; readonly chosen: Choice };

const inOrder = (attempts: readonly Told[]): Told[] =>
  attempts
    .map(({ actor, chosen }) => ({ actor, chosen }))
    .sort((a, b) => a.actor - b.actor || compare(a.chosen, b.chosen));

function compare(a: Choice, b: Choice): number {
  const i = a.findIndex((row, stage) => row !== b[stage]);
  return i < 0 ? 0 : (a[i] ?? -1) - (b[i] ?? -1);
}

function agree({ funnel, log }: Case): void {
  const told = `${JSON.stringify(funnel)} ${showLog(log)}`;
  const { attempts, dropped } = evaluate(log, funnel);
  assert.deepEqual(inOrder(kernelAttempts(log, funnel)), inOrder(attempts), told);
  const tagged = tagLog(log, 1);
  const values: (string | null)[] = [];
  const starts: number[] = [];
  const left = forEachAttempt(tagged.rows, funnel, (attempt) => {
    const code = tagged.rows.splits[0]?.[attempt.firstEntry] ?? -1;
    values.push(tagged.values[0]?.[code] ?? null);
    attempt.starts?.forEach((start, stage) => {
      if ((attempt.rows[stage] ?? -1) >= 0) starts.push(start);
    });
  });
  const sorted = <T>(list: readonly T[]): T[] => list.toSorted();
  assert.deepEqual(sorted(values), sorted(attempts.map(({ values: [value] }) => value)), told);
  assert.deepEqual(
    sorted(starts),
    sorted(
      attempts.flatMap((each) => each.starts ?? []).flatMap((row) => log[row ?? -1]?.time ?? []),
    ),
    told,
  );
  assert.equal(
    left.reduce((sum, actors) => sum + actors, 0),
    dropped.length,
    told,
  );
}

describe("kernel and definition agree on random logs, by order", function () {
  this.timeout(120_000);

  const sets: readonly (readonly Rule[])[] = [
    ["any"],
    ["any", "entry last"],
    ["any", "same"],
    ["any", "entry last", "same"],
    ["independent"],
    ...(["after", "at least", "entry last", "without", "same"] as const).flatMap(
      (rule): Rule[][] => [
        ["independent", rule],
        ["inverted", rule],
      ],
    ),
    ["independent", "after", "at least", "entry last", "without", "same"],
    ["inverted"],
    ["inverted", "strict"],
    ["inverted", "strict", "at least", "entry last"],
    ["inverted", "strict", "without", "after"],
    ["inverted", "after", "at least", "entry last", "without", "same"],
    ...(["any", "independent", "inverted"] as const).flatMap((order): Rule[][] => [
      [order, "attempts"],
      [order, "attempts", "entry last"],
    ]),
    ["independent", "attempts", "without"],
    ["inverted", "attempts", "at least", "strict"],
  ];
  for (const rules of sets) {
    it(`on ${rules.join(", ")}`, () => {
      fc.assert(
        fc.property(arbitraryCaseOf(...rules), agree),
        propertyOptions(rules.length === 1 ? 3_000 : 1_000),
      );
    });
  }
});
