import type { RetentionModel } from "../../../../language/index.ts";
import { computeFunnel } from "../../kernel/compute.ts";
import { computeRetention } from "../../kernel/retention.ts";
import type { TaggedRows } from "../../kernel/rows.ts";
import type { SplitSpec } from "../../kernel/splits.ts";
import type { Interval } from "../../sql/dialect.ts";
import { duckdb } from "../../sql/duckdb.ts";
import { render } from "../../sql/fragment.ts";
import type { RetentionResult } from "../../result.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { measuredFunnel } from "../measure-results.ts";
import { stageNotices } from "../notices.ts";
import type { StudyData, StudyFigures } from "./study.ts";

const intervals: Readonly<Record<RetentionModel["every"], Interval>> = {
  day: "daily",
  week: "weekly",
  month: "monthly",
};

const DAY = 86_400_000_000;
/** Days around a change of clocks, and months, differ. */
const longest: Readonly<Record<RetentionModel["every"], number>> = {
  day: 25 * (DAY / 24),
  week: 7 * DAY + DAY / 24,
  month: 31 * DAY + DAY / 24,
};

/** The rows are those of a funnel of two stages, `start` and `return`. */
export async function computeCohorts(
  study: RetentionModel,
  data: StudyData,
): Promise<StudyFigures<"retention">> {
  const { request, plan, scanned, database } = data;
  const { rows, splitValues, asOf, range, profiles } = scanned;
  const first = firstStart(rows);
  const reach = study.periods * longest[study.every];
  const { funnel } = request;
  const diagnostics = stageNotices(funnel, rows, range, profiles, plan.timeless, reach);
  if (first === undefined || asOf === null) {
    const total = { actors: 0, cells: [] };
    const figures = { kind: "retention", every: study.every, cohorts: [], total } as const;
    return { figures: { ...figures, ...measuresOf(data, []).whole }, diagnostics };
  }
  const zone = plan.scans[0]?.timezone ?? "UTC";
  const query = duckdb.pointStarts(intervals[study.every], first, asOf, zone);
  const starts = (await database.rows(render(query, duckdb))).map(({ start }) => Number(start));
  const from = starts.findLastIndex((start) => start <= first);
  const to = starts.findIndex((start) => start > asOf);
  const groups = study.splits.map((split, index) => ({
    text: split.text,
    values: splitValues[index] ?? [],
    ...(split.top === undefined ? {} : { top: split.top }),
  }));
  const { cohorts, total, splits } = computeRetention(rows, {
    bounds: starts.slice(from, to + 1),
    periods: study.periods,
    asOf,
    splits: groups,
  });
  const measures = measuresOf(data, groups);
  return {
    figures: {
      kind: "retention",
      every: study.every,
      cohorts,
      total,
      ...measures.whole,
      ...(study.splits.length === 0
        ? {}
        : {
            splits: splits.map(({ by, other, ...figures }, group) => ({
              by,
              ...(other ? { other } : {}),
              ...figures,
              ...measures.groups[group],
            })),
          }),
    },
    diagnostics,
  };
}

type Measures = Pick<RetentionResult, "measures">;

/**
 * Over the funnel of two stages: any later return counts, whatever its period. Groups are those of the
 * cohorts: who enters the funnel is who starts.
 */
function measuresOf(
  { request: { funnel }, plan, scanned, sums }: StudyData,
  splits: readonly SplitSpec[],
): { readonly whole: Measures; readonly groups: readonly Measures[] } {
  if (funnel.measures.length === 0) return { whole: {}, groups: [] };
  const measured = measuredFunnel(funnel);
  const { asOf, rows } = scanned;
  const computed = computeFunnel(
    splits.length === 0 ? { ...rows, splits: [] } : rows,
    funnelSpec(funnel, plan.timeless),
    {
      splits,
      pairs: measured.pairs,
      ...(measured.needs === undefined ? {} : { measures: measured.needs }),
      ...(asOf === null ? {} : { asOf }),
    },
  );
  return {
    whole: measured.results(
      measured.figures({ ...computed, figures: computed.total }, sums?.whole),
    ),
    groups: computed.splits.map((group, index) =>
      measured.results(measured.figures(group, sums?.group(computed.splits, index))),
    ),
  };
}

/** Microseconds; undefined where nobody starts. */
function firstStart({ length, stages, time }: TaggedRows): number | undefined {
  let first: number | undefined;
  for (let row = 0; row < length; row++) {
    const moment = time[row] ?? 0;
    if (((stages[row] ?? 0) & 1) !== 0 && (first === undefined || moment < first)) first = moment;
  }
  return first;
}
