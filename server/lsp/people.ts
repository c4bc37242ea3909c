import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { CancellationToken } from "vscode-languageserver/node";
import type { Finding } from "../../language/index.ts";
import { peopleColumns } from "../engine/people-columns.ts";
import type { PeopleForm, Person } from "../engine/result.ts";
import type { PeopleColumn, PeopleOf, PeopleRequest, Runner } from "../engine/run/runner.ts";
import { createTemporaryFolder, removeTemporaryFolder } from "../engine/run/temporary.ts";
import type {
  ClosePeopleParams,
  ExplainActorParams,
  ExplainActorResult,
  OpenPeopleParams,
  OpenPeopleResult,
  ReadPeopleParams,
  ReadPeopleResult,
  SavePeopleParams,
  SaveResult,
} from "../protocol/index.ts";
import { csvHeader, csvRows } from "../report/people-csv.ts";
import type { Listed, PeopleReport } from "../report/people.ts";
import { closed, findAsked, gone, mistake, notWritten, refusal } from "./asked.ts";
import type { Asking } from "./basis.ts";
import { type PeopleFile, createPeopleFile } from "./people-file.ts";
import type { RunContext } from "./run.ts";
import { writeWhole } from "./whole-file.ts";

/** Answers what is asked of the people behind results. */
export interface People {
  open(params: OpenPeopleParams, token: CancellationToken): Promise<OpenPeopleResult>;
  read(params: ReadPeopleParams): Promise<ReadPeopleResult>;
  explain(params: ExplainActorParams, token: CancellationToken): Promise<ExplainActorResult>;
  save(params: SavePeopleParams): Promise<SaveResult>;
  close(params: ClosePeopleParams): Promise<void>;
  /** Closes all lists. */
  end(): Promise<void>;
}

interface List {
  readonly request: PeopleRequest;
  readonly file: PeopleFile;
  readonly report: PeopleReport;
  readonly form: PeopleForm;
  /** Aborted when it is closed. */
  readonly signal: AbortSignal;
  close(): Promise<void>;
}

/** Who opens more has left the first ones behind without a word. */
const mostLists = 20;
/** Rows that come with a list, and the most at a time later. */
const firstRows = 100;
const mostRows = 1000;
/** Of one actor, to be looked at. */
const explainedRows = 2000;

export function createPeople(context: RunContext): People {
  const { locale, runner } = context;
  const lists = new Map<string, List>();
  /** What is written, and of which list: until then nobody closes that. */
  const saves = new Map<Promise<SaveResult>, List>();

  const list = async (
    params: OpenPeopleParams,
    token: CancellationToken,
  ): Promise<OpenPeopleResult> => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    let folder: string | undefined;
    try {
      const found = await findAsked(context, params, controller.signal);
      if ("kind" in found) return found;
      const whose = whoseOf(params, found);
      if (whose === undefined) return refusal(context, { code: "FNL5250", args: {} });
      folder = await createTemporaryFolder();
      const file = await createPeopleFile(folder);
      const { of, listed, form } = whose;
      const request: PeopleRequest = {
        ...found.request,
        of,
        known: params.basis.data,
        ...orderOf(params),
        ...onlyOf(params),
      };
      const mine = folder;
      const close = async (): Promise<void> => {
        controller.abort();
        await file.close();
        await removeTemporaryFolder(mine);
      };
      const { reportPeople } = await context.loadReport();
      const first = new Promise<OpenPeopleResult>((resolve) => {
        const answer = async (): Promise<void> => {
          const outcome = await runner.people(request, {
            signal: controller.signal,
            async onPage(page) {
              await file.add(page.people);
              if (page.offset > 0) return;
              const { timeZone } = found;
              const report = reportPeople(page, listed, found.funnel, locale, { timeZone });
              // A page may outlive this process, and must not meet a list of the next one.
              const list = randomUUID();
              const hasGrades = page.people.some(({ grade }) => grade !== undefined);
              lists.set(list, {
                request,
                file,
                report,
                form: { kind: form, splits: page.splits, hasGrades },
                signal: controller.signal,
                close,
              });
              const { title, columns } = report;
              resolve({
                kind: "list",
                list,
                total: page.total,
                title,
                columns,
                reasons: report.reasons.map(({ text, ...reason }) => ({
                  key: keyOf(reason),
                  text,
                })),
                rows: rowsOf(report, page.people.slice(0, firstRows)),
              });
            },
          });
          if (outcome.ok) file.ended();
          else {
            file.ended(outcome.failure.finding);
            resolve(refusal(context, outcome.failure.finding));
          }
        };
        answer().catch((error: unknown) => {
          file.ended(error);
          resolve(mistake(context, error));
        });
      });
      const result = await first;
      if (result.kind === "refused") await close();
      for (const oldest of lists.keys()) {
        if (lists.size <= mostLists) break;
        await closeList(oldest);
      }
      return result;
    } catch (error) {
      if (folder !== undefined) await removeTemporaryFolder(folder);
      return controller.signal.aborted ? closed(context) : mistake(context, error);
    } finally {
      listener.dispose();
    }
  };

  const closeList = async (id: string): Promise<void> => {
    const list = lists.get(id);
    lists.delete(id);
    if (list !== undefined) await closeUnlessSaved(list);
  };
  const closeUnlessSaved = async (list: List): Promise<void> => {
    if (![...saves.values()].includes(list)) await list.close();
  };

  const save = async (list: List, path: string): Promise<SaveResult> => {
    try {
      const failure = await writeWhole(path, (unfinished) =>
        /\.parquet$/i.test(path)
          ? writeParquet(list, unfinished, runner)
          : writeCsv(list, unfinished),
      );
      return failure === undefined ? { kind: "saved" } : refusal(context, failure);
    } catch (error) {
      if (list.signal.aborted) return closed(context);
      if (isFinding(error)) return refusal(context, error);
      return notWritten(context, path, error);
    }
  };

  return {
    open: list,
    async read({ list: id, offset, limit }) {
      const list = lists.get(id);
      if (list === undefined) return gone(context);
      try {
        const people = await list.file.read(
          Math.max(0, offset),
          Math.min(mostRows, Math.max(0, limit)),
        );
        return { kind: "rows", rows: rowsOf(list.report, people) };
      } catch (error) {
        return isFinding(error)
          ? refusal(context, error)
          : lists.has(id)
            ? mistake(context, error)
            : gone(context);
      }
    },
    async explain(params, token) {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => controller.abort());
      try {
        const { signal } = controller;
        const found = await findAsked(context, params, signal);
        if ("kind" in found) return found;
        const { request, funnel, timeZone } = found;
        const known = params.basis.data;
        const asked = { ...request, actor: params.actor, known };
        const outcome = await runner.explain(asked, { signal });
        if (!outcome.ok) return refusal(context, outcome.failure.finding);
        const { reportExplained } = await context.loadReport();
        const options = { timeZone, rows: explainedRows };
        return { kind: "explained", ...reportExplained(outcome.value, funnel, locale, options) };
      } catch (error) {
        return controller.signal.aborted ? closed(context) : mistake(context, error);
      } finally {
        listener.dispose();
      }
    },
    async save({ list: id, path }) {
      const list = lists.get(id);
      if (list === undefined) return gone(context);
      const saving = save(list, path);
      saves.set(saving, list);
      try {
        return await saving;
      } finally {
        saves.delete(saving);
        if (lists.get(id) !== list) await closeUnlessSaved(list);
      }
    },
    close: ({ list }) => closeList(list),
    async end() {
      const left = [...saves];
      const all = new Set([...lists.values(), ...saves.values()]);
      lists.clear();
      await Promise.all([...all].map((each) => each.close()));
      await Promise.all(left.map(([saving]) => saving));
    },
  };
}

/** The data are read again; where they are others by now, nothing is written. Returns what went wrong. */
async function writeParquet(
  { request, form, signal }: List,
  path: string,
  runner: Runner,
): Promise<Finding | undefined> {
  let file: FileHandle | undefined;
  try {
    const outcome = await runner.people(
      { ...request, parquet: form },
      {
        signal,
        async onBytes(bytes) {
          file ??= await open(path, "w");
          await file.writeFile(bytes);
        },
      },
    );
    return outcome.ok ? undefined : outcome.failure.finding;
  } finally {
    await file?.close();
  }
}

async function writeCsv(list: List, path: string): Promise<undefined> {
  await pipeline(Readable.from(csvOf(list)), createWriteStream(path));
}

async function* csvOf({ file, form }: List): AsyncGenerator<string> {
  const columns = peopleColumns(form);
  yield csvHeader(columns);
  for await (const people of file.pages()) yield csvRows(people, columns);
}

function rowsOf(report: PeopleReport, people: readonly Person[]): readonly (readonly string[])[] {
  return people.map((person) => report.rowOf(person));
}

interface Whose {
  readonly of: PeopleOf;
  readonly listed: Listed;
  readonly form: PeopleForm["kind"];
}

/** Undefined where there is no such stage, or the study is no list of people. */
function whoseOf({ of }: OpenPeopleParams, { funnel, study }: Asking): Whose | undefined {
  switch (of.kind) {
    case "reached":
    case "dropped": {
      const { kind, stage } = of;
      if (!funnel.stages.some(({ name }) => name === stage)) return undefined;
      const whose = { kind, stage };
      return { of: whose, listed: whose, form: kind === "dropped" ? "dropped" : "people" };
    }
    case "study":
      switch (study?.kind) {
        case "audience": {
          const { kind, name, of: audience } = study;
          return { of: { kind, audience }, listed: { kind, name }, form: "people" };
        }
        case "score": {
          const { kind, name } = study;
          return { of: { kind, score: study }, listed: { kind, name }, form: "score" };
        }
        default:
          return undefined;
      }
  }
}

/** A reason with the name of an exit, as one word of the page. */
function keyOf({ reason, exit }: { readonly reason: string; readonly exit?: string }): string {
  return exit === undefined ? reason : `${reason} ${exit}`;
}

function onlyOf({ reason }: OpenPeopleParams): Pick<PeopleRequest, "only"> {
  if (reason === undefined) return {};
  const [kind = "", ...exit] = reason.split(" ");
  return { only: { reason: kind, ...(exit.length === 0 ? {} : { exit: exit.join(" ") }) } };
}

const plainColumns = ["actor", "entered", "time", "seconds", "reason", "score"] as const;

/** What can't be ordered by leaves the order as it is. */
function orderOf({ order }: OpenPeopleParams): Pick<PeopleRequest, "order"> {
  if (order === undefined) return {};
  const { column, descending } = order;
  const split = /^split (\d+)$/.exec(column)?.[1];
  const by: PeopleColumn | undefined =
    split === undefined ? plainColumns.find((each) => each === column) : { split: Number(split) };
  return by === undefined ? {} : { order: { by, ...(descending ? { descending } : {}) } };
}

function isFinding(error: unknown): error is Finding {
  return typeof error === "object" && error !== null && "code" in error && "args" in error;
}
