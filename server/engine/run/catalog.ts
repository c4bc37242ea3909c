import { basename } from "node:path";
import {
  type Analysis,
  type Catalog,
  type ColumnValues,
  type EventOrder,
  type FileInfo,
  type FilledRows,
  type FolderEntry,
  type Need,
  type TableInfo,
  createAnalyzer,
  locationKey,
} from "../../../language/index.ts";
import type { Outcome } from "../errors.ts";
import { tableFailure } from "./failure.ts";
import { folderEntries } from "./folder-entries.ts";
import { importedPath, importedText, leavesWorkspace, readImportedFile } from "./imported-file.ts";
import { createQuestions } from "./questions.ts";
import type { Place, Runner } from "./runner.ts";

/** Remembers what is known of the data, and asks the runner and the file system for the rest. */
export interface DataCatalog {
  /** What is known by now of what a file names. */
  view(place: Place): Catalog;
  /** Asks for what an analysis missed. True: something was learnt, so analyse again. */
  fetch(place: Place, needs: readonly Need[], signal?: AbortSignal): Promise<boolean>;
  /** Forgets everything: the data may have changed. */
  invalidate(): void;
  /** Forgets the texts of `.funnel` files and what lies in folders. */
  forgetFiles(): void;
  /** Forgets which variables are set. */
  forgetVariables(): void;
}

/** What an editor knows beyond the disk and the environment. */
export interface CatalogHost {
  /** The text of a file that is open, by its absolute path; undefined: what is on the disk counts. */
  readonly openText?: (file: string) => string | undefined;
  /** Whether a secret of that name is stored. */
  readonly hasSecret?: (name: string) => Promise<boolean>;
}

export function createDataCatalog(runner: Runner, host: CatalogHost = {}): DataCatalog {
  let tables = new Map<string, TableInfo>();
  let values = new Map<string, ColumnValues>();
  let filled = new Map<string, readonly FilledRows[]>();
  let orders = new Map<string, EventOrder>();
  let files = new Map<string, FileInfo>();
  let folders = new Map<string, readonly FolderEntry[]>();
  let variables = new Map<string, boolean>();
  const questions = createQuestions();

  /** True: something was learnt. */
  const ask = async (place: Place, need: Need, signal: AbortSignal): Promise<boolean> => {
    const key = needKey(place, need);
    switch (need.kind) {
      case "table": {
        const into = tables;
        const described = await runner.describe(place, need.location, signal);
        return keep(into, key, described, (failure) => tableFailure(failure.finding));
      }
      case "values": {
        const into = values;
        const seen = await runner.values(place, need.location, need.column, signal);
        return keep(into, key, seen, () => noValues);
      }
      case "filled": {
        const into = filled;
        const counted = await runner.filled(place, need.location, need.column, need.by, signal);
        return keep(into, key, counted, () => []);
      }
      case "order": {
        const into = orders;
        const ordered = await runner.order(place, need.location, need.columns, signal);
        return keep(into, key, ordered, () => []);
      }
      case "file": {
        const into = files;
        into.set(key, await readImportedFile(place, need.path));
        return true;
      }
      case "variable": {
        const into = variables;
        const isSet = (process.env[need.name] ?? "") !== "";
        into.set(key, isSet || (await host.hasSecret?.(need.name)) === true);
        return true;
      }
      case "files": {
        const into = folders;
        into.set(key, await folderEntries(place, need.folder, signal));
        return true;
      }
    }
  };
  const file = (place: Place, path: string): FileInfo | undefined => {
    const absolute = importedPath(place, path);
    if (absolute === undefined) return leavesWorkspace(path);
    const text = host.openText?.(absolute);
    if (text !== undefined) return importedText(place, absolute, text);
    return files.get(needKey(place, { kind: "file", path }));
  };

  return {
    view: (place) => ({
      table: (location) => tables.get(needKey(place, { kind: "table", location })),
      values: (location, column) =>
        values.get(needKey(place, { kind: "values", location, column })),
      filled: (location, column, by) =>
        filled.get(needKey(place, { kind: "filled", location, column, by })),
      order: (location, columns) =>
        orders.get(needKey(place, { kind: "order", location, columns })),
      file: (path) => file(place, path),
      variable: (name) => variables.get(needKey(place, { kind: "variable", name })),
      files: (folder) => folders.get(needKey(place, { kind: "files", folder })),
    }),
    async fetch(place, needs, signal) {
      const learnt = await Promise.all(
        needs.map((need) =>
          questions.wait(needKey(place, need), (ended) => ask(place, need, ended), signal),
        ),
      );
      return learnt.includes(true);
    },
    invalidate() {
      tables = new Map();
      values = new Map();
      filled = new Map();
      orders = new Map();
      files = new Map();
      folders = new Map();
      variables = new Map();
      questions.forget();
    },
    forgetFiles() {
      files = new Map();
      folders = new Map();
      questions.forget();
    },
    forgetVariables() {
      variables = new Map();
      questions.forget();
    },
  };
}

const noValues: ColumnValues = { values: [], complete: false, rows: 0, missing: 0 };

/** That data can't be read is an answer; a process that died says nothing of them, so that isn't kept. */
function keep<Value>(
  into: Map<string, Value>,
  key: string,
  outcome: Outcome<Value>,
  without: (failure: Extract<Outcome<Value>, { ok: false }>["failure"]) => Value,
): boolean {
  if (!outcome.ok && outcome.failure.kind !== "data") return false;
  into.set(key, outcome.ok ? outcome.value : without(outcome.failure));
  return true;
}

function needKey(place: Place, need: Need): string {
  switch (need.kind) {
    case "table":
      return keyOf(place, "table", locationKey(need.location));
    case "values":
      return keyOf(place, "values", locationKey(need.location), need.column);
    case "filled":
      return keyOf(place, "filled", locationKey(need.location), need.column, need.by);
    case "order":
      return keyOf(place, "order", locationKey(need.location), need.columns);
    case "file":
      return keyOf(place, "file", need.path);
    case "variable":
      return JSON.stringify(["variable", need.name]);
    case "files":
      return keyOf(place, "files", need.folder);
  }
}

function keyOf(place: Place, ...parts: readonly unknown[]): string {
  return JSON.stringify([place.root, place.file, ...parts]);
}

/** A file needs few rounds: what it imports, its tables, then the values of their columns. */
const ROUNDS = 40;

export interface AnalysisOptions {
  readonly signal?: AbortSignal;
  /** Values set from outside, as written, by the names of their params. */
  readonly params?: ReadonlyMap<string, string>;
  /** What may be asked for; everything where absent. */
  readonly wanted?: (need: Need) => boolean;
}

/** Analyses a text until nothing that can be known is missing, or the signal stops it. */
export async function analyzeWithData(
  text: string,
  place: Place,
  catalog: DataCatalog,
  { signal, params, wanted = () => true }: AnalysisOptions = {},
): Promise<Analysis> {
  const options = { name: basename(place.file), ...(params === undefined ? {} : { params }) };
  const analyze = createAnalyzer();
  let analysis = analyze(text, catalog.view(place), options);
  for (let round = 0; round < ROUNDS; round++) {
    const needs = analysis.needs.filter(wanted);
    if (needs.length === 0 || signal?.aborted === true) break;
    if (!(await catalog.fetch(place, needs, signal))) break;
    analysis = analyze(text, catalog.view(place), options);
  }
  return analysis;
}
