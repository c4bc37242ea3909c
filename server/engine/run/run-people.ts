/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { findPeople, type People, type PeopleSpec, REASONS } from "../kernel/people.ts";
import { buildPlan } from "../plan/build.ts";
import { buildStudyPlan } from "../plan/study-plan.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import { isoTime } from "../plan/time.ts";
import type { PeoplePage, Person } from "../result.ts";
import { actorNames } from "./actor-names.ts";
import { instantMicroseconds } from "./entry.ts";
import { unreadable } from "./failure.ts";
import { splitSpecs } from "./funnel-result.ts";
import { funnelSpec } from "./funnel-spec.ts";
import { scorePages } from "./score-pages.ts";
import { audienceSpec } from "./studies/audience.ts";
import { scoreEntrants } from "./studies/score.ts";
import { readData } from "./reading.ts";
import { placesOf } from "./run-funnel.ts";
import type { PeopleOf, PeopleRequest } from "./runner.ts";
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
    const { asOf, rejects, profiles, actors } = scanned;
    if (of.kind === "score") {
      const scanAgain = (other: FunnelPlan): Promise<Scanned> =>
        scanTables(other, data.tables, cutoff, data.database, space, { rejects, profiles, actors });
      const known = { request: { funnel }, plan, scanned, scanAgain };
      return scorePages(await scoreEntrants(of.score, known), of.score.grades, plan, scanned);
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
    return pages(people, funnel, plan, scanned);
  });
  if (limit !== undefined) {
    const page = pageAt(offset, limit);
    await deliver(page);
    return page;
  }
  for (let from = offset; ; from += PAGE) {
    const page = pageAt(from, PAGE);
    await deliver(page);
    space.checkStopped();
    if (from + PAGE >= page.total) return page;
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
): (offset: number, limit: number) => PeoplePage {
  const name = actorNames(actors, scans);
  const { actor, entered, time, codes, reason } = people;
  const compareNames = (a: number, b: number): number => {
    const [left, right] = [name(actor[a]!), name(actor[b]!)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const order = Uint32Array.from({ length: people.length }, (_, i) => i);
  order.sort((a, b) => entered[a]! - entered[b]! || compareNames(a, b) || time[a]! - time[b]!);

  const personAt = (i: number): Person => {
    const why = reason[i]!;
    const isExit = why >= REASONS.length;
    const kind = isExit ? "exit" : REASONS[why];
    return {
      actor: name(actor[i]!),
      entered: timeless ? null : isoTime(entered[i]!),
      time: timeless ? null : isoTime(time[i]!),
      seconds: timeless ? null : (time[i]! - entered[i]!) / 1e6,
      values: splits.map(
        (_, split) => splitValues[split]?.[codes[i * splits.length + split]!] ?? null,
      ),
      ...(kind === undefined ? {} : { reason: kind === "later" ? "rest" : kind }),
      ...(isExit ? { exit: exits[why - REASONS.length]?.name ?? "" } : {}),
    };
  };
  const texts = splits.map(({ text }) => text);
  return (offset, limit) => ({
    total: people.length,
    offset,
    splits: texts,
    people: Array.from(order.subarray(offset, offset + limit), personAt),
  });
}
