import { basename, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  columnOverview,
  listSources,
  sizeInWords,
  sourceOverview,
} from "../../language/editing.ts";
import {
  type Analysis,
  type Locale,
  type TableLocation,
  analyze,
  emptyCatalog,
  indexLines,
} from "../../language/index.ts";
import { askWithData } from "../engine/run/ask-with-data.ts";
import { findFiles } from "../engine/run/files.ts";
import { folderEntries } from "../engine/run/folder-entries.ts";
import { isInside, withSlashes } from "../engine/run/root.ts";
import type { Place } from "../engine/run/runner.ts";
import type {
  DescribeColumnParams,
  DescribeColumnResult,
  DescribeSourceParams,
  DescribeSourceResult,
  ListSourcesResult,
  SourceItem,
} from "../protocol/index.ts";
import { type DraftContext, nowhere, refused, shownRows } from "./draft.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export interface SourcesContext extends DraftContext {
  readonly files: WorkspaceFiles;
  /** Of the workspace, as paths. */
  readonly folders: () => readonly string[];
}

/** More sources, or more files without one, are no list that anybody reads. */
const mostSources = 200;
const mostUnused = 100;

/** The sources of a text that is open, and of files of the workspace that aren't. */
export async function answerSources(context: SourcesContext): Promise<ListSourcesResult> {
  const { documents, files, folders } = context;
  const sources: SourceItem[] = [];
  for (const uri of documents.uris()) {
    const snapshot = await documents.snapshot(uri);
    if (snapshot !== undefined) sources.push(...itemsOf(uri, snapshot.analysis, folders()));
  }
  for (const path of await files.list()) {
    if (sources.length >= mostSources) break;
    if (documents.openAt(path) !== undefined) continue;
    const text = await files.text(path);
    if (text === undefined || !/\bsource\b/.test(text)) continue;
    sources.push(...itemsOf(pathToFileURL(path).href, analyze(text, emptyCatalog), folders()));
  }
  sources.sort((a, b) => compare(a.file, b.file) || a.line - b.line);
  return { sources: sources.slice(0, mostSources), unused: await unusedFiles(context, sources) };
}

function itemsOf(
  uri: string,
  analysis: Analysis,
  folders: readonly string[],
): readonly SourceItem[] {
  const lines = indexLines(analysis.text);
  return listSources(analysis).map(({ name, path, shape, span }) => ({
    uri: uri.replace(/#.*$/, ""),
    file: shownPath(uri, folders),
    name,
    path,
    shape,
    ...lines.positionAt(span.start),
  }));
}

/** Relative to the workspace folder that it lies in. */
function shownPath(uri: string, folders: readonly string[]): string {
  if (!uri.startsWith("file:")) return uri.slice(uri.indexOf(":") + 1);
  const path = fileURLToPath(uri);
  const folder = folders.find((one) => isInside(one, path));
  return folder === undefined ? basename(path) : withSlashes(relative(folder, path));
}

/** Files of the workspace that hold data, but for those that a source reads. */
async function unusedFiles(
  context: SourcesContext,
  sources: readonly SourceItem[],
): Promise<ListSourcesResult["unused"]> {
  const used = new Set<string>();
  for (const { uri, path } of sources) {
    const place = await context.documents.placeOfUri(uri);
    const found = place === undefined ? [] : await filesOf(place, path);
    for (const { absolute } of found) used.add(absolute);
  }
  const unused: { readonly uri: string; readonly path: string }[] = [];
  for (const folder of context.trusted() ? context.folders() : []) {
    const place = { file: `${folder}${sep}x.funnel`, root: folder };
    for (const { kind, path } of await folderEntries(place, "")) {
      const absolute = `${folder}${sep}${path.split("/").join(sep)}`;
      if (kind !== "data" || used.has(absolute) || unused.length >= mostUnused) continue;
      unused.push({ uri: pathToFileURL(absolute).href, path });
    }
  }
  return unused;
}

async function filesOf(place: Place, path: string): ReturnType<typeof findFiles> {
  return findFiles(place, path).catch(() => []);
}

/** What is behind one of them. */
export async function answerSource(
  context: SourcesContext,
  { uri, name }: DescribeSourceParams,
): Promise<DescribeSourceResult> {
  const { documents, catalog, runner, locale } = context;
  const place = await documents.placeOfUri(uri);
  const analysis = await analysisOf(context, uri);
  if (place === undefined) return refused(nowhere(context), locale);
  if (analysis === undefined) return refused({ code: "FNL5035", args: {} }, locale);
  const found = await askWithData(place, catalog, (known) =>
    sourceOverview(analysis, known, name, locale),
  );
  switch (found.kind) {
    case "failure":
      return refused(found.failure, locale);
    case "unknown":
      return { kind: "source", files: [], columns: [], rowsOfFile: { columns: [], rows: [] } };
    case "source": {
      const { location, columns } = found;
      const rows = await runner.rows(place, location, shownRows);
      return {
        kind: "source",
        files: await filesShown(place, location, locale),
        columns,
        rowsOfFile: rows.ok ? rows.value : { columns: [], rows: [] },
      };
    }
  }
}

async function filesShown(
  place: Place,
  { path }: TableLocation,
  locale: Locale,
): Promise<Extract<DescribeSourceResult, { readonly kind: "source" }>["files"]> {
  const files = await filesOf(place, path);
  return files.map((file) => ({
    uri: pathToFileURL(file.absolute).href,
    path: file.path,
    size: sizeInWords(file.bytes, locale),
  }));
}

/** What is in a column of a source. */
export async function answerColumn(
  context: SourcesContext,
  { uri, name, column }: DescribeColumnParams,
): Promise<DescribeColumnResult | null> {
  const { documents, catalog, locale } = context;
  const place = await documents.placeOfUri(uri);
  const analysis = await analysisOf(context, uri);
  if (place === undefined || analysis === undefined) return null;
  const { summary, doc } = await askWithData(
    place,
    catalog,
    (known) =>
      columnOverview(analysis, known, name, column, locale) ?? { summary: "", doc: "", needs: [] },
  );
  return { summary, doc };
}

/** Of the text as it is in the editor, or else on the disk. */
async function analysisOf(
  { documents, files }: SourcesContext,
  uri: string,
): Promise<Analysis | undefined> {
  const snapshot = await documents.snapshot(uri);
  if (snapshot !== undefined) return snapshot.analysis;
  const text = uri.startsWith("file:") ? await files.text(fileURLToPath(uri)) : undefined;
  return text === undefined ? undefined : analyze(text, emptyCatalog);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
