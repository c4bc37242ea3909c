/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import { layOut } from "../layout.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { RowColumns } from "../sort.ts";
import { NO_TIME, rankOf, UNTIMED } from "../timeless.ts";

/** The rows of an actor that match a stage, whether an attempt chose them or not. */
export interface StageRows {
  /** Whether the row at a place matches a stage, whatever its time. */
  matches(stage: number, columns: RowColumns, place: number): boolean;
  /**
   * Visits those of an attempt: `of` it from its entry to the window's end (`inverted`: from a window before
   * the last stage's row on), `after` the row that it chose for the stage to the last one.
   */
  visit(
    over: "of" | "after",
    stage: number,
    attempt: Attempt,
    columns: RowColumns,
    start: number,
    end: number,
    visit: (place: number) => void,
  ): void;
}

/**
 * When an attempt begins: its stages need not stand in the order of time. `NO_TIME` if none of its rows has
 * one. Microseconds.
 */
export function startOf({ rows, times }: Pick<Attempt, "rows" | "times">): number {
  let first = Infinity;
  for (let stage = 0; stage < rows.length; stage++) {
    if (rows[stage]! >= 0) first = Math.min(first, rankOf(times[stage]!));
  }
  return first < UNTIMED ? first : NO_TIME;
}

export function createStageRows(
  spec: FunnelSpec,
  { marks, session }: TaggedRows,
  entryMark: number | undefined,
): StageRows {
  const { window, first } = layOut(spec);
  const entryStage = spec.inverted ? first : 0;
  const mark = entryMark === undefined ? 0 : 2 ** entryMark;
  const isMarked = (stage: number): boolean => mark !== 0 && stage === entryStage;
  const visits = spec.inSession ? session : undefined;

  function matches(stage: number, columns: RowColumns, place: number): boolean {
    return isMarked(stage)
      ? (marks![columns.row[place]!]! & mark) !== 0
      : (columns.stages[place]! & (1 << stage)) !== 0;
  }

  return {
    matches,
    visit(over, stage, attempt, columns, start, end, visit) {
      const { rows, times } = attempt;
      const isOf = over === "of";
      let from = isOf ? Infinity : times[stage]!;
      let to = Infinity;
      if (isOf && spec.inverted) {
        to = rankOf(times[first]!);
        from = to === UNTIMED ? NO_TIME : to - window;
      } else if (isOf) {
        // Where each stage is a funnel of its own, it has an entry of its own.
        const { starts, entered } = attempt;
        from = starts?.[stage] ?? (entered === NO_TIME ? entered : startOf(attempt));
        // An entry without a time may lie before all, and has no window.
        to = from === NO_TIME ? Infinity : from + window;
      }
      const own = isOf ? visits?.[rows[stage]!] : undefined;
      for (let p = start; p < end; p++) {
        const time = columns.time[p]!;
        const isIn = time === NO_TIME || (time >= from && time <= to);
        if (!isIn || !matches(stage, columns, p)) continue;
        const isFree = own === undefined || time === NO_TIME;
        if (isFree || visits?.[columns.row[p]!] === own) visit(p);
      }
    },
  };
}
