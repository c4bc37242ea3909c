import assert from "node:assert/strict";
import fc from "fast-check";
import { arbitraryCaseOf, type Case, type Rule } from "../../support/arbitrary-log.ts";
import { kernelAttempts, showLog, tagLog } from "../../support/funnel-log.ts";
import { computeFunnel } from "../../../server/engine/kernel/compute.ts";
import { forEachAttempt } from "../../../server/engine/kernel/attempts.ts";
import {
  type Choice,
  evaluate,
  type OracleAttempt,
  type OracleFunnel,
  quantileOf,
} from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

interface Told {
  readonly actor: number;
  readonly chosen: Choice;
}

const inOrder = (attempts: readonly Told[]): Told[] =>
  attempts
    .map(({ actor, chosen }) => ({ actor, chosen }))
    .sort((a, b) => a.actor - b.actor || compare(a.chosen, b.chosen));

function compare(a: Choice, b: Choice): number {
  const i = a.findIndex((row, stage) => row !== b[stage]);
  return i < 0 ? 0 : (a[i] ?? -1) - (b[i] ?? -1);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
  const sorted = (list: readonly unknown[]): string[] => list.map(String).toSorted(byText);
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
  figuresAgree(funnel, log, attempts, told);
}

/** Counts, and the times of each pair of stages and of the whole. */
function figuresAgree(
  funnel: OracleFunnel,
  log: Case["log"],
  attempts: readonly OracleAttempt[],
  told: string,
): void {
  const size = funnel.stages.length;
  const stages = [...funnel.stages.keys()];
  const pairs = stages.flatMap((to) => stages.slice(0, to).map((from) => ({ from, to })));
  const whole = { from: -1, to: -1 };
  const computed = computeFunnel(tagLog(log).rows, funnel, {
    splits: [],
    pairs: [...pairs, whole],
  });
  const { total } = computed;
  const timeOf = (row: number | null | undefined): number => log[row ?? -1]?.time ?? Number.NaN;
  const has = (stage: number) => (attempt: OracleAttempt) =>
    (attempt.chosen[stage] ?? null) !== null;
  const counts = stages.map((stage) => attempts.filter(has(stage)).length);
  assert.deepEqual(
    total.stages.map(({ count }) => count),
    counts,
    told,
  );
  const rowsOf = ({ chosen }: OracleAttempt): number => chosen.filter((row) => row !== null).length;
  const goal = funnel.stages.findLastIndex(({ optional }) => !optional);
  const isWhole = (attempt: OracleAttempt): boolean => {
    if (funnel.order === "any") return rowsOf(attempt) === size;
    return has(funnel.inverted ? 0 : goal)(attempt);
  };
  const spent = (attempt: OracleAttempt): number => {
    const { chosen, starts } = attempt;
    const times = chosen.filter((row) => row !== null).map(timeOf);
    if (funnel.order === "any") return Math.max(...times) - Math.min(...times);
    if (starts !== undefined) return timeOf(chosen[goal]) - timeOf(starts[goal === 0 ? 0 : goal]);
    return timeOf(chosen[goal]) - timeOf(chosen[0]);
  };
  const converted = attempts.filter(isWhole);
  assert.equal(total.entered, attempts.length, told);
  assert.equal(total.converted, converted.length, told);
  assert.deepEqual(
    total.positions?.map(({ count }) => count),
    funnel.order === "any"
      ? stages.map((place) => attempts.filter((each) => rowsOf(each) > place).length)
      : undefined,
    told,
  );
  const median = (times: readonly number[]): number | undefined =>
    quantileOf(
      times.toSorted((a, b) => a - b),
      0.5,
    ) ?? undefined;
  // A funnel has a required stage behind the first.
  if (goal > 0) {
    const expected = median(converted.map(spent));
    assert.equal(total.seconds?.median, expected && Math.round(expected) / 1e6, told);
  }
  for (const { from, to, reachedFrom, reachedBoth, microseconds } of computed.pairs) {
    if (from < 0) {
      assert.deepEqual([reachedFrom, reachedBoth], [attempts.length, converted.length], told);
      continue;
    }
    const both = attempts.filter((each) => has(from)(each) && has(to)(each));
    assert.equal(reachedFrom, counts[funnel.inverted ? to : from], told);
    assert.equal(reachedBoth, both.length, told);
    const times = both.map(
      ({ chosen, starts }) =>
        timeOf(chosen[to]) - timeOf(from === 0 && starts ? starts[to] : chosen[from]),
    );
    const found = microseconds?.median;
    const value = found && Number(found.numerator) / Number(found.denominator);
    assert.equal(value, median(times), told);
  }
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
