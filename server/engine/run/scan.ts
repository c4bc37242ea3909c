import type { ColumnPath } from "../../../language/index.ts";
import type { TaggedRows } from "../kernel/rows.ts";
import { type FunnelPlan, columnsOf, readsFileName, segmentsIn } from "../plan/plan.ts";
import { duckdb } from "../sql/duckdb.ts";
import type { ActorForm, ScanContext } from "../sql/rows.ts";
import { joinLookups, type LookupTable } from "../sql/joins.ts";
import { writeRows } from "../sql/write.ts";
import type { Database } from "./duckdb.ts";
import { type EntryRange, entryRange } from "./entry.ts";
import { inSource } from "./failure.ts";
import {
  bindLookups,
  countUnmatched,
  type LookupProfile,
  profileLookup,
  type Unmatched,
} from "./lookups.ts";
import { checkPatterns } from "./patterns.ts";
import { type SourceProfile, profileSource, requireReadableTimes } from "./profile.ts";
import { noRejects } from "./table-parts.ts";
import type { OpenTable, Rejects } from "./table.ts";
import { countRepeated } from "./repeated.ts";
import { requireColumns } from "./tables.ts";
import { checkRejects } from "./text-errors.ts";
import { type ActorCodes, collectRows } from "./values.ts";
import { withoutAbsentValues } from "./absent-values.ts";
import type { Workspace } from "./workspace.ts";

/** What was read for a funnel. One profile and one list of rejects a source. */
export interface Scanned {
  readonly rows: TaggedRows;
  /** The texts that the codes of each split stand for. */
  readonly splitValues: readonly (readonly string[])[];
  /** Those that the codes of each value stand for; of numbers none. */
  readonly valueTexts: readonly (readonly string[])[];
  readonly profiles: readonly SourceProfile[];
  readonly rejects: readonly Rejects[];
  /** Of each source, the rows that `dedupe` leaves out. */
  readonly repeated: readonly number[];
  /** Of each source, by its joins. */
  readonly unmatched: readonly (readonly Unmatched[])[];
  readonly lookups: readonly LookupProfile[];
  /** Microseconds; null: there is no readable row. */
  readonly asOf: number | null;
  /** In the time zone of the first source. */
  readonly range: EntryRange;
  readonly statements: readonly string[];
  readonly actors: ActorCodes;
}

/** What is known from reading the same tables before. */
export interface ReadBefore extends Pick<Scanned, "rejects"> {
  /** Of the same sources up to the same moment. */
  readonly profiles?: readonly SourceProfile[];
  readonly actors?: ActorCodes;
}

/**
 * Reads the rows of a funnel out of the tables of its scans and, behind them, of its lookups: first what each source has at all, since the latest time must be known
 * before a row can be tagged, then the rows that matter.
 * @throws {DataError}
 */
export async function scanTables(
  given: FunnelPlan,
  tables: readonly OpenTable[],
  cutoff: number | undefined,
  database: Database,
  space: Workspace,
  before?: ReadBefore,
): Promise<Scanned> {
  const plan = withoutAbsentValues(given, tables);
  await checkPatterns(plan, database);
  for (const [index, scan] of plan.scans.entries()) {
    const table = tables[index];
    const columns = columnsOf(scan, segmentsIn(plan, index));
    if (table !== undefined)
      await inSource(scan.source, requireColumns(table, columns, scan.location.path));
  }
  // What has no time is never too late.
  const lookupTables = tables.slice(plan.scans.length);
  const lookups = await bindLookups(plan, lookupTables);
  const contexts = bindTables(plan, tables, lookups, plan.timeless ? undefined : cutoff);
  const lookupProfiles: LookupProfile[] = [];
  for (const [index, lookup] of lookups.entries()) {
    const table = lookupTables[index];
    if (table === undefined) continue;
    lookupProfiles.push(await profileLookup(plan, lookup, table, database));
    space.checkStopped();
  }
  const steps = 2 * plan.scans.length;
  const profiles: SourceProfile[] = [];
  const rejects: Rejects[] = [];
  for (const [index, scan] of plan.scans.entries()) {
    const profile =
      before?.profiles?.[index] ??
      (await watched(index / steps, 1 / steps, database, space, () =>
        profileSource(plan, index, contexts, database),
      ));
    // Each reading adds them once more.
    const rejected = before?.rejects[index] ?? (await tables[index]?.rejects()) ?? noRejects;
    await inSource(scan.source, checkRejects(rejected, profile.total, scan.location));
    const table = contexts[index]?.table;
    // Nothing that lies before an earlier moment is no sign of a form of times that isn't known.
    if (table !== undefined && before === undefined) {
      await inSource(scan.source, requireReadableTimes(scan, profile, table, database));
    }
    profiles.push(profile);
    rejects.push(rejected);
    space.checkStopped();
  }
  const asOf = latest(profiles);
  const form = before?.actors?.form ?? compactForm(contexts[0]?.actor, profiles);
  const [any] = plan.scans;
  const collector = collectRows(
    form,
    {
      splits: (any?.splits.length ?? 0) + (any?.readsEvents ? 1 : 0),
      same: any?.same.length ?? 0,
      isMarked: (any?.marks.length ?? 0) > 0,
      hasSessions: any?.session !== undefined,
      values: any?.values.map(({ as }) => as) ?? [],
    },
    space.limits.memory,
    before?.actors,
  );
  const statements: string[] = [];
  const repeated: number[] = [];
  const unmatched: (readonly Unmatched[])[] = [];
  let first: EntryRange | undefined;
  for (const [index, scan] of plan.scans.entries()) {
    const range = await entryRange(plan.entry, scan.timezone, asOf, database);
    first ??= range;
    const known = contexts.map((context, i) => ({
      ...context,
      actor: form,
      isClean: profiles[i]?.isClean === true,
      asOf,
      ...entryOf(range),
    }));
    unmatched.push(await countUnmatched(plan, index, known, lookups, database));
    repeated.push(await countRepeated(plan, index, known, database));
    const statement = writeRows(plan, index, known);
    statements.push(statement);
    const from = (plan.scans.length + index) / steps;
    const result = await watched(from, 1 / steps, database, space, () => database.query(statement));
    await collector.add(result, space.stopped);
    space.checkStopped();
  }
  const { rows: read, splitValues, valueTexts, actors } = collector.finish();
  const rows = plan.untimed === undefined ? read : { ...read, timeless: plan.untimed };
  const range = first ?? { from: null, to: null };
  const left = { rejects, repeated, unmatched, lookups: lookupProfiles, actors };
  return { rows, splitValues, valueTexts, profiles, ...left, asOf, range, statements };
}

export function bindTables(
  plan: FunnelPlan,
  tables: readonly OpenTable[],
  lookups: readonly LookupTable[],
  cutoff: number | undefined,
): ScanContext[] {
  const actor = actorForm(plan, tables);
  return plan.scans.flatMap((scan, index) => {
    const table = tables[index];
    if (table === undefined) return [];
    const segments = segmentsIn(plan, index);
    const columns = [
      ...columnsOf(scan, segments),
      ...(scan.dedupe === undefined ? [] : distinctColumns(scan.dedupe, table)),
    ];
    return [
      {
        dialect: duckdb,
        table: joinLookups(
          table.bind(columns, readsFileName(scan, segments), scan.each),
          scan.joins,
          lookups,
          duckdb,
        ),
        actor,
        ...(scan.dedupe === undefined ? {} : { distinct: distinctColumns(scan.dedupe, table) }),
        isClean: false,
        asOf: null,
        ...(cutoff === undefined ? {} : { cutoff }),
      },
    ];
  });
}

/** Without a name, all columns. */
function distinctColumns(paths: readonly ColumnPath[], table: OpenTable): readonly ColumnPath[] {
  return paths.length > 0 ? paths : table.columns.map(({ name }) => [name]);
}

/**
 * Whole numbers stay numbers only where all sources have them: else actors are compared as text. The
 * number of a row is one, but no actor of another source.
 */
function actorForm(plan: FunnelPlan, tables: readonly OpenTable[]): ActorForm {
  const [only, second] = plan.scans;
  if (only?.actor.length === 0 && second === undefined) return { kind: "integer" };
  const whole = plan.scans.every(({ actor: [path, second] }, index) => {
    if (path === undefined || second !== undefined || path.length !== 1) return false;
    return tables[index]?.columns.find(({ name }) => name === path[0])?.stored === "integer";
  });
  return { kind: whole ? "integer" : "text" };
}

/** Numbers that lie close together serve as codes as they are, without a dictionary. */
function compactForm(form: ActorForm | undefined, profiles: readonly SourceProfile[]): ActorForm {
  if (form?.kind !== "integer") return form ?? { kind: "text" };
  let least: bigint | undefined;
  let greatest: bigint | undefined;
  let rows = 0;
  for (const { actors, total } of profiles) {
    if (actors === undefined) return form;
    if (least === undefined || actors.least < least) least = actors.least;
    if (greatest === undefined || actors.greatest > greatest) greatest = actors.greatest;
    rows += total;
  }
  if (least === undefined || greatest === undefined) return form;
  const span = greatest - least;
  return span < BigInt(Math.min(2 ** 30, Math.max(1000, 4 * rows)))
    ? { kind: "offset", least }
    : form;
}

function latest(profiles: readonly SourceProfile[]): number | null {
  const times = profiles.flatMap(({ last }) => (last === null ? [] : [last]));
  return times.length === 0 ? null : Math.max(...times);
}

export function entryOf({ from, to }: EntryRange): Pick<ScanContext, "entryFrom" | "entryTo"> {
  return { ...(from === null ? {} : { entryFrom: from }), ...(to === null ? {} : { entryTo: to }) };
}

/** Reports how far a statement is: its share of the whole. */
async function watched<T>(
  from: number,
  share: number,
  database: Database,
  space: Workspace,
  work: () => Promise<T>,
): Promise<T> {
  space.progress({ phase: "reading", fraction: from });
  const timer = setInterval(() => {
    const done = database.progress();
    if (done !== undefined) space.progress({ phase: "reading", fraction: from + done * share });
  }, 100);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
