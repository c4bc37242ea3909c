import type { Diagnostic } from "../../../language/index.ts";
import { entryBit, type TaggedRows } from "../kernel/rows.ts";
import { NO_TIME } from "../kernel/timeless.ts";
import { isoTime } from "../plan/time.ts";
import type { SourceLedger } from "../result.ts";
import type { EntryRange } from "./entry.ts";
import { found } from "./failure.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { notice } from "./notice.ts";
import type { Unmatched } from "./lookups.ts";
import type { SourceProfile } from "./profile.ts";
import type { RunRequest } from "./runner.ts";
import type { ComputableFunnel } from "../plan/computable.ts";

/** What was left out of the sources. */
export function sourceNotices(
  { sources: models, funnel }: RunRequest,
  sources: readonly SourceLedger[],
  profiles: readonly SourceProfile[],
): Diagnostic[] {
  return sources.flatMap(({ name: source, rows }, index) => {
    const model = models[index];
    const profile = profiles[index];
    if (model === undefined || profile === undefined) return [];
    const notices: Diagnostic[] = [];
    if (rows.read === 0) notices.push(notice(found("FNL5106", { source }), model.locationSpan));
    if (rows.rejected > 0) {
      notices.push(notice(found("FNL5102", { source, count: rows.rejected }), model.locationSpan));
    }
    if (rows.without_actor > 0) {
      notices.push(
        notice(
          found("FNL5103", { source, count: rows.without_actor }),
          funnel.actor === undefined ? model.actorSpan : funnel.nameSpan,
        ),
      );
    }
    if (profile.untimed > 0) {
      const args = { source, count: profile.untimed, example: profile.timeExample };
      const span = model.shape === "events" ? model.timeSpan : model.locationSpan;
      notices.push(notice(found("FNL5104", args), span));
    }
    if (profile.withoutStage > 0) {
      const args = { source, count: profile.withoutStage };
      notices.push(notice(found("FNL5150", args), model.locationSpan));
    }
    for (const { path, count } of profile.unreadable) {
      const args = { source, column: path.join("."), count };
      notices.push(notice(found("FNL5105", args), model.locationSpan));
    }
    return notices;
  });
}

/** Rows whose key a lookup lacks. */
export function joinNotices(
  { sources: models }: RunRequest,
  unmatched: readonly (readonly Unmatched[])[],
): Diagnostic[] {
  return models.flatMap((model, index) =>
    (unmatched[index] ?? []).flatMap(({ lookup, count, example, suggestion }) => {
      const join = model.joins.find((each) => each.lookup === lookup);
      if (count === 0 || join === undefined) return [];
      const args = { source: model.name, lookup, count, example, suggestion };
      return [notice(found("FNL5152", args), join.span)];
    }),
  );
}

/** What was left out of the lookups. */
export function lookupNotices(
  { lookups = [] }: RunRequest,
  ledgers: readonly SourceLedger[],
): Diagnostic[] {
  return ledgers.flatMap(({ name: source, rows }, index) => {
    const span = lookups[index]?.locationSpan;
    if (span === undefined) return [];
    if (rows.read === 0) return [notice(found("FNL5106", { source }), span)];
    if (rows.rejected === 0) return [];
    return [notice(found("FNL5102", { source, count: rows.rejected }), span)];
  });
}

/** What the rows say about the funnel itself. `reach`: how long after an entry its rows count, where not the window. */
export function stageNotices(
  funnel: ComputableFunnel,
  rows: TaggedRows,
  range: EntryRange,
  profiles: readonly SourceProfile[],
  timeless: boolean,
  reach?: number,
): Diagnostic[] {
  const firsts = profiles.flatMap(({ first }) => (first === null ? [] : [first]));
  const lasts = profiles.flatMap(({ last }) => (last === null ? [] : [last]));
  const first = Math.min(...firsts);
  const last = Math.max(...lasts);
  if (timeless) {
    const noTimes = notice(found("FNL5151", {}), funnel.nameSpan);
    return [...withoutRows(funnel, rows), ...missingSplits(funnel, rows), noTimes];
  }
  if (firsts.length === 0) return [];
  if ((range.from !== null && last < range.from) || (range.to !== null && first > range.to)) {
    return [
      notice(found("FNL5109", { first: isoTime(first), last: isoTime(last) }), funnel.nameSpan),
    ];
  }
  const notices = withoutRows(funnel, rows);
  const window = typeof funnel.window === "number" ? funnel.window : undefined;
  if (window !== undefined && window > last - first) {
    const days = Math.max(1, Math.ceil((last - first) / 86_400_000_000));
    notices.push(notice(found("FNL5107", { days }), funnel.nameSpan));
  }
  const before = previousTime(profiles);
  const most = reach ?? window;
  if (most !== undefined && before !== null && last - before > most) {
    const days = Math.floor((last - before) / 86_400_000_000);
    notices.push(notice(found("FNL5110", { last: isoTime(last), days }), funnel.nameSpan));
  }
  return [...notices, ...missingSplits(funnel, rows), ...untimedStages(funnel, rows)];
}

/** The stages some rows of which have no time, though others have. */
function untimedStages(funnel: ComputableFunnel, { timeless, time, stages }: TaggedRows) {
  return funnel.stages.flatMap((stage, index): Diagnostic[] => {
    const bit = 1 << index;
    if (((timeless?.stages ?? 0) & bit) === 0) return [];
    const isIt = (mask: number, row: number): boolean =>
      (mask & bit) !== 0 && time[row] === NO_TIME;
    const count = stages.reduce((sum, mask, row) => sum + (isIt(mask, row) ? 1 : 0), 0);
    if (count === 0) return [];
    return [notice(found("FNL5153", { stage: stage.name, count }), stage.nameSpan)];
  });
}

/** The stages that no row matches. */
function withoutRows(funnel: ComputableFunnel, rows: TaggedRows): Diagnostic[] {
  const seen = stagesSeen(rows);
  return funnel.stages.flatMap((stage, index) =>
    (seen & (1 << index)) === 0
      ? [notice(found("FNL5101", { stage: stage.name }), stage.nameSpan)]
      : [],
  );
}

function missingSplits(funnel: ComputableFunnel, rows: TaggedRows): Diagnostic[] {
  return funnel.splits.flatMap((split, index) => {
    if (split.at !== "entry") return [];
    const percent = missingPercent(rows, index, entryBit(funnelSpec(funnel, false)));
    return percent > 50
      ? [notice(found("FNL5108", { split: split.text, percent }), split.span)]
      : [];
  });
}

/** The time of the row before the last one of all sources. */
function previousTime(profiles: readonly SourceProfile[]): number | null {
  const times = profiles.flatMap(({ last, previous }) =>
    [last, previous].filter((time) => time !== null),
  );
  return times.sort((a, b) => b - a)[1] ?? null;
}

function stagesSeen({ stages, length }: TaggedRows): number {
  let seen = 0;
  for (let row = 0; row < length; row++) seen |= stages[row] ?? 0;
  return seen;
}

/** On how many of the rows that may be an entry the split's value is missing, of one hundred. */
function missingPercent(
  { stages, splits, length }: TaggedRows,
  split: number,
  bit: number,
): number {
  const codes = splits[split];
  let entries = 0;
  let missing = 0;
  for (let row = 0; row < length; row++) {
    if (((stages[row] ?? 0) & bit) === 0) continue;
    entries++;
    if (codes?.[row] === -1) missing++;
  }
  return entries === 0 ? 0 : Math.round((100 * missing) / entries);
}
