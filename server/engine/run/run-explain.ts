import { explain, type Explained, type Stopped } from "../kernel/ledger/explain.ts";
import { buildPlan } from "../plan/build.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { rankOf } from "../kernel/timeless.ts";
import { isoTime, isoTimeOrNull } from "../plan/time.ts";
import type { ExplainedAttempt, ExplainedRow, ExplainedStop, ExplainResult } from "../result.ts";
import { actorNames } from "./actor-names.ts";
import { textCodes } from "./codes.ts";
import { instantMicroseconds } from "./entry.ts";
import { checkKnown } from "./known-data.ts";
import { unreadable } from "./failure.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { nearest } from "./near.ts";
import { planOfEvents } from "./next-events.ts";
import { type OpenData, readData } from "./reading.ts";
import { placesOf } from "./run-funnel.ts";
import type { ExplainRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import type { Workspace } from "./workspace.ts";

/** Says why an actor is where they are. @throws {DataError} FNL5230, FNL5231: there is no such actor. */
export async function runExplain(
  request: ExplainRequest,
  space: Workspace,
): Promise<ExplainResult> {
  const { funnel, sources, lookups, actor } = request;
  const whole = buildPlan(funnel, sources, lookups);
  const plan = planOfActor(whole, actor);
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  return readData(request.place, placesOf(plan), space, async (data) => {
    const { tables, database } = data;
    await checkKnown(request.known, placesOf(plan), data.files);
    // Actors are compared as texts, however they lie in the data.
    const actors = { form: { kind: "text" as const }, codes: textCodes() };
    const before = { rejects: [], actors };
    const scanned = await scanTables(plan, tables, cutoff, database, space, before);
    if (scanned.rows.length === 0) await refuse(actor, whole, data, cutoff, space);
    return explained(actor, funnel, plan, scanned);
  });
}

function planOfActor(plan: FunnelPlan, actor: string): FunnelPlan {
  return {
    ...plan,
    onlyActor: actor,
    scans: plan.scans.map((scan) => ({
      ...scan,
      splits: [],
      values: [],
      everyRow: true,
      readsEvents: true,
    })),
  };
}

/** Looks who there is. */
async function refuse(
  actor: string,
  plan: FunnelPlan,
  { tables, database }: OpenData,
  cutoff: number | undefined,
  space: Workspace,
): Promise<never> {
  const events = planOfEvents(plan);
  const open = {
    ...events,
    segments: [],
    entry: { kind: "none" as const },
    scans: events.scans.map((scan) => ({ ...scan, filters: [] })),
  };
  const { actors } = await scanTables(open, tables, cutoff, database, space);
  const name = actorNames(actors, plan.scans);
  const names = Array.from({ length: actors.codes.size() }, (_, code) => name(code));
  if (names.includes(actor)) throw unreadable("FNL5231", { actor });
  throw unreadable("FNL5230", { actor, suggestion: nearest(actor, names) ?? "" });
}

function explained(
  actor: string,
  funnel: ComputableFunnel,
  { timeless }: FunnelPlan,
  { rows, splitValues, asOf }: Scanned,
): ExplainResult {
  const spec = funnelSpec(funnel, timeless);
  const { attempts, isDropped } = explain(rows, spec, asOf === null || timeless ? undefined : asOf);
  const order = Array.from({ length: rows.length }, (_, row) => row);
  // What has no time comes last.
  const moment = (row: number): number => rankOf(rows.time[row] ?? 0);
  order.sort((a, b) => moment(a) - moment(b) || a - b);
  const placeOf = new Map(order.map((row, place) => [row, place]));
  const events = rows.splits[0];
  const firstExit = funnel.without.length;
  return {
    version: 1,
    kind: "explain",
    funnel: funnel.name,
    actor,
    as_of: asOf === null ? null : isoTime(asOf),
    rows: order.map((row): ExplainedRow => {
      const mask = rows.stages[row] ?? 0;
      const marks = rows.marks?.[row] ?? 0;
      const exits = funnel.exits.flatMap(({ name }, exit) =>
        (marks & (1 << (firstExit + exit))) === 0 ? [] : [name],
      );
      return {
        time: timeless ? null : isoTimeOrNull(rows.time[row] ?? 0),
        event: splitValues[0]?.[events?.[row] ?? -1] ?? "",
        stages: funnel.stages.flatMap(({ name }, stage) =>
          (mask & (1 << stage)) === 0 ? [] : [name],
        ),
        ...(exits.length === 0 ? {} : { exits }),
      };
    }),
    attempts: attempts.map((attempt) => attemptResult(attempt, funnel, placeOf)),
    ...(isDropped ? { dropped: true } : {}),
  };
}

function attemptResult(
  { rows, stopped, also = [] }: Explained,
  funnel: ComputableFunnel,
  placeOf: ReadonlyMap<number, number>,
): ExplainedAttempt {
  const { stages, order, model } = funnel;
  const goal = model === "inverted" ? 0 : stages.findLastIndex(({ optional }) => !optional);
  const converted = order === "any" ? !rows.includes(-1) : (rows[goal] ?? -1) >= 0;
  const told = (stop: Stopped): ExplainedStop => stopResult(stop, rows, funnel, placeOf);
  return {
    stages: chosenRows(rows, funnel, placeOf),
    converted,
    ...(stopped === undefined ? {} : { stopped: told(stopped) }),
    ...(also.length === 0 ? {} : { also: also.map(told) }),
  };
}

function chosenRows(
  which: readonly number[],
  { stages }: ComputableFunnel,
  placeOf: ReadonlyMap<number, number>,
): { readonly name: string; readonly row: number }[] {
  return which.flatMap((row, stage) => {
    const [name, place] = [stages[stage]?.name, placeOf.get(row)];
    return name === undefined || place === undefined ? [] : [{ name, row: place }];
  });
}

function stopResult(
  { stage, reason, exit, row, rules, near }: Stopped,
  rows: readonly number[],
  funnel: ComputableFunnel,
  placeOf: ReadonlyMap<number, number>,
): ExplainedStop {
  const { stages, exits } = funnel;
  // In order any one more stage is missing, whichever: the one that nearly was, or the first written.
  const lacking = stages.flatMap((_, index) => ((rows[index] ?? -1) < 0 ? [index] : []));
  const nearly = lacking.find((index) => (near?.rows[index] ?? -1) >= 0);
  const missing = stage < stages.length ? stage : (nearly ?? lacking[0] ?? -1);
  const isLater = row !== undefined;
  const exitName = exit === undefined ? undefined : exits[exit]?.name;
  const broken = near?.broken;
  return {
    stage: stages[missing]?.name ?? "",
    reason: reason === "later" ? (isLater ? "other" : "nothing") : reason,
    ...(exitName === undefined ? {} : { exit: exitName }),
    ...placed("row", row, placeOf),
    ...(rules === undefined ? {} : { rules }),
    ...(near === undefined
      ? {}
      : {
          near: {
            stages: chosenRows(near.rows, funnel, placeOf),
            ...(broken === undefined
              ? {}
              : { stage: stages[broken.stage]?.name ?? "", seconds: broken.by / 1e6 }),
            ...placed("forbidden", near.forbidden, placeOf),
          },
        }),
  };
}

function placed<Key extends string>(
  key: Key,
  row: number | undefined,
  placeOf: ReadonlyMap<number, number>,
): { readonly [K in Key]?: number } {
  const place = row === undefined ? undefined : placeOf.get(row);
  return place === undefined ? {} : ({ [key]: place } as { readonly [K in Key]: number });
}
