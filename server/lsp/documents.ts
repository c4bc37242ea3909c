import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Analysis,
  type Catalog,
  type Need,
  type Analyze,
  createAnalyzer,
  emptyCatalog,
  indexLines,
  lacksHabits,
} from "../../language/index.ts";
import { type DataCatalog, analyzeWithData } from "../engine/run/catalog.ts";
import { importedPath } from "../engine/run/imported-file.ts";
import type { Place } from "../engine/run/runner.ts";
import { joinCells } from "./cells.ts";
import { type PlaceOptions, fileOf, placeOf } from "./places.ts";
import { type Snapshot, makeSnapshot } from "./snapshot.ts";

export interface DocumentsOptions extends PlaceOptions {
  readonly catalog: DataCatalog;
  /** The analysis of a text that itself didn't change is another now. */
  readonly onFactsChanged: (uri: string) => void;
  /** Adds the habits to the language, with the first text that isn't right. */
  readonly loadHabits: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface Documents {
  /** Of a document, or as seen from a cell; undefined: not open. */
  snapshot(uri: string): Promise<Snapshot | undefined>;
  changed(document: TextDocument): void;
  /** The code cells of a notebook, by its {@link notebookUri}, in their order: one text. */
  cellsChanged(notebook: string, cells: readonly TextDocument[]): void;
  closed(uri: string): void;
  /** Of files and notebooks. */
  uris(): readonly string[];
  /** The documents that one of {@link uris} consists of: itself, or its cells. */
  parts(uri: string): readonly string[];
  /** What is open of a file, by its absolute path. */
  openText(path: string): string | undefined;
  /** A file that is open, by its absolute path. */
  openAt(path: string): string | undefined;
  /** The place of a file that needn't be open; undefined where none may be read. */
  placeOf(path: string): Promise<Place | undefined>;
  /** The place of a document that needn't be open; undefined where no data may be read. */
  placeOfUri(uri: string): Promise<Place | undefined>;
  /** The same once the files that it imports are known; waits for them for a short time. */
  withImports(snapshot: Snapshot): Promise<Snapshot>;
  /** Asks for facts that one request needs, for a short time; true where something new is known. */
  fetch(snapshot: Snapshot, needs: readonly Need[]): Promise<boolean>;
  /** Asks again for what a text lacks: a cancelled run took its questions along. */
  resume(uri: string): void;
  /** Files of data changed: everything known is asked again. */
  dataChanged(): void;
  /** `.funnel` files changed on the disk: those that import them are looked at again. */
  filesChanged(): void;
  /** Secrets were stored or removed. */
  secretsChanged(): void;
  /** Folders or trust changed: every place is found anew. */
  placesChanged(): void;
  close(): void;
}

interface Entry {
  readonly uri: string;
  /** The path of a file or notebook; undefined: it has none. */
  path: string | undefined;
  /** One, or the cells of a notebook. */
  texts: readonly TextDocument[];
  readonly isNotebook: boolean;
  place: Promise<Place | undefined>;
  /** Remembers the text of the last keystroke. */
  analyze: Analyze;
  current?: Snapshot;
  /** Absolute paths of all that was looked for to be imported. */
  imported: ReadonlySet<string>;
  generation: number;
  /** Counts how often everything was to be asked again. */
  turn: number;
  timer?: NodeJS.Timeout;
  filling: boolean;
  again: boolean;
  readonly ended: AbortController;
}

/** After the last keystroke; shorter, and paths half typed would be looked for. */
const settleMilliseconds = 250;
/** After a keystroke in a file that others import: their diagnostics are asked for again. */
const importersMilliseconds = 100;
/** Hung file systems must not keep a text from ever being looked at again. */
const longestFetchMilliseconds = 60_000;
/** For what the user is waiting for, with the list of completions open. */
const patienceMilliseconds = 1_500;
/** Facts may raise new questions, but not for ever: files that import files that import files. */
const mostRounds = 40;
/** The files of the folder, their columns, the values of the columns that decide, the order of events. */
const draftRounds = 4;

/**
 * By which {@link Documents} know the notebook of a file: its text may be open as well, in an editor beside
 * it. The fragment isn't part of the file's path.
 */
export function notebookUri(uri: string): string {
  return `${uri}#notebook`;
}

export function createDocuments(options: DocumentsOptions): Documents {
  const entries = new Map<string, Entry>();
  /** The notebook of each cell. */
  const notebookOf = new Map<string, string>();
  const { catalog, onFactsChanged, onError } = options;
  let stale = new Set<Entry>();
  let staleTimer: NodeJS.Timeout | undefined;

  const entryOf = (uri: string): Entry | undefined =>
    entries.get(notebookOf.get(uri) ?? uri) ?? entries.get(notebookUri(uri));
  const openAt = (path: string): Entry | undefined =>
    [...entries.values()].find((entry) => entry.path === path && !entry.isNotebook);

  const stateOf = ({ texts, generation }: Entry): string =>
    `${texts.map(({ version }) => version).join("-")}.${generation}`;
  const textOf = ({ texts }: Entry): string => joinCells(texts.map((one) => one.getText())).text;

  /** Notes which files an analysis looks for, so that their changes concern it. */
  const watching = (view: Catalog, place: Place, into: Set<string>): Catalog => ({
    ...view,
    file(path) {
      const absolute = importedPath(place, path);
      if (absolute !== undefined) into.add(absolute);
      return view.file(path);
    },
  });

  const keep = (
    entry: Entry,
    analysis: Analysis,
    view: Catalog,
    place: Place | undefined,
  ): void => {
    const { uri, texts, isNotebook } = entry;
    entry.current = makeSnapshot({
      uri,
      texts,
      versions: texts.map(({ version }) => version),
      isNotebook,
      analysis,
      catalog: view,
      place,
      state: stateOf(entry),
      openAt: (path) => {
        const entry = openAt(path);
        const version = entry?.texts[0]?.version;
        if (entry === undefined || version === undefined) return undefined;
        return { uri: entry.uri, version, lines: indexLines(textOf(entry)) };
      },
    });
  };

  /** What was analysed without them is looked at once more. */
  const learnHabits = async (): Promise<void> => {
    await options.loadHabits();
    for (const entry of entries.values()) {
      entry.analyze = createAnalyzer();
      entry.generation++;
    }
  };

  const snapshotOf = async (entry: Entry): Promise<Snapshot> => {
    const place = await entry.place;
    const { current } = entry;
    if (current?.state === stateOf(entry)) return current;
    const imported = new Set<string>();
    const view = place === undefined ? emptyCatalog : catalog.view(place);
    const seen = place === undefined ? view : watching(view, place, imported);
    const name = entry.path === undefined ? {} : { name: basename(entry.path) };
    const analysis = entry.analyze(textOf(entry), seen, name);
    if (lacksHabits()) {
      await learnHabits();
      return snapshotOf(entry);
    }
    entry.imported = imported;
    keep(entry, analysis, view, place);
    return entry.current ?? snapshotOf(entry);
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
      onFactsChanged(entry.uri);
    }
  };

  /** Whoever has no funnel yet will ask for drafts: what those want to know is fetched before. */
  const foresee = async (entry: Entry): Promise<void> => {
    for (let round = 0; round < draftRounds && !entry.ended.signal.aborted; round++) {
      const { analysis, catalog: known, place } = await snapshotOf(entry);
      const { declarations } = analysis.tree;
      if (place === undefined || declarations.some(({ kind }) => kind === "funnel")) return;
      const { complete } = await import("../../language/editing.ts");
      const { needs, later } = complete(analysis, known, analysis.text.length, "en");
      const signal = AbortSignal.any([
        entry.ended.signal,
        AbortSignal.timeout(longestFetchMilliseconds),
      ]);
      if (!(await catalog.fetch(place, [...needs, ...later], signal))) return;
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
        if (!entry.again) await foresee(entry);
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
  const askAgain = async (
    entry: Entry,
    wanted: (need: Need) => boolean = () => true,
  ): Promise<void> => {
    const turn = ++entry.turn;
    const { signal } = entry.ended;
    try {
      const place = await entry.place;
      if (place === undefined) return;
      for (;;) {
        const text = textOf(entry);
        const imported = new Set<string>();
        const view = watching(catalog.view(place), place, imported);
        const seen = { ...catalog, view: () => view };
        const analysis = await analyzeWithData(text, place, seen, { signal, wanted });
        // Facts that have changed once more are asked for by a later turn.
        if (signal.aborted || entry.turn !== turn) return;
        const lacks = lacksHabits();
        if (lacks) await learnHabits();
        if (lacks || text !== textOf(entry)) continue;
        entry.generation++;
        entry.imported = imported;
        keep(entry, analysis, view, place);
        onFactsChanged(entry.uri);
        settleSoon(entry, 0);
        return;
      }
    } catch (error) {
      onError(error);
    }
  };

  /** Files that import one whose open text is another now. */
  const importersChanged = (path: string | undefined): void => {
    if (path === undefined) return;
    for (const entry of entries.values()) {
      if (entry.path === path || !entry.imported.has(path)) continue;
      entry.generation++;
      stale.add(entry);
      settleSoon(entry, settleMilliseconds);
    }
    if (stale.size === 0) return;
    clearTimeout(staleTimer);
    staleTimer = setTimeout(() => {
      const told = stale;
      stale = new Set();
      for (const entry of told) if (!entry.ended.signal.aborted) onFactsChanged(entry.uri);
    }, importersMilliseconds);
  };

  const fetch: Documents["fetch"] = async ({ uri, place }, needs) => {
    const entry = entryOf(uri);
    if (entry === undefined || place === undefined || needs.length === 0) return false;
    // The question goes on when the user's patience is over: the answer serves the next request.
    const news = catalog.fetch(place, needs, entry.ended.signal);
    news.catch(onError);
    return Promise.race([news, wait(patienceMilliseconds, false, { ref: false })]);
  };

  const open = (uri: string, texts: readonly TextDocument[], isNotebook: boolean): void => {
    const path = fileOf(uri, options);
    const entry: Entry = {
      uri,
      path,
      texts,
      isNotebook,
      place: placeOf(path, options),
      analyze: createAnalyzer(),
      imported: new Set(),
      generation: 0,
      turn: 0,
      filling: false,
      again: false,
      ended: new AbortController(),
    };
    entries.set(uri, entry);
    settleSoon(entry, 0);
  };

  return {
    async snapshot(uri) {
      const entry = entryOf(uri);
      if (entry === undefined) return undefined;
      const snapshot = await snapshotOf(entry);
      return snapshot.seenFrom(uri);
    },
    changed(document) {
      const known = entries.get(document.uri);
      if (known === undefined) open(document.uri, [document], false);
      else {
        known.texts = [document];
        settleSoon(known, settleMilliseconds);
      }
      importersChanged(entries.get(document.uri)?.path);
    },
    cellsChanged(notebook, cells) {
      for (const [cell, of] of notebookOf) if (of === notebook) notebookOf.delete(cell);
      for (const { uri } of cells) notebookOf.set(uri, notebook);
      const known = entries.get(notebook);
      if (known === undefined) open(notebook, cells, true);
      else {
        known.texts = cells;
        // Cells may have changed places without a change in any of them.
        known.generation++;
        settleSoon(known, settleMilliseconds);
      }
    },
    closed(uri) {
      const entry = entries.get(uri);
      if (entry === undefined) return;
      clearTimeout(entry.timer);
      entry.ended.abort();
      entries.delete(uri);
      for (const [cell, of] of notebookOf) if (of === uri) notebookOf.delete(cell);
      const { path } = entry;
      if (path === undefined || ![...entries.values()].some((one) => one.imported.has(path)))
        return;
      // From now on what is on the disk counts, which may never have been looked at.
      catalog.forgetFiles();
      importersChanged(path);
    },
    uris: () => [...entries.keys()],
    parts: (uri) => entries.get(uri)?.texts.map((one) => one.uri) ?? [],
    openText(path) {
      const entry = openAt(path);
      return entry && textOf(entry);
    },
    openAt: (path) => openAt(path)?.uri,
    placeOf: (path) => placeOf(path, options),
    placeOfUri: (uri) => placeOf(fileOf(uri, options), options),
    async withImports(snapshot) {
      let now = snapshot;
      for (let round = 0; round < mostRounds; round++) {
        const entry = entryOf(now.uri);
        const needs = now.analysis.needs.filter(({ kind }) => kind === "file");
        if (entry === undefined || !(await fetch(now, needs))) break;
        entry.generation++;
        now = (await snapshotOf(entry)).seenFrom(now.uri);
        onFactsChanged(entry.uri);
      }
      return now;
    },
    fetch,
    resume(uri) {
      const entry = entryOf(uri);
      if (entry !== undefined) settleSoon(entry, 0);
    },
    dataChanged() {
      catalog.invalidate();
      for (const entry of entries.values()) void askAgain(entry);
    },
    filesChanged() {
      catalog.forgetFiles();
      for (const entry of entries.values())
        if (entry.imported.size > 0) void askAgain(entry, ({ kind }) => kind === "file");
    },
    secretsChanged() {
      catalog.forgetVariables();
      for (const entry of entries.values()) void askAgain(entry);
    },
    placesChanged() {
      for (const entry of entries.values()) {
        entry.path = fileOf(entry.uri, options);
        entry.place = placeOf(entry.path, options);
        entry.generation++;
        settleSoon(entry, 0);
        onFactsChanged(entry.uri);
      }
    },
    close() {
      clearTimeout(staleTimer);
      for (const entry of entries.values()) {
        clearTimeout(entry.timer);
        entry.ended.abort();
      }
      entries.clear();
    },
  };
}
