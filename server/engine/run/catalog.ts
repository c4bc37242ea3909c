import {
  type Analysis,
  type Catalog,
  type ColumnValues,
  type FolderEntry,
  type Need,
  type TableInfo,
  type TableLocation,
  analyze,
  locationKey,
} from "../../../language/index.ts";
import { tableFailure } from "./failure.ts";
import { folderEntries } from "./folder-entries.ts";
import type { Place, Runner } from "./runner.ts";

/** Remembers what is known of the data, and asks the runner for the rest. */
export interface DataCatalog {
  /** What is known by now of the tables that a file names. */
  view(place: Place): Catalog;
  /** Asks for what an analysis missed. True: something was learnt, so analyse again. */
  fetch(place: Place, needs: readonly Need[], signal?: AbortSignal): Promise<boolean>;
  /** Forgets everything: the data may have changed. */
  invalidate(): void;
}

/** A question under way, which several analyses may wait for. */
interface Question {
  readonly answer: Promise<boolean>;
  readonly controller: AbortController;
  waiting: number;
}

export function createDataCatalog(runner: Runner): DataCatalog {
  let tables = new Map<string, TableInfo>();
  let values = new Map<string, ColumnValues>();
  let folders = new Map<string, readonly FolderEntry[]>();
  let questions = new Map<string, Question>();

  /** True: something was learnt. A process that died says nothing of the data, so that isn't kept. */
  const ask = async (place: Place, need: Need, signal: AbortSignal): Promise<boolean> => {
    const into = { tables, values, folders };
    if (need.kind === "table") {
      const outcome = await runner.describe(place, need.location, signal);
      if (!outcome.ok && outcome.failure.kind !== "data") return false;
      const info = outcome.ok ? outcome.value : tableFailure(outcome.failure.finding);
      into.tables.set(tableKey(place, need.location), info);
      return true;
    }
    if (need.kind === "files") {
      into.folders.set(needKey(place, need), await folderEntries(place, need.folder, signal));
      return true;
    }
    if (need.kind !== "values") return false;
    const outcome = await runner.values(place, need.location, need.column, signal);
    if (!outcome.ok && outcome.failure.kind !== "data") return false;
    const none: ColumnValues = { values: [], complete: false, rows: 0, missing: 0 };
    into.values.set(
      valuesKey(place, need.location, need.column),
      outcome.ok ? outcome.value : none,
    );
    return true;
  };
  const open = (place: Place, need: Need): Question => {
    const key = needKey(place, need);
    const known = questions.get(key);
    if (known !== undefined) return known;
    const controller = new AbortController();
    const among = questions;
    const answer = ask(place, need, controller.signal).finally(() => among.delete(key));
    const question = { answer, controller, waiting: 0 };
    questions.set(key, question);
    return question;
  };
  /** A question ends early only once nobody waits for it any more. */
  const wait = async (question: Question, signal: AbortSignal | undefined): Promise<boolean> => {
    if (signal?.aborted === true) return false;
    question.waiting++;
    let leave = (): void => undefined;
    const left = new Promise<false>((resolve) => (leave = () => resolve(false)));
    signal?.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([question.answer, left]);
    } finally {
      signal?.removeEventListener("abort", leave);
      if (--question.waiting === 0) question.controller.abort();
    }
  };

  return {
    view: (place) => ({
      table: (location) => tables.get(tableKey(place, location)),
      values: (location, column) => values.get(valuesKey(place, location, column)),
      filled: () => undefined,
      file: () => undefined,
      variable: () => undefined,
      files: (folder) => folders.get(needKey(place, { kind: "files", folder })),
    }),
    async fetch(place, needs, signal) {
      const learnt = await Promise.all(needs.map((need) => wait(open(place, need), signal)));
      return learnt.includes(true);
    },
    invalidate() {
      tables = new Map();
      values = new Map();
      folders = new Map();
      questions = new Map();
    },
  };
}

function tableKey(place: Place, location: TableLocation): string {
  return JSON.stringify([place.root, place.file, locationKey(location)]);
}

function valuesKey(place: Place, location: TableLocation, column: readonly string[]): string {
  return JSON.stringify([tableKey(place, location), column]);
}

function needKey(place: Place, need: Need): string {
  switch (need.kind) {
    case "table":
      return tableKey(place, need.location);
    case "values":
      return valuesKey(place, need.location, need.column);
    case "filled":
    case "file":
    case "variable":
    case "files":
      return JSON.stringify([place.root, place.file, need]);
  }
}

/** A file needs few rounds: its tables, then the values of their columns. */
const ROUNDS = 10;

/** Analyses a text until nothing that can be known is missing, or the signal stops it. */
export async function analyzeWithData(
  text: string,
  place: Place,
  catalog: DataCatalog,
  signal?: AbortSignal,
): Promise<Analysis> {
  let analysis = analyze(text, catalog.view(place));
  for (let round = 0; round < ROUNDS && analysis.needs.length > 0; round++) {
    if (signal?.aborted === true || !(await catalog.fetch(place, analysis.needs, signal))) break;
    analysis = analyze(text, catalog.view(place));
  }
  return analysis;
}
