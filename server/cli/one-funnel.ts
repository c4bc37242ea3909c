import type {
  AudienceModel,
  Diagnostic,
  FunnelModel,
  Program,
  ScoreModel,
  StudyModel,
} from "../../language/index.ts";
import type { Failure } from "../engine/errors.ts";
import { analyzeWithData, createDataCatalog } from "../engine/run/catalog.ts";
import { readFunnelFile } from "../engine/run/funnel-text.ts";
import { requestFor } from "../engine/run/run-file.ts";
import type { RunOptions, Runner, RunRequest } from "../engine/run/runner.ts";
import type { Context } from "./context.ts";
import { codeOf, describeDiagnostics, findingLine, placeOf, sentenceLine } from "./diagnostics.ts";
import { exitCode, type ExitCode } from "./exit.ts";
import { type FolderOptions, placeFor } from "./place.ts";
import { similarTo } from "./similar.ts";

/** What every command over one funnel may be told. */
export interface OneFunnelOptions extends FolderOptions {
  /** May be left out where the file has one. */
  readonly funnel?: string;
  /** The funnel is the one that this audience is on. */
  readonly audience?: string;
  /** The same of this score. */
  readonly score?: string;
  /** An instant in ISO form. */
  readonly asOf?: string;
  readonly set?: ReadonlyMap<string, string>;
  readonly out?: string;
  readonly threads?: number;
}

/** A funnel that can be run. */
export interface OneFunnel {
  readonly funnel: FunnelModel;
  /** Where one was named. */
  readonly audience?: AudienceModel;
  readonly score?: ScoreModel;
  readonly program: Program;
  readonly request: RunRequest;
  /** Passed on with each request. */
  readonly options: RunOptions;
  /** Says why nothing came of a request. */
  readonly fail: (failure: Failure) => ExitCode;
}

/** Reads a file and finds the funnel that is meant; says what is wrong where there is none. */
export async function openFunnel(
  file: string,
  given: OneFunnelOptions,
  runner: Runner,
  { terminal, say, signal, cwd }: Context,
): Promise<OneFunnel | ExitCode> {
  const read = await readFunnelFile(file, cwd);
  if (!read.ok) {
    terminal.err(sentenceLine(file, undefined, "error", say.fileProblem(read.problem)));
    return exitCode.badFile;
  }
  const place = await placeFor(file, cwd, given);
  const analysis = await analyzeWithData(read.text, place, createDataCatalog(runner), {
    signal,
    ...(given.set === undefined ? {} : { params: given.set }),
  });
  const { funnels, imported, studies } = analysis.program;
  const tell = (diagnostics: readonly Diagnostic[]): ExitCode => {
    for (const line of describeDiagnostics(file, analysis.text, diagnostics, terminal.locale)) {
      terminal.err(line);
    }
    return codeOf(diagnostics) === exitCode.ok ? exitCode.badFile : codeOf(diagnostics);
  };
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  const unknown = (name: string, names: readonly string[]): ExitCode => {
    terminal.err(`funnel: error: ${say.unknownFunnel(name, names, similarTo(name, names))}`);
    return exitCode.badFile;
  };
  const { name: asked, among, study } = studyIn(studies, given);
  if (asked !== undefined && study?.runnable !== true) {
    return study === undefined ? unknown(asked, among) : tell(errors);
  }
  const names = funnels.map(({ name }) => name);
  const [only, second] = funnels;
  if (study === undefined && only === undefined) {
    terminal.err(sentenceLine(file, undefined, "error", say.noFunnel()));
    return tell(errors);
  }
  const wanted = study?.funnel ?? given.funnel;
  if (wanted === undefined && second !== undefined) {
    terminal.err(`funnel: error: ${say.whichFunnel(names)}`);
    return exitCode.badFile;
  }
  const known = study === undefined ? funnels : [...funnels, ...imported];
  const funnel = wanted === undefined ? only : known.find(({ name }) => name === wanted);
  if (funnel === undefined) return unknown(wanted ?? "", names);
  const { asOf } = given;
  const request = requestFor(funnel, { analysis, place, ...(asOf === undefined ? {} : { asOf }) });
  if (!("funnel" in request)) return tell(request);
  return {
    funnel,
    ...(study?.kind === "audience" ? { audience: study } : {}),
    ...(study?.kind === "score" ? { score: study } : {}),
    program: analysis.program,
    request,
    options: {
      signal,
      onProgress: ({ phase, fraction }) =>
        terminal.status(say.running(funnel.name, phase, fraction)),
    },
    fail: ({ kind, finding }) => {
      terminal.status(undefined);
      if (kind === "cancelled") {
        terminal.err(`funnel: ${say.cancelled()}`);
        return exitCode.cancelled;
      }
      const at = placeOf(analysis.text, (study ?? funnel).nameSpan);
      terminal.err(findingLine(file, at, "error", finding, terminal.locale));
      return kind === "data" ? exitCode.badData : exitCode.internal;
    },
  };
}

/** The audience or score that is asked for by its name, and the names there are. */
function studyIn(
  studies: readonly StudyModel[],
  { audience, score }: OneFunnelOptions,
): {
  readonly name: string | undefined;
  readonly among: readonly string[];
  readonly study: AudienceModel | ScoreModel | undefined;
} {
  const name = audience ?? score;
  const kind = audience === undefined ? "score" : "audience";
  const all = studies.filter((study): study is AudienceModel | ScoreModel => study.kind === kind);
  return {
    name,
    among: all.map((study) => study.name),
    study: all.find((study) => study.name === name),
  };
}
