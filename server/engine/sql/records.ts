import type { RecordStage } from "../../../language/index.ts";
import type { ScanPlan } from "../plan/plan.ts";
import { type RowScope, condition, value } from "./expressions.ts";
import { type Fragment, list, number, sql, text } from "./fragment.ts";

/** Before all times that are read: that of what has none beside rows that have one. */
export const NO_MOMENT = number(-4e18);

/**
 * The time of a record's conditions: the record's own, `s`, or else, where nothing has a time, one and the
 * same moment.
 */
export function conditionTime({ time, untimed }: Pick<ScanPlan, "time" | "untimed">): Fragment {
  if (time !== undefined) return sql`s`;
  return sql`cast(${untimed ? NO_MOMENT : number(0)} as bigint)`;
}

/** When a record did each of its stages, in microseconds; missing where it didn't. */
export function recordTimes(
  stages: readonly RecordStage[],
  time: Fragment,
  scope: RowScope,
): Fragment[] {
  return stages.map((stage) => {
    const when = stage.where && condition(stage.where, scope);
    switch (stage.kind) {
      case "date": {
        const date = value(stage.value, "time", scope);
        return when === undefined ? date : sql`case when ${when} then ${date} end`;
      }
      case "condition": {
        const holds = condition(stage.value, scope);
        return when === undefined
          ? sql`case when ${holds} then ${time} end`
          : sql`case when (${holds}) and (${when}) then ${time} end`;
      }
    }
  });
}

/** A row for each stage of a record, done or not, in the order written: its time `t`, its event `e`. */
export function unnestRecords(
  stages: readonly RecordStage[],
  time: Fragment,
  scope: RowScope,
): Fragment {
  const times = recordTimes(stages, time, scope);
  const events = stages.map(({ event }) => text(event));
  return sql`unnest([${list(times)}]) as t, unnest([${list(events)}]) as e`;
}
