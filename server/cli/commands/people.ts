import type { FunnelModel } from "../../../language/index.ts";
import { peopleColumns } from "../../engine/people-columns.ts";
import type { PeopleForm, PeoplePage, Person } from "../../engine/result.ts";
import type { PeopleOf } from "../../engine/run/runner.ts";
import { csvHeader, csvRows } from "../../report/people-csv.ts";
import type { Context } from "../context.ts";
import { exitCode, type ExitCode } from "../exit.ts";
import { type OneFunnelOptions, openFunnel } from "../one-funnel.ts";
import { openOutput, type Output } from "../output.ts";
import { withRunner } from "../runner.ts";
import { similarTo } from "../similar.ts";

export interface PeopleOptions extends OneFunnelOptions {
  readonly stage?: string;
  readonly dropped?: true;
  readonly exit?: string;
  readonly format: "csv" | "json" | "parquet";
}

/** Writes the people of a stage or of an audience, page by page. */
export async function people(
  file: string,
  options: PeopleOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  const { threads, format, out } = options;
  if (format === "parquet" && out === undefined && terminal.isScreen) {
    terminal.err(`funnel: error: ${context.say.notToScreen("parquet")}`);
    return exitCode.badFile;
  }
  return withRunner(threads === undefined ? {} : { threads }, async (runner) => {
    const opened = await openFunnel(file, options, runner, context);
    if (typeof opened === "number") return opened;
    const { audience, score } = opened;
    const of: PeopleOf | undefined =
      audience !== undefined
        ? { kind: "audience", audience: audience.of }
        : score !== undefined
          ? { kind: "score", score }
          : whose(options, opened.funnel, context);
    if (of === undefined) return exitCode.badFile;
    let output: Output | undefined;
    let code: ExitCode = exitCode.ok;
    const write = async (piece: string | Uint8Array): Promise<void> => {
      terminal.status(undefined);
      output ??= await openOutput(out, context);
      if (output === undefined) {
        code = exitCode.badFile;
        throw new Error("Nowhere to write");
      }
      await output.write(piece);
    };
    const splits = opened.funnel.splits.map(({ text }) => text);
    const outcome = await runner.people(
      { ...opened.request, of, ...(format === "parquet" ? { parquet: formOf(of, splits) } : {}) },
      {
        ...opened.options,
        onPage: (page) => write((format === "csv" ? csvOf : jsonOf)(page, of)),
        onBytes: write,
      },
    );
    if (output === undefined && code !== exitCode.ok) return code;
    const ended = (await output?.end()) ?? exitCode.ok;
    return outcome.ok ? ended : opened.fail(outcome.failure);
  });
}

/** Who is meant; undefined where there is no such stage or exit, which is said. */
function whose(
  { stage, dropped, exit }: PeopleOptions,
  { stages, exits }: FunnelModel,
  { terminal, say }: Context,
): PeopleOf | undefined {
  const refuse = (sentence: string): undefined => {
    terminal.err(`funnel: error: ${sentence}`);
    return undefined;
  };
  const missing = (name: string, names: readonly string[]): undefined =>
    refuse(say.unknownStage(name, names, similarTo(name, names)));
  if (exit !== undefined) {
    const names = exits.map(({ name }) => name);
    return names.includes(exit) ? { kind: "left", exit } : missing(exit, names);
  }
  const names = stages.map(({ name }) => name);
  if (stage === undefined) return refuse(say.whichStage(names));
  const place = names.indexOf(stage);
  if (place < 0) return missing(stage, names);
  if (dropped !== true) return { kind: "reached", stage };
  if (place === 0 || stages[place]?.optional === true) return refuse(say.nobodyDrops(stage));
  return { kind: "dropped", stage };
}

function formOf(of: PeopleOf, splits: readonly string[]): PeopleForm {
  const isReached = of.kind === "reached" || of.kind === "audience";
  return {
    kind: of.kind === "score" ? "score" : isReached ? "people" : "dropped",
    splits,
    hasGrades: of.kind === "score" && of.score.grades.length > 0,
  };
}

/** The first page has the header. */
function csvOf({ offset, splits, people: found }: PeoplePage, of: PeopleOf): string {
  const columns = peopleColumns(formOf(of, splits));
  return `${offset === 0 ? csvHeader(columns) : ""}${csvRows(found, columns)}`;
}

/** A list, an object a line. */
function jsonOf({ total, offset, splits, people: found }: PeoplePage): string {
  const objects = found.map((person, index) => {
    const isLast = offset + index === total - 1;
    return `  ${JSON.stringify(personObject(person, splits))}${isLast ? "\n]\n" : ",\n"}`;
  });
  return `${offset === 0 ? (total === 0 ? "[]\n" : "[\n") : ""}${objects.join("")}`;
}

function personObject({ values, ...person }: Person, splits: readonly string[]): object {
  if (splits.length === 0) return person;
  return {
    ...person,
    by: Object.fromEntries(splits.map((split, i) => [split, values[i] ?? null])),
  };
}
