/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { findPeople, type People, type PeopleSpec, REASONS } from "../kernel/people.ts";
import { buildPlan } from "../plan/build.ts";
import { buildStudyPlan } from "../plan/study-plan.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { isoTimeOrNull } from "../plan/time.ts";
import type { PeoplePage, Person } from "../result.ts";
import { actorNames } from "./actor-names.ts";
import { instantMicroseconds } from "./entry.ts";
import { checkKnown } from "./known-data.ts";
import { type OrderKey, orderBy } from "./people-order.ts";
import { unreadable } from "./failure.ts";
import { looksAtLaterRows, tellLaterRowsOf } from "./later-rows.ts";
import { splitSpecs } from "./funnel-result.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { scorePages } from "./score-pages.ts";
import { audienceSpec } from "./studies/audience.ts";
import { scoreEntrants } from "./studies/score.ts";
import { readData } from "./reading.ts";
import { placesOf } from "./run-funnel.ts";
import type { PeopleColumn, PeopleOf, PeopleRequest } from "./runner.ts";
import { type Scanned, scanTables } from "./scan.ts";
import type { Workspace } from "./workspace.ts";

/** People at a time, of those who want all. */
const PAGE = 5_000;

/**
 * The people of a stage, page by page to `deliver`, whose promise is waited for; where the request asks
 * for some only, these. Returns the last page. @throws {DataError}
 */
export async function runPeople(
  request: PeopleRequest,
  space: Workspace,
  deliver: (page: PeoplePage) => Promise<void>,
): Promise<PeoplePage> {
  const { of, sources, lookups, offset = 0, limit } = request;
  const funnel = of.kind === "score" ? scoredFunnel(request.funnel) : request.funnel;
  const plan =
    of.kind === "score"
      ? buildStudyPlan(of.score, funnel, sources, lookups)
      : buildPlan(withoutMeasures(funnel), sources, lookups);
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  const pageAt = await readData(request.place, placesOf(plan), space, async (data) => {
    const scanned = await scanTables(plan, data.tables, cutoff, data.database, space);
    space.progress({ phase: "computing" });
    await checkKnown(request.known, placesOf(plan), data.files);
    const { asOf, rejects, profiles, actors } = scanned;
    if (of.kind === "score") {
      const scanAgain = (other: FunnelPlan): Promise<Scanned> =>
        scanTables(other, data.tables, cutoff, data.database, space, { rejects, profiles, actors });
      const known = { request: { funnel }, plan, scanned, scanAgain };
      const scored = await scoreEntrants(of.score, known);
      return scorePages(scored, of.score.grades, plan, scanned, request.order);
    }
    const counted = of.kind === "audience" ? { ...funnel, count: "actors" as const } : funnel;
    const spec = funnelSpec(counted, plan.timeless);
    const people = findPeople(
      scanned.rows,
      spec,
      peopleSpec(of, funnel),
      splitSpecs(funnel, scanned.splitValues),
      asOf === null || plan.timeless ? undefined : asOf,
    );
    const isBackward = spec.inverted === true;
    const told = looksAtLaterRows(request, scanned)
      ? await tellLaterRowsOf(people, isBackward, plan, data, scanned, cutoff, space)
      : people;
    return pages(told, funnel, plan, scanned, request);
  });
  for (let from = offset; ; from += PAGE) {
    const left = limit === undefined ? Infinity : offset + limit - from;
    const page = pageAt(from, Math.min(PAGE, left));
    await deliver(page);
    space.checkStopped();
    if (from + PAGE >= page.total || left <= PAGE) return page;
  }
}

/** What measures read isn't needed. */
function withoutMeasures(funnel: ComputableFunnel): ComputableFunnel {
  return { ...funnel, measures: [], expectations: [] };
}

/** Each actor once, and nothing but the score. */
function scoredFunnel(funnel: ComputableFunnel): ComputableFunnel {
  return { ...withoutMeasures(funnel), count: "actors", splits: [] };
}

function peopleSpec(
  of: Exclude<PeopleOf, { readonly kind: "score" }>,
  { stages, exits }: ComputableFunnel,
): PeopleSpec {
  if (of.kind === "left") {
    return { kind: "left", exit: exits.findIndex(({ name }) => name === of.exit) };
  }
  if (of.kind === "audience") return { kind: of.kind, ...audienceSpec(of.audience, stages) };
  const stage = stages.findIndex(({ name }) => name === of.stage);
  // It is counted already: the funnel of actors begins behind it.
  if (stage < 0) throw unreadable("FNL4093", { figure: "people", stage: of.stage });
  return { kind: of.kind, stage };
}

/** In the order of their entries, then of their names as text, whatever they are in the data. */
function pages(
  people: People,
  { splits, exits }: ComputableFunnel,
  { scans, timeless }: FunnelPlan,
  { splitValues, actors }: Scanned,
  { order: wanted, only }: Pick<PeopleRequest, "order" | "only">,
): (offset: number, limit: number) => PeoplePage {
  const name = actorNames(actors, scans);
  const { actor, entered, time, codes, reason } = people;
  const compareNames = (a: number, b: number): number => {
    const [left, right] = [name(actor[a]!), name(actor[b]!)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const valueOf = (i: number, split: number): string | null =>
    splitValues[split]?.[codes[i * splits.length + split]!] ?? null;
  const named = (why: number): Pick<Person, "reason" | "exit"> => {
    const isExit = why >= REASONS.length;
    const kind = isExit ? "exit" : REASONS[why];
    return {
      ...(kind === undefined ? {} : { reason: kind === "later" ? "rest" : kind }),
      ...(isExit ? { exit: exits[why - REASONS.length]?.name ?? "" } : {}),
    };
  };
  const counts = new Map<number, number>();
  for (const why of reason) counts.set(why, (counts.get(why) ?? 0) + 1);
  const reasons = [...counts].flatMap(([why, count]) => {
    const { reason: kind, exit } = named(why);
    return kind === undefined
      ? []
      : [{ reason: kind, ...(exit === undefined ? {} : { exit }), count }];
  });
  reasons.sort((a, b) => b.count - a.count);

  const isWanted = (i: number): boolean => {
    const { reason: kind, exit } = named(reason[i]!);
    return only === undefined || (kind === only.reason && exit === only.exit);
  };
  const every = Uint32Array.from({ length: people.length }, (_, i) => i).filter(isWanted);
  every.sort((a, b) => entered[a]! - entered[b]! || compareNames(a, b) || time[a]! - time[b]!);
  const keyOf = (by: PeopleColumn): OrderKey => {
    if (typeof by === "object") return { kind: "text", of: (i) => valueOf(i, by.split) };
    switch (by) {
      case "actor":
        return { kind: "text", of: (i) => name(actor[i]!) };
      case "time":
        return { kind: "number", of: (i) => time[i]! };
      case "seconds":
        return { kind: "number", of: (i) => time[i]! - entered[i]! };
      case "reason":
        return {
          kind: "text",
          of: (i) => {
            const { reason: kind, exit } = named(reason[i]!);
            return kind === undefined ? null : `${kind} ${exit ?? ""}`;
          },
        };
      case "entered":
      case "score":
        return { kind: "number", of: (i) => entered[i]! };
    }
  };
  const order = wanted === undefined ? every : orderBy(every, keyOf(wanted.by), wanted);

  const personAt = (i: number): Person => {
    return {
      actor: name(actor[i]!),
      entered: timeless ? null : isoTimeOrNull(entered[i]!),
      time: timeless ? null : isoTimeOrNull(time[i]!),
      seconds: timeless ? null : seconds(entered[i]!, time[i]!),
      values: splits.map((_, split) => valueOf(i, split)),
      ...named(reason[i]!),
    };
  };
  const texts = splits.map(({ text }) => text);
  return (offset, limit) => ({
    total: order.length,
    offset,
    splits: texts,
    ...(reasons.length === 0 ? {} : { reasons }),
    people: Array.from(order.subarray(offset, offset + limit), personAt),
  });
}

/** Null where one of the rows has no time. */
function seconds(entered: number, time: number): number | null {
  const elapsed = (time - entered) / 1e6;
  return Number.isFinite(elapsed) ? elapsed : null;
}
