import assert from "node:assert/strict";
import fc from "fast-check";
import {
  computeFunnel,
  type Computed,
  type FunnelFigures,
} from "../../../server/engine/kernel/compute.ts";
import {
  arbitraryRuledCase,
  type FreeRule,
  type Order,
  ORDERS,
  type RuledCase,
} from "../../support/arbitrary-rules.ts";
import { showLog, tagLog } from "../../support/funnel-log.ts";
import type { OracleFunnel, OracleRow } from "../../support/oracle.ts";
import { propertyOptions } from "../../support/properties.ts";

const everyOrder = Object.keys(ORDERS) as Order[];

/** Those in which stage k needs the stages before it (`inverted`: behind it), by any choice of rows. */
const inSequence: readonly Order[] = ["sequential", "strict", "inverted", "inverted strict"];

function compute(
  log: readonly OracleRow[],
  funnel: OracleFunnel,
  asOf = latest(log),
  splits = 0,
): Computed {
  const { rows, values } = tagLog(log, splits);
  return computeFunnel(rows, funnel, {
    splits: values.map((known, split) => ({ text: `${split}`, values: known, top: 2 })),
    pairs: [],
    asOf,
    ledger: "counts",
  });
}

const latest = (log: readonly OracleRow[]): number => Math.max(0, ...log.map(({ time }) => time));

/** All that a funnel counts: its stages and, in order `any`, how many did so many of them. */
const ways = ({
  stages,
  positions = [],
}: FunnelFigures): readonly FunnelFigures["stages"][number][] => [...stages, ...positions];

/** What rows and rules can only raise: required stages, in order `any` how many did so many of them. */
function monotone({ total }: Computed, { order, stages }: OracleFunnel): number[] {
  const { positions = [] } = total;
  if (order === "any") return positions.map(({ count }) => count);
  return total.stages.flatMap(({ count }, stage) => (stages[stage]?.optional ? [] : [count]));
}

function notBelow(larger: readonly number[], smaller: readonly number[], told: string): void {
  assert.equal(larger.length, smaller.length, told);
  larger.forEach((count, i) =>
    assert.ok(count >= (smaller[i] ?? 0), `${larger.join()} < ${smaller.join()}: ${told}`),
  );
}

/** Counts and times of the whole, without who may still come and why the others didn't. */
const plain = ({ total }: Computed): unknown => ({
  entered: total.entered,
  converted: total.converted,
  seconds: total.seconds,
  stages: ways(total).map(({ count, conversion_from_first, seconds_from_previous }) => ({
    count,
    conversion_from_first,
    seconds_from_previous,
  })),
});

function law(
  name: string,
  orders: readonly Order[],
  isAllowed: (rule: FreeRule) => boolean,
  predicate: (given: RuledCase, random: number, told: string) => void,
): void {
  it(name, () => {
    fc.assert(
      fc.property(arbitraryRuledCase(orders, isAllowed), fc.nat(1000), (given, random) => {
        const told = `${given.order}, ${given.rules.join()}: ${JSON.stringify(given.funnel)} ${showLog(given.log)}`;
        predicate(given, random, told);
      }),
      propertyOptions(300),
    );
  });
}

const any = (): boolean => true;
const notIn =
  (...left: readonly FreeRule[]) =>
  (rule: FreeRule): boolean =>
    !left.includes(rule);

/** Whom a `without … else drop actor` leaves out depends on what else would have been reached. */
const keepsActors = ({ without = [], ...rest }: OracleFunnel): OracleFunnel => ({
  ...rest,
  ...(without.length === 0
    ? {}
    : { without: without.map((each) => ({ ...each, dropActor: false })) }),
});

describe("laws of all orders and rules", function () {
  this.timeout(120_000);

  law("names of actors don't matter", everyOrder, any, ({ funnel, log }, random, told) => {
    const renamed = log.map((row) => ({ ...row, actor: (row.actor * 3 + random) % 7 }));
    const asOf = latest(log);
    assert.deepEqual(compute(renamed, funnel, asOf, 2), compute(log, funnel, asOf, 2), told);
  });

  law("shifting all times changes nothing", everyOrder, any, ({ funnel, log }, random, told) => {
    const shift = (random - 500) * 1e12;
    const shifted = log.map((row) => ({ ...row, time: row.time + shift }));
    const asOf = latest(log) + (random % 4);
    assert.deepEqual(
      compute(shifted, funnel, asOf + shift, 2),
      compute(log, funnel, asOf, 2),
      told,
    );
  });

  law(
    "every actor twice: twice the counts and reasons, the same shares and medians",
    everyOrder,
    any,
    ({ funnel, log }, random, told) => {
      const asOf = latest(log) + (random % 4);
      const once = compute(log, funnel, asOf);
      const again = log.map((row) => ({ ...row, actor: row.actor + 3 }));
      const twice = compute([...log, ...again], funnel, asOf);
      const doubled = (reasons: object): object =>
        Object.fromEntries(
          Object.entries(reasons).map(([name, count]) => [name, 2 * Number(count)]),
        );
      const both = ways(twice.total);
      ways(once.total).forEach((stage, i) => {
        const more = both[i];
        assert.equal(more?.count, 2 * stage.count, told);
        assert.equal(more.conversion_from_first, stage.conversion_from_first, told);
        assert.equal(more.seconds_from_previous?.median, stage.seconds_from_previous?.median, told);
        assert.deepEqual(more.ledger?.reasons, stage.ledger && doubled(stage.ledger.reasons), told);
        assert.equal(more.immature, stage.immature && 2 * stage.immature, told);
        assert.equal(more.mature?.count, stage.mature && 2 * stage.mature.count, told);
        assert.equal(more.kaplan_meier?.share, stage.kaplan_meier?.share, told);
      });
      assert.deepEqual(
        twice.dropped,
        once.dropped?.map((actors) => 2 * actors),
        told,
      );
    },
  );

  law(
    "the order of the file changes no count and no time",
    everyOrder.filter((order) => order !== "any"),
    // Of rows of equal time it decides which the attempt has; the value that they share, the entry that
    // leads to them and the optional stages between go by that.
    notIn("same", "attempts", "entry last"),
    ({ funnel, log }, random, told) => {
      const keyed = log.map((row, i) => ({ row, key: ((i + 1) * 7919 * (random + 1)) % 1009 }));
      const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ row }) => row);
      assert.deepEqual(plain(compute(shuffled, funnel)), plain(compute(log, funnel)), told);
    },
  );

  law(
    "rows that match nothing change nothing but what else was done",
    everyOrder.filter((order) => !order.includes("strict")),
    any,
    ({ funnel, log }, random, told) => {
      const nothing: OracleRow = {
        actor: random % 2,
        time: random % 7,
        stages: [],
        values: [null, null],
        mayEnter: false,
        ...(log[0]?.marks === undefined ? {} : { marks: [] }),
        ...(log[0]?.same === undefined ? {} : { same: "x" }),
      };
      const more = log.toSpliced(random % 5, 0, nothing);
      const asOf = Math.max(latest(log), nothing.time);
      assert.deepEqual(plain(compute(more, funnel, asOf)), plain(compute(log, funnel, asOf)), told);
    },
  );

  law(
    "a wider window never lowers a count",
    everyOrder,
    notIn("attempts"),
    ({ funnel, log }, random, told) => {
      const narrow = { ...keepsActors(funnel), window: funnel.window ?? 0 };
      const wide = { ...narrow, window: narrow.window + (random % 4) };
      const { window: _, ...unlimited } = wide;
      const most = monotone(compute(log, unlimited), funnel);
      const more = monotone(compute(log, wide), funnel);
      notBelow(most, more, told);
      notBelow(more, monotone(compute(log, narrow), funnel), told);
    },
  );

  law(
    "lifting a rule never lowers a count",
    everyOrder,
    notIn("attempts"),
    ({ funnel, log }, _, told) => {
      const kept = keepsActors(funnel);
      const { without: _without, ...withoutNone } = kept;
      const { same: _same, ...sameNone } = kept;
      const ofStages = (...left: readonly string[]): OracleFunnel => ({
        ...kept,
        stages: kept.stages.map(({ optional, ...limits }) => ({
          optional,
          ...Object.fromEntries(Object.entries(limits).filter(([name]) => !left.includes(name))),
        })),
      });
      const counts = monotone(compute(log, kept), kept);
      // A row without a value of what is held constant would have been no entry.
      const lifted = [
        withoutNone,
        ofStages("within"),
        ofStages("after"),
        ...(kept.order === "furthest" ? [] : [sameNone, ofStages("atLeast")]),
      ];
      for (const each of lifted) notBelow(monotone(compute(log, each), kept), counts, told);
      if (kept.order === "strict") {
        notBelow(monotone(compute(log, { ...kept, order: "sequential" }), kept), counts, told);
      }
    },
  );

  law(
    "more rows never lower a count",
    everyOrder.filter((order) => order !== "furthest" && !order.includes("strict")),
    notIn("attempts", "without"),
    ({ funnel, log }, random, told) => {
      const fewer = log.filter((_, i) => i !== random % Math.max(1, log.length));
      const more = monotone(compute(log, funnel), funnel);
      notBelow(more, monotone(compute(fewer, funnel), funnel), told);
    },
  );

  law(
    "a stage at the far end changes none of the others",
    inSequence,
    notIn("attempts"),
    ({ funnel, log }, _, told) => {
      if (funnel.stages.length < 2) return;
      const whole = keepsActors(funnel);
      const first = whole.inverted ? 1 : 0;
      const stages = whole.stages.slice(first, whole.stages.length - 1 + first);
      const without = (whole.without ?? [])
        .map((each, mark) => ({ ...each, from: each.from - first, to: each.to - first, mark }))
        .filter(({ from, to }) => from >= 0 && to < stages.length);
      const exits = Array.from(
        { length: whole.exits ?? 0 },
        (_each, i) => i + (whole.without ?? []).length,
      );
      const marks = [...without.map(({ mark }) => mark), ...exits];
      const shorter: OracleFunnel = {
        ...whole,
        stages: stages.map((stage, i) => (i === 0 ? { ...stage, optional: false } : stage)),
        without,
      };
      // Inverted, what was the second stage may have been optional: only the first can't be.
      if (stages[0]?.optional) return;
      const moved = log.map((row) => ({
        ...row,
        stages: row.stages.map((stage) => stage - first).filter((s) => s >= 0 && s < stages.length),
        ...(row.marks === undefined
          ? {}
          : { marks: row.marks.map((mark) => marks.indexOf(mark)).filter((mark) => mark >= 0) }),
      }));
      const counts = compute(log, whole).total.stages.slice(first, stages.length + first);
      const required = counts.flatMap(({ count }, i) => (stages[i]?.optional ? [] : [count]));
      assert.deepEqual(monotone(compute(moved, shorter), shorter), required, told);
    },
  );

  law(
    "which start an attempt has doesn't change who reaches what",
    ["sequential", "strict", "independent", "inverted", "inverted strict"],
    notIn("attempts", "entry last"),
    ({ funnel, log }, _, told) => {
      const last = monotone(compute(log, { ...funnel, entry: "last" }), funnel);
      assert.deepEqual(last, monotone(compute(log, funnel), funnel), told);
    },
  );

  law(
    "no stage has fewer attempts than actors",
    everyOrder,
    notIn("attempts"),
    ({ funnel, log }, _, told) => {
      const attempts = monotone(compute(log, { ...funnel, count: "attempts" }), funnel);
      notBelow(attempts, monotone(compute(log, funnel), funnel), told);
    },
  );

  law(
    "the groups of a split add up to the whole, reasons and the open as well",
    everyOrder,
    any,
    ({ funnel, log }, random, told) => {
      const { total, splits } = compute(log, funnel, latest(log) + (random % 4), 1 + (random % 2));
      const sum = (of: (figures: FunnelFigures) => number | undefined): number =>
        splits.reduce((all, { figures }) => all + (of(figures) ?? 0), 0);
      assert.equal(
        sum(({ entered }) => entered),
        total.entered,
        told,
      );
      assert.equal(
        sum(({ converted }) => converted),
        total.converted,
        told,
      );
      ways(total).forEach((stage, i) => {
        assert.equal(
          sum((figures) => ways(figures)[i]?.count),
          stage.count,
          told,
        );
        assert.equal(
          sum((figures) => ways(figures)[i]?.immature),
          stage.immature ?? 0,
          told,
        );
        assert.equal(
          sum((figures) => ways(figures)[i]?.mature?.count),
          stage.mature?.count ?? 0,
          told,
        );
        for (const [name, count] of Object.entries(stage.ledger?.reasons ?? {})) {
          const part = sum(
            (figures) =>
              Object.entries(ways(figures)[i]?.ledger?.reasons ?? {}).find(
                ([own]) => own === name,
              )?.[1],
          );
          assert.equal(part, count, `${name}: ${told}`);
        }
      });
    },
  );

  law(
    "later, with the same rows: only fewer are open",
    everyOrder,
    any,
    ({ funnel, log }, random, told) => {
      const now = latest(log) + (random % 3);
      const before = compute(log, funnel, now);
      const after = compute(log, funnel, now + 1 + (random % 5));
      assert.deepEqual(plain(after), plain(before), told);
      const then = ways(after.total);
      ways(before.total).forEach(({ immature, dropoff, ledger }, i) => {
        const later = then[i];
        assert.equal(later?.immature === undefined, immature === undefined, told);
        assert.ok((later?.immature ?? 0) <= (immature ?? 0), told);
        assert.equal(later?.dropoff, dropoff, told);
        const reasons = Object.values(later?.ledger?.reasons ?? {});
        const all = [...reasons, ...(later?.ledger?.exits ?? [])];
        if (ledger !== undefined)
          assert.equal(
            all.reduce((sum, count) => sum + count, 0),
            dropoff,
            told,
          );
      });
    },
  );

  law(
    "no conversion lies outside 0 and 1, nor outside its interval",
    everyOrder,
    any,
    ({ funnel, log }, random, told) => {
      const { total } = compute(log, funnel, latest(log) + (random % 4));
      for (const { conversion_from_first, conversion_from_previous, interval, mature } of ways(
        total,
      )) {
        for (const share of [conversion_from_first, conversion_from_previous]) {
          assert.ok(share === null || (share >= 0 && share <= 1), `${share}: ${told}`);
        }
        if (interval !== undefined && interval !== null && conversion_from_previous !== null) {
          const [low, high] = interval;
          assert.ok(low <= conversion_from_previous && conversion_from_previous <= high, told);
        }
        if (mature !== undefined) assert.ok(mature.count <= mature.entered, told);
      }
    },
  );
});
