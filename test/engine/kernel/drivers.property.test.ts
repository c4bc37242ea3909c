import assert from "node:assert/strict";
import fc from "fast-check";
import { compareSignals } from "../../../server/engine/kernel/drivers/drivers.ts";
import { followGoal } from "../../../server/engine/kernel/drivers/follow.ts";
import { eventSignals, propertySignals } from "../../../server/engine/kernel/drivers/signals.ts";
import { mantelHaenszel } from "../../../server/engine/statistics/mantel-haenszel.ts";
import { arbitraryCaseOf, type Rule } from "../../support/arbitrary-log.ts";
import { kernelChoices, showLog, tagLog } from "../../support/funnel-log.ts";
import { subjectsOf, tablesOf } from "../../support/oracle-drivers.ts";
import { propertyOptions } from "../../support/properties.ts";

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

describe("drivers and their definition agree on random logs", function () {
  this.timeout(60_000);

  const rules: readonly (readonly Rule[])[] = [
    [],
    ["exit"],
    ["entry last", "at least"],
    ["strict"],
  ];
  for (const some of rules)
    it(some.length === 0 ? "of plain funnels" : `with ${some.join(" and ")}`, () => {
      fc.assert(
        fc.property(
          arbitraryCaseOf(...some),
          fc.nat(3),
          fc.nat(20),
          ({ funnel, log }, idle, pick) => {
            const last = funnel.stages.length - 1;
            if (last < 1) return;
            const from = pick % last;
            const goal = { from, to: from + 1 + (pick % (last - from)) };
            const asOf = Math.max(0, ...log.map(({ time }) => time)) + idle;
            const { rows, values } = tagLog(log, 2);
            const { splits, ...others } = rows;
            const told = `${JSON.stringify({ funnel, goal, asOf })} ${showLog(log)}`;
            const spec = {
              ...funnel,
              ...(funnel.exits === undefined ? {} : { exits: funnel.exits }),
            };
            const followed = followGoal({ ...others, splits: [] }, spec, goal, asOf);
            const subjects = subjectsOf(log, funnel, kernelChoices(log, funnel), goal, asOf);
            assert.deepEqual(
              Array.from(followed.actor, (actor, i) => [
                actor,
                followed.end[i],
                followed.converted[i] === 1,
              ]),
              subjects
                .toSorted((a, b) => a.actor - b.actor)
                .map(({ actor, end, converted }) => [actor, end, converted]),
              told,
            );
            const [events = [], properties = []] = values;
            const [eventCodes, propertyCodes = new Int32Array(0)] = splits;
            const signals = [
              ...eventSignals(
                followed,
                { ...rows, splits: eventCodes ? [eventCodes] : [] },
                events,
                1,
              ),
              ...propertySignals(followed, "p", propertyCodes, properties, 1),
            ];
            const rowOf = new Map(
              Array.from(followed.actor, (actor, i) => [actor, followed.row[i]]),
            );
            const found = compareSignals(followed, signals);
            for (const signal of signals) {
              const tables = tablesOf(subjects, ({ actor, did }) => {
                if (signal.kind === "event") return did.get(signal.name);
                return log[rowOf.get(actor) ?? -1]?.values[1] === signal.value ? -1 : undefined;
              });
              const pooled = mantelHaenszel(tables);
              const shown = found.signals.find(
                ({ kind, name, value }) =>
                  kind === signal.kind && name === signal.name && value === signal.value,
              );
              if (pooled === null) {
                assert.ok(shown === undefined || shown.interval === null, told);
                continue;
              }
              assert.deepEqual(
                [shown?.odds_ratio, shown?.interval, shown?.p],
                [round(pooled.oddsRatio), pooled.interval.map(round), round(pooled.p)],
                `${signal.name} ${signal.value}: ${told}`,
              );
            }
          },
        ),
        propertyOptions(1_500),
      );
    });
});
