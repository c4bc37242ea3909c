import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, type OracleRow } from "../../support/oracle.ts";
import { column, compare, funnel, records, stage, text } from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

/** A record as it lies in the file: days of its stages, and whether its plans came true. */
interface Entry {
  readonly id: number;
  readonly days: readonly (number | null)[];
  readonly isDone: boolean;
}

const STAGES = ["a", "b", "c"];
const PLANNED = 2;

const entry: fc.Arbitrary<Entry> = fc.record({
  id: fc.nat(2),
  days: fc.tuple(
    ...STAGES.map(() => fc.option(fc.integer({ min: 1, max: 6 }), { freq: 4, nil: null })),
  ),
  isDone: fc.boolean(),
});

const example = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: 7 }),
  window: fc.option(fc.nat(4), { nil: undefined }),
  optional: fc.boolean(),
  cut: fc.nat(7),
});

const csv = (entries: readonly Entry[]): string =>
  `id,a,b,c,done\n${entries
    .map(({ id, days, isDone }) =>
      [id, ...days.map((day) => (day === null ? "" : `2026-01-0${day}`)), isDone].join(","),
    )
    .join("\n")}\n`;

/** What the records mean, row by row. */
const logOf = (entries: readonly Entry[]): OracleRow[] =>
  entries.flatMap(({ id, days, isDone }) =>
    days.flatMap((day, index): OracleRow[] =>
      day === null || (index === PLANNED && !isDone)
        ? []
        : [{ actor: id, time: day, stages: [index], values: [] }],
    ),
  );

describe("records, as the definition reads them", function () {
  this.timeout(120_000);
  const { write, run } = desk();
  const done = compare(column("done", "boolean"), "=", { kind: "boolean", value: true }, "boolean");
  const stages = { a: "a", b: "b", c: { date: "c", where: done } };

  it("in any order of rows, in one file or two, by one thread or two", async () => {
    await fc.assert(
      fc.asyncProperty(example, async ({ entries, window, optional, cut }) => {
        const what = funnel(
          STAGES.map((name, index) =>
            stage(name, undefined, { optional: optional && index === 1 }),
          ),
          {
            sources: ["crm"],
            ...(window === undefined ? {} : { window: window * 86_400_000_000 }),
          },
        );
        const expected = evaluate(logOf(entries), {
          stages: STAGES.map((_, index) => ({ optional: optional && index === 1 })),
          ...(window === undefined ? {} : { window }),
        });
        await write("one/1.csv", csv(entries));
        await write("turned/1.csv", csv(entries.toReversed()));
        await write("two/1.csv", csv(entries.slice(0, cut)));
        await write("two/2.csv", csv(entries.slice(cut)));
        const whole = await run(what, [records("one/*.csv", stages)], { threads: 1 });
        assert.deepEqual(counts(whole), expected.counts);
        for (const path of ["one/*.csv", "turned/*.csv", "two/*.csv"]) {
          const other = await run(what, [records(path, stages)], { threads: 2 });
          assert.deepEqual(other.result.stages, whole.result.stages, path);
          if (path === "one/*.csv") assert.deepEqual(other.result, whole.result);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("and so do conditions, which have no order", async () => {
    const answer = fc.record({ id: fc.nat(2), answers: fc.tuple(fc.boolean(), fc.boolean()) });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (rows) => {
        const lines = rows.map(({ id, answers }) => [id, ...answers.map((is) => (is ? "y" : "n"))]);
        await write("yes.csv", `id,a,b\n${lines.join("\n")}\n`);
        const yes = (name: string) => compare(column(name), "=", text("y"), "text");
        const crm = records("yes.csv", { a: yes("a"), b: yes("b") });
        const log = rows.flatMap(({ id, answers }) =>
          answers.flatMap((is, index): OracleRow[] =>
            is ? [{ actor: id, time: 0, stages: [index], values: [] }] : [],
          ),
        );
        const what = funnel([stage("b"), stage("a")], { sources: ["crm"] });
        const expected = evaluate(
          log.map((row) => ({ ...row, stages: row.stages.map((one) => 1 - one) })),
          { stages: [{ optional: false }, { optional: false }] },
        );
        assert.deepEqual(counts(await run(what, [crm])), expected.counts);
      }),
      { numRuns: 15 },
    );
  });
});
