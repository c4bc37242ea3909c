import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Analysis, type Catalog, indexLines } from "../../language/index.ts";
import type { Place } from "../engine/run/runner.ts";
import { cellAt, cellLines, joinCells } from "./cells.ts";
import type { Converter } from "./convert.ts";

/** A text at one moment, with what is known of it then. */
export interface Snapshot extends Converter {
  readonly analysis: Analysis;
  readonly catalog: Catalog;
  /** Undefined where no data can be read: virtual file systems, unsaved texts without a folder. */
  readonly place: Place | undefined;
  /** Changes whenever the analysis does: with the text and with the facts about its data. */
  readonly state: string;
  /** The same with the places of one of its cells. */
  seenFrom(uri: string): Snapshot;
}

export interface SnapshotParts {
  readonly uri: string;
  /** The document itself, or the cells of a notebook. */
  readonly texts: readonly Pick<TextDocument, "uri" | "getText">[];
  /** Of each text; null: it isn't open. */
  readonly versions: readonly (number | null)[];
  readonly isNotebook: boolean;
  readonly analysis: Analysis;
  readonly catalog: Catalog;
  readonly place: Place | undefined;
  readonly state: string;
  /** What is open of another file, by its absolute path. */
  readonly openAt: (path: string) => Converter | undefined;
}

export function makeSnapshot(given: SnapshotParts): Snapshot {
  const { uri, texts, versions, isNotebook, analysis, catalog, place, state, openAt } = given;
  const { text, parts } = joinCells(texts.map((one) => one.getText()));

  const importedAt = (file: string): Converter | undefined => {
    const imported = analysis.imports.find(({ path }) => path === file);
    if (place === undefined) return undefined;
    const absolute = resolve(dirname(place.file), file);
    const open = openAt(absolute);
    if (open !== undefined) return open;
    const lines = indexLines(imported?.text ?? "");
    return { uri: pathToFileURL(absolute).href, version: null, lines };
  };
  const cells = (isNotebook ? texts : []).map((one, index): Converter => {
    const part = parts[index] ?? { start: 0, end: 0 };
    const version = versions[index] ?? null;
    return { uri: one.uri, version, lines: cellLines(text, part), part };
  });
  const documentAt: Converter["documentAt"] = (span, file) =>
    file === undefined ? (cells[cellAt(parts, span.start)] ?? whole) : importedAt(file);
  const whole: Snapshot = {
    uri,
    version: (isNotebook ? null : versions[0]) ?? null,
    lines: indexLines(text),
    analysis,
    catalog,
    place,
    state,
    documentAt,
    seenFrom(wanted) {
      const cell = cells.find((one) => one.uri === wanted);
      return cell === undefined ? whole : { ...whole, ...cell };
    },
  };
  return whole;
}
