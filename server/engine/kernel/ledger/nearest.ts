/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder, type AttemptFinder } from "../attempt.ts";
import { isPlain } from "../attempts.ts";
import { layOut } from "../layout.ts";
import { entryBit, type FunnelSpec } from "../rows.ts";
import { createRulesFinder } from "../rules/finder.ts";
import type { RowColumns } from "../sort.ts";
import { NO_TIME } from "../timeless.ts";
import { servedBy } from "./gaps.ts";
import { createNear } from "../near.ts";
import { lifting, type Rule, type Ruled } from "./rules.ts";

/** Rows by their index in the `TaggedRows`. */
export interface NearMiss {
  /** By stage, up to the one that was missed; -1 where there is none. */
  readonly rows: readonly number[];
  /** The stage whose limit it breaks, and by how much: microseconds. Absent of other rules. */
  readonly broken?: { readonly stage: number; readonly by: number };
  /** The row that a `without` forbids. */
  readonly forbidden?: number;
}

/** Of the choices that the lifted rules allow, one from each entry, the one that breaks a limit by least. */
export function nearest(
  ruled: Ruled,
  lifted: readonly Rule[],
  missing: number,
  { time, stages, row }: RowColumns,
  start: number,
  end: number,
): NearMiss | undefined {
  const { rows, spec } = lifting(ruled, lifted);
  const finder = isPlain(rows, spec) ? createAttemptFinder(spec) : createRulesFinder(spec, rows);
  const near = createNear(spec, rows, finder);
  const count = spec.stages.length;
  const bit = entryBit(ruled.spec);
  const columns = { time, stages: stages.slice(), row };
  near.begin(columns, start, end);
  let best: { near: NearMiss; by: number } | undefined;
  let far: number | undefined;
  let next = start;
  // What comes before an entry is mostly of no use to it.
  const isCut =
    spec.inverted === undefined && spec.order !== "furthest" && Number.isFinite(time[start]);
  const isMonotone = spec.order !== "furthest" || spec.window === undefined;
  const entryStage = entryStageAlone(spec);
  for (let from = start; from < end; from++) {
    if ((stages[from]! & bit) === 0) continue;
    while (isCut && time[next]! < time[from]!) next++;
    const isFound =
      far === undefined
        ? near.find(columns, next, end)
        : near.findNear(columns, { start: next, end }, far);
    far = isFound ? near.far() : undefined;
    const isThere =
      isFound &&
      (missing < count ? finder.chosen[missing]! >= 0 : servedBy(finder.chosen) > missing - count);
    if (isThere) {
      const places = partOf(spec, finder, missing);
      // What has no time breaks no limit of one.
      const known = (moment = NO_TIME): number => (moment === NO_TIME ? Number.NaN : moment);
      const times = places.map((place) => known(time[place]));
      const broken = brokenBy(ruled.spec, lifted, missing, times);
      const by = broken?.by ?? 0;
      if (best === undefined || by < best.by) {
        const forbidden = lifted.includes("without")
          ? forbiddenIn(ruled, missing, places, { time, row }, start, end)
          : undefined;
        const miss: NearMiss = {
          rows: places.map((place) => (place < 0 ? -1 : row[place]!)),
          ...(broken === undefined ? {} : { broken }),
          ...(forbidden === undefined ? {} : { forbidden }),
        };
        best = { near: miss, by };
      }
      if (by === 0) break;
      // The entries before the one that was found give the same.
      const last = entryStage < 0 ? from : finder.chosen[entryStage]!;
      for (; from < last; from++) columns.stages[from]! &= ~bit;
    } else if (isMonotone) break;
    // From the next entry on.
    columns.stages[from]! &= ~bit;
  }
  return best?.near;
}

/** The stage that has the entry's row, and nothing else has one of its rows; -1 if there is none. */
function entryStageAlone(spec: FunnelSpec): number {
  const { order = "sequential", stages } = spec;
  if (order !== "sequential" && order !== "strict") return -1;
  const { first } = layOut(spec);
  return (stages[first]!.atLeast ?? 1) === 1 ? first : -1;
}

/** By stage, the place of its row in what leads to the one that was missed; -1 of the others. */
function partOf(spec: FunnelSpec, { chosen, entries }: AttemptFinder, missing: number): number[] {
  const isPart = (stage: number): boolean => {
    if (spec.order === "any") return true;
    if (spec.order === "independent") return stage === missing;
    return spec.inverted ? stage >= missing : stage <= missing;
  };
  const places = Array.from(chosen, (place, stage) => (isPart(stage) ? place : -1));
  if (entries !== undefined) places[0] = entries[missing]!;
  return places;
}

/** The limit that times, by stage, break by most. */
function brokenBy(
  spec: FunnelSpec,
  lifted: readonly Rule[],
  missing: number,
  times: readonly number[],
): { readonly stage: number; readonly by: number } | undefined {
  const { previous, within, window } = layOut(spec);
  const found: { stage: number; by: number }[] = [];
  const isThere = (stage: number): boolean => !Number.isNaN(times[stage] ?? Number.NaN);
  if (lifted.includes("late") && window < Infinity) {
    const all = times.filter((time) => !Number.isNaN(time));
    // Which stage came too late in order `any` is the last in time.
    const last = Math.max(...all);
    const stage = missing < times.length ? missing : times.indexOf(last);
    found.push({ stage, by: last - Math.min(...all) - window });
  }
  for (const stage of times.keys()) {
    const before = previous[stage]!;
    if (!isThere(stage) || !isThere(before)) continue;
    // Inverted, the limit is that of the stage behind, which is read before.
    const of = spec.inverted ? before : stage;
    const since = Math.abs(times[stage]! - times[before]!);
    if (lifted.includes("within")) found.push({ stage: of, by: since - within[of]! });
    const after = spec.stages[of]!.after ?? 0;
    if (lifted.includes("after")) found.push({ stage: of, by: after - since });
  }
  return found.filter(({ by }) => by > 0 && by < Infinity).sort((a, b) => b.by - a.by)[0];
}

/** The first row of a `without` between the stages that it names, other than theirs. */
function forbiddenIn(
  { spec, rows }: Ruled,
  missing: number,
  places: readonly number[],
  { time, row }: Pick<RowColumns, "time" | "row">,
  start: number,
  end: number,
): number | undefined {
  for (const [mark, { from, to }] of (spec.without ?? []).entries()) {
    const isNamed = spec.order === "independent" ? to === missing : true;
    const [first, last] = [places[from]!, places[to]!];
    if (!isNamed || first < 0 || last < 0) continue;
    for (let p = start; p < end; p++) {
      const isForbidden = (rows.marks![row[p]!]! & (1 << mark)) !== 0;
      if (!isForbidden || p === first || p === last) continue;
      const isFree = time[first] === NO_TIME || time[last] === NO_TIME;
      const isBetween = !isFree && time[p]! >= time[first]! && time[p]! <= time[last]!;
      if (time[p] === NO_TIME || isBetween) return row[p]!;
    }
  }
  return undefined;
}
