import type { RecordStage } from "../../../language/index.ts";
import { type RowScope, condition, value } from "./expressions.ts";
import { type Fragment, list, number, sql, text } from "./fragment.ts";

/**
 * When a record did each of its stages, in microseconds; missing where it didn't. A condition happens at
 * the record's time `s`, or else, where nothing has a time, at one and the same moment.
 */
export function recordTimes(
  stages: readonly RecordStage[],
  hasTime: boolean,
  scope: RowScope,
): Fragment[] {
  return stages.map((stage) => {
    const when = stage.where && condition(stage.where, scope);
    switch (stage.kind) {
      case "date": {
        const time = value(stage.value, "time", scope);
        return when === undefined ? time : sql`case when ${when} then ${time} end`;
      }
      case "condition": {
        const time = hasTime ? sql`s` : sql`cast(${number(0)} as bigint)`;
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
  hasTime: boolean,
  scope: RowScope,
): Fragment {
  const times = recordTimes(stages, hasTime, scope);
  const events = stages.map(({ event }) => text(event));
  return sql`unnest([${list(times)}]) as t, unnest([${list(events)}]) as e`;
}
