import {
  type Analysis,
  type Catalog,
  type ColumnValues,
  type Need,
  type TableInfo,
  type TableLocation,
  analyze,
  locationKey,
} from "../../../language/index.ts";
import { tableFailure } from "./failure.ts";
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

export function createDataCatalog(runner: Runner): DataCatalog {
  let tables = new Map<string, TableInfo>();
  let values = new Map<string, ColumnValues>();
  /** Questions under way, so that none is asked twice. */
  let asked = new Map<string, Promise<boolean>>();

  const ask = async (
    place: Place,
    need: Need,
    signal: AbortSignal | undefined,
  ): Promise<boolean> => {
    const into = { tables, values };
    if (need.kind === "table") {
      const outcome = await runner.describe(place, need.location, signal);
      if (!outcome.ok && outcome.failure.kind === "cancelled") return false;
      const info = outcome.ok ? outcome.value : tableFailure(outcome.failure.finding);
      into.tables.set(tableKey(place, need.location), info);
      return true;
    }
    const outcome = await runner.values(place, need.location, need.column, signal);
    if (!outcome.ok && outcome.failure.kind === "cancelled") return false;
    const none: ColumnValues = { values: [], complete: false, rows: 0, missing: 0 };
    into.values.set(
      valuesKey(place, need.location, need.column),
      outcome.ok ? outcome.value : none,
    );
    return true;
  };

  return {
    view: (place) => ({
      table: (location) => tables.get(tableKey(place, location)),
      values: (location, column) => values.get(valuesKey(place, location, column)),
    }),
    async fetch(place, needs, signal) {
      const learnt = await Promise.all(
        needs.map((need) => {
          const key = needKey(place, need);
          const known = asked.get(key);
          if (known !== undefined) return known;
          const questions = asked;
          const question = ask(place, need, signal).finally(() => questions.delete(key));
          questions.set(key, question);
          return question;
        }),
      );
      return learnt.includes(true);
    },
    invalidate() {
      tables = new Map();
      values = new Map();
      asked = new Map();
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
  return need.kind === "table"
    ? tableKey(place, need.location)
    : valuesKey(place, need.location, need.column);
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
