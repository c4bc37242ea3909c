import { dirname, join, sep } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Analysis,
  type Catalog,
  analyze,
  emptyCatalog,
  indexLines,
} from "../../language/index.ts";
import { type DataCatalog, analyzeWithData } from "../engine/run/catalog.ts";
import { findRoot } from "../engine/run/root.ts";
import type { Place } from "../engine/run/runner.ts";
import type { Need } from "../../language/index.ts";
import type { Converter } from "./convert.ts";

/** A text at one moment, with what is known of it then. */
export interface Snapshot extends Converter {
  readonly analysis: Analysis;
  readonly catalog: Catalog;
  /** Undefined where no data can be read: virtual file systems, unsaved texts without a folder. */
  readonly place: Place | undefined;
  /** Changes whenever the analysis does: with the text and with the facts about its data. */
  readonly state: string;
}

export interface DocumentsOptions {
  readonly catalog: DataCatalog;
  /** Folders of the workspace, as paths. */
  readonly folders: () => readonly string[];
  /** Whether files may be read at all. */
  readonly trusted: () => boolean;
  /** The analysis of a text that itself didn't change is another now. */
  readonly onFactsChanged: (uri: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface Documents {
  /** Undefined: not open. */
  snapshot(uri: string): Promise<Snapshot | undefined>;
  changed(document: TextDocument): void;
  closed(uri: string): void;
  uris(): readonly string[];
  /** Asks for facts that one request needs, for a short time; true where something new is known. */
  fetch(snapshot: Snapshot, needs: readonly Need[]): Promise<boolean>;
  /** Asks again for what a text lacks: a cancelled run took its questions along. */
  resume(uri: string): void;
  /** Files of data changed: everything known is asked again. */
  dataChanged(): void;
  /** Folders or trust changed: every place is found anew. */
  placesChanged(): void;
  close(): void;
}

interface Entry {
  document: TextDocument;
  place: Promise<Place | undefined>;
  current?: Snapshot;
  generation: number;
  timer?: NodeJS.Timeout;
  filling: boolean;
  again: boolean;
  readonly ended: AbortController;
}

/** After the last keystroke; shorter, and paths half typed would be looked for. */
const settleMilliseconds = 250;
/** Hung file systems must not keep a text from ever being looked at again. */
const longestFetchMilliseconds = 60_000;
/** For what the user is waiting for, with the list of completions open. */
const patienceMilliseconds = 1_500;
/** Facts may raise new questions, but not for ever. */
const mostRounds = 8;

export function createDocuments(options: DocumentsOptions): Documents {
  const entries = new Map<string, Entry>();
  const { catalog, onFactsChanged, onError } = options;

  const placeOf = async (uri: string): Promise<Place | undefined> => {
    if (!options.trusted()) return undefined;
    const file = fileOf(uri, options.folders());
    if (file === undefined) return undefined;
    const folder = dirname(file);
    const cwd = options.folders().find((candidate) => isBelow(folder, candidate)) ?? folder;
    return { file, root: await findRoot(file, cwd) };
  };

  const snapshotOf = async (entry: Entry): Promise<Snapshot> => {
    const place = await entry.place;
    const { version, uri } = entry.document;
    const state = `${version}.${entry.generation}`;
    if (entry.current?.state === state) return entry.current;
    const text = entry.document.getText();
    const view = place === undefined ? emptyCatalog : catalog.view(place);
    const current: Snapshot = {
      uri,
      version,
      lines: indexLines(text),
      analysis: analyze(text, view),
      catalog: view,
      place,
      state,
    };
    entry.current = current;
    return current;
  };

  /** Fetches what the analysis of a text would like to know, until it knows all it can. */
  const fill = async (entry: Entry): Promise<void> => {
    for (let round = 0; round < mostRounds && !entry.ended.signal.aborted; round++) {
      const { analysis, place } = await snapshotOf(entry);
      if (place === undefined || analysis.needs.length === 0) return;
      const signal = AbortSignal.any([
        entry.ended.signal,
        AbortSignal.timeout(longestFetchMilliseconds),
      ]);
      const news = await catalog.fetch(place, analysis.needs, signal);
      if (!news || entry.ended.signal.aborted) return;
      entry.generation++;
      onFactsChanged(entry.document.uri);
    }
  };

  const settle = async (entry: Entry): Promise<void> => {
    entry.again = true;
    if (entry.filling) return;
    entry.filling = true;
    try {
      while (entry.again) {
        entry.again = false;
        await fill(entry);
      }
    } catch (error) {
      onError(error);
    } finally {
      entry.filling = false;
    }
  };

  const settleSoon = (entry: Entry, milliseconds: number): void => {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void settle(entry), milliseconds);
  };

  /** Keeps showing what was known until the new facts are complete, so that nothing flickers. */
  const askAgain = async (entry: Entry): Promise<void> => {
    try {
      const place = await entry.place;
      if (place === undefined) return;
      const { version, uri } = entry.document;
      const text = entry.document.getText();
      const analysis = await analyzeWithData(text, place, catalog, {
        signal: entry.ended.signal,
      });
      if (entry.document.version !== version || entry.ended.signal.aborted) return;
      entry.generation++;
      const state = `${version}.${entry.generation}`;
      const view = catalog.view(place);
      entry.current = {
        uri,
        version,
        lines: indexLines(text),
        analysis,
        catalog: view,
        place,
        state,
      };
      onFactsChanged(uri);
    } catch (error) {
      onError(error);
    }
  };

  return {
    async snapshot(uri) {
      const entry = entries.get(uri);
      return entry && snapshotOf(entry);
    },
    changed(document) {
      const known = entries.get(document.uri);
      if (known !== undefined) {
        known.document = document;
        settleSoon(known, settleMilliseconds);
        return;
      }
      const entry: Entry = {
        document,
        place: placeOf(document.uri),
        generation: 0,
        filling: false,
        again: false,
        ended: new AbortController(),
      };
      entries.set(document.uri, entry);
      settleSoon(entry, 0);
    },
    closed(uri) {
      const entry = entries.get(uri);
      if (entry === undefined) return;
      clearTimeout(entry.timer);
      entry.ended.abort();
      entries.delete(uri);
    },
    uris: () => [...entries.keys()],
    async fetch({ uri, place }, needs) {
      const entry = entries.get(uri);
      if (entry === undefined || place === undefined || needs.length === 0) return false;
      // The question goes on when the user's patience is over: the answer serves the next request.
      const news = catalog.fetch(place, needs, entry.ended.signal);
      news.catch(onError);
      return Promise.race([news, wait(patienceMilliseconds, false, { ref: false })]);
    },
    resume(uri) {
      const entry = entries.get(uri);
      if (entry !== undefined) settleSoon(entry, 0);
    },
    dataChanged() {
      catalog.invalidate();
      for (const entry of entries.values()) void askAgain(entry);
    },
    placesChanged() {
      for (const entry of entries.values()) {
        entry.place = placeOf(entry.document.uri);
        entry.generation++;
        settleSoon(entry, 0);
        onFactsChanged(entry.document.uri);
      }
    },
    close() {
      for (const entry of entries.values()) {
        clearTimeout(entry.timer);
        entry.ended.abort();
      }
      entries.clear();
    },
  };
}

/** The file of a document; an unsaved text lies where it would be saved, in the workspace's folder. */
function fileOf(uri: string, folders: readonly string[]): string | undefined {
  if (uri.startsWith("file:")) {
    try {
      return fileURLToPath(uri);
    } catch {
      return undefined;
    }
  }
  const folder = folders[0];
  return uri.startsWith("untitled:") && folder !== undefined
    ? join(folder, "untitled.funnel")
    : undefined;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(join(folder, sep));
}
