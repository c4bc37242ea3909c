import type { Diagnostic } from "../../../language/index.ts";
import { buildStudyPlan } from "../plan/study-plan.ts";
import { isoTime } from "../plan/time.ts";
import type { StudyBase } from "../result.ts";
import { instantMicroseconds } from "./entry.ts";
import { writeDiagnostics } from "./result-diagnostics.ts";
import { joinNotices, lookupNotices, sourceNotices } from "./notices.ts";
import { readData } from "./reading.ts";
import { placesOf } from "./run-funnel.ts";
import type { StudyRequest, StudyRun } from "./runner.ts";
import { scanTables } from "./scan.ts";
import { sourceLedgers } from "./source-ledgers.ts";
import { countAudience } from "./studies/audience.ts";
import { findDrivers } from "./studies/drivers.ts";
import { computeExperiment } from "./studies/experiment.ts";
import { computeCohorts } from "./studies/retention.ts";
import { computeScenario } from "./studies/scenario.ts";
import { computeScore } from "./studies/score.ts";
import type { StudyData, StudyFigures } from "./studies/study.ts";
import { amountsOf, readSums } from "./sums.ts";
import { countTotals, openTotals, timesOf, totalsPlan } from "./totals.ts";
import { partOf, type Workspace } from "./workspace.ts";

/** Runs a study over the rows of its funnel. @throws {DataError} */
export async function runStudy(request: StudyRequest, space: Workspace): Promise<StudyRun> {
  const started = performance.now();
  const plan = buildStudyPlan(request.study, request.funnel, request.sources, request.lookups);
  const cutoff = request.asOf === undefined ? undefined : instantMicroseconds(request.asOf);
  const amounts = amountsOf(request);
  const behind = placesOf(plan).length;
  const counts = totalsPlan(request);
  const places = [
    ...placesOf(plan),
    ...placesOf(amounts.plan),
    ...(counts === undefined ? [] : placesOf(counts)),
  ];
  const first = behind + placesOf(amounts.plan).length;
  const run = await readData(request.place, places, space, async (data) => {
    const totals =
      counts === undefined || request.totals === undefined
        ? undefined
        : await openTotals(
            request.totals,
            counts,
            data.tables.slice(first),
            data.files.slice(first),
            cutoff,
            data.database,
          );
    const readings = readsAgain(request.study) ? 2 : 1;
    const part = partOf(space, 0, readings);
    const read = await scanTables(plan, data.tables, cutoff, data.database, part);
    const scanned = { ...read, ...(await timesOf(read, totals, plan.entry, data.database)) };
    const counted = totals && (await countTotals(request, plan, totals, scanned, cutoff));
    const sums = await readSums(request, plan, amounts, data, behind, scanned, cutoff, space);
    space.progress({ phase: "computing" });
    const sources = await sourceLedgers(plan, data.files, scanned);
    const own = await figuresOf({
      request,
      plan,
      scanned,
      database: data.database,
      scanAgain: (other) =>
        scanTables(other, data.tables, cutoff, data.database, partOf(space, 1, readings), {
          rejects: scanned.rejects,
          profiles: scanned.profiles,
          actors: scanned.actors,
        }),
      ...(sums === undefined ? {} : { sums: sums.sums }),
      ...(counted === undefined ? {} : { counted }),
    });
    const diagnostics: readonly Diagnostic[] = [
      ...sourceNotices(request, sources, scanned.profiles),
      ...joinNotices(request, scanned.unmatched),
      ...lookupNotices(request, sources.slice(plan.scans.length)),
      ...(counted?.totals.diagnostics ?? []),
      ...(sums?.diagnostics ?? []),
      ...(own.diagnostics ?? []),
    ];
    const base: StudyBase = {
      name: request.study.name,
      as_of: scanned.asOf === null ? null : isoTime(scanned.asOf),
      sources: [...(counted?.totals.sources ?? []), ...sources, ...(sums?.sources ?? [])],
      limits: [],
      diagnostics: writeDiagnostics(diagnostics),
    };
    // What a study is stands first, its notices last, as in the result of a funnel.
    const { name, as_of, ...rest } = base;
    const { kind, ...figures } = own.figures;
    const result = { kind, name, as_of, ...figures, ...rest } as StudyRun["result"];
    return {
      result,
      diagnostics,
      sql: [
        ...(counted?.statements ?? []),
        ...scanned.statements,
        ...(sums?.statements ?? []),
      ].join(";\n\n"),
    };
  });
  return { ...run, milliseconds: performance.now() - started };
}

/** Whether a study asks for all rows, once it knows whose. */
function readsAgain(study: StudyRequest["study"]): boolean {
  if (study.kind === "drivers") return study.signals.events;
  return study.kind === "score" && study.by.kind === "learned" && study.by.signals.events;
}

async function figuresOf(data: StudyData): Promise<StudyFigures> {
  const { study } = data.request;
  switch (study.kind) {
    case "audience":
      return countAudience(study, data);
    case "drivers":
      return findDrivers(study, data);
    case "experiment":
      return computeExperiment(study, data);
    case "retention":
      return computeCohorts(study, data);
    case "scenario":
      return computeScenario(study, data);
    case "score":
      return computeScore(study, data);
  }
}
