import type { RecordStage, RowExpr } from "../../../language/index.ts";
import { type Fragment, all, any, join, list, name, sql } from "./fragment.ts";
import { recordTimes } from "./records.ts";
import type { ReadColumn, SourceRows } from "./rows.ts";

export interface RecordCounts {
  /** When each stage was done, to be selected beside the row's own values. */
  readonly times: readonly Fragment[];
  /** What a profile has of records in the place of what it has of events. */
  readonly counts: readonly Fragment[];
}

export interface RecordRules {
  /** The time of conditions. */
  readonly conditions: Fragment;
  /** They have none, though other rows have. */
  readonly untimed: boolean;
  readonly timeless: boolean;
  /** What belongs to the source at all. */
  readonly where: readonly RowExpr[];
}

/**
 * What there is to count of records. A date that is written and can't be read is unreadable, as is the
 * time of a condition that holds; a record that did nothing at all has no stage.
 */
export function countRecords(
  stages: readonly RecordStage[],
  columns: readonly ReadColumn[],
  rows: SourceRows,
  { conditions, untimed: isUntimed, timeless, where }: RecordRules,
): RecordCounts {
  const { scope } = rows;
  const times = recordTimes(stages, conditions, scope);
  const time = (index: number): Fragment => name(`t${index}`);
  const readable = (index: number): Fragment => scope.dialect.readableTime(time(index));
  /** What holds at no readable time, and dates that no figures can be computed from. */
  const untimed = stages.map((stage, index) => {
    if (stage.kind === "date")
      return sql`${time(index)} is not null and (${readable(index)}) is not true`;
    if (isUntimed) return sql`false`;
    const holds = [stage.value, ...(stage.where === undefined ? [] : [stage.where])];
    return all([...holds.map(rows.write), sql`(${readable(index)}) is not true`]);
  });
  /** Dates that are written, but are none. These are told by their column. */
  const unread = stages.flatMap((stage, index) => {
    const raw = columns.find((column) => isColumn(stage.value, column))?.raw;
    if (stage.kind === "condition" || raw === undefined) return [];
    const when = stage.where === undefined ? [] : [rows.write(stage.where)];
    return [all([sql`${raw} is not null`, sql`${time(index)} is null`, ...when])];
  });
  const used = stages.map((_, index) =>
    all([sql`a is not null`, readable(index), ...rows.cutOf(time(index))]),
  );
  const each = (write: (index: number) => Fragment): Fragment =>
    list(stages.map((_, index) => write(index)));
  const sum = (of: readonly Fragment[]): Fragment =>
    join(
      [sql`0`, ...of.map((one) => sql`count(*) filter (where a is not null and (${one}))`)],
      sql` + `,
    );
  const done = any([
    ...stages.map((_, index) => sql`${time(index)} is not null`),
    ...untimed,
    ...unread,
  ]);
  const kept = all([sql`a is not null`, ...where.map(rows.write)]);
  const at = (index: number): Fragment => used[index] ?? sql`false`;
  const first = sql`least(${each((i) => sql`min(${time(i)}) filter (where ${at(i)})`)})`;
  const last = sql`greatest(${each((i) => sql`max(${time(i)}) filter (where ${at(i)})`)})`;
  const two = each((i) => sql`coalesce(max(${time(i)}, 2) filter (where ${at(i)}), [])`);
  const previous = sql`list_reverse_sort(flatten([${two}]))[2]`;
  const asTime = (of: Fragment): Fragment => sql`cast(${timeless ? sql`null` : of} as double)`;
  return {
    times: times.map((one, index) => sql`${one} as ${time(index)}`),
    counts: [
      sql`${sum([...untimed, ...unread])} as unreadable_time`,
      sql`${sum(untimed)} as untimed`,
      sql`count(*) filter (where (${kept}) and (${done}) is not true) as without_stage`,
      sql`${asTime(first)} as first_time`,
      sql`${asTime(last)} as last_time`,
      sql`${asTime(previous)} as previous_time`,
    ],
  };
}

function isColumn(expr: RowExpr, { path, as }: ReadColumn): boolean {
  return (
    expr.kind === "column" && as === "time" && JSON.stringify(expr.path) === JSON.stringify(path)
  );
}
