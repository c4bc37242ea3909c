import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  documentSymbols,
  findSymbols,
  renameSymbol,
  symbolAt,
  usesOf,
  type WorkspaceSymbol,
} from "../../language/editing.ts";
import type { Locale, SymbolId, TextEdit } from "../../language/index.ts";
import { type DataCatalog, analyzeWithData } from "../engine/run/catalog.ts";
import { withSlashes } from "../engine/run/root.ts";
import type { Converter } from "./convert.ts";
import type { Documents } from "./documents.ts";
import { type Snapshot, makeSnapshot } from "./snapshot.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

/** What is asked of all `.funnel` files of the workspace, open or not. */
export interface Across {
  /** Every use of the name under the cursor, also in files that import its declaration. */
  references(
    at: Snapshot,
    offset: number,
    options: { readonly includeDeclaration: boolean },
  ): Promise<readonly { readonly at: Converter; readonly spans: readonly Place[] }[]>;
  rename(at: Snapshot, offset: number, newName: string, locale: Locale): Promise<RenamedFiles>;
  symbols(query: string): Promise<readonly FoundSymbols[]>;
}

type Place = ReturnType<typeof usesOf>[number]["span"];

export type RenamedFiles =
  | {
      readonly kind: "edits";
      readonly changes: readonly { readonly at: Converter; readonly edits: readonly TextEdit[] }[];
    }
  | { readonly kind: "refused"; readonly reason: string };

export interface FoundSymbols {
  readonly at: Converter;
  readonly symbols: readonly WorkspaceSymbol[];
}

/** A file that uses a name, or may come to, and the name as seen from there. */
interface Seen {
  readonly at: Snapshot;
  readonly symbol: SymbolId;
}

export interface AcrossOptions {
  readonly documents: Documents;
  readonly files: WorkspaceFiles;
  readonly catalog: DataCatalog;
}

/** More would hide what is looked for. */
const mostSymbols = 500;

export function createAcross({ documents, files, catalog }: AcrossOptions): Across {
  /** Of a file that isn't open: what its text and those that it imports tell. */
  const closed = async (path: string): Promise<Snapshot | undefined> => {
    const text = await files.text(path);
    const place = await documents.placeOf(path);
    if (text === undefined || place === undefined) return undefined;
    const analysis = await analyzeWithData(text, place, catalog, {
      wanted: ({ kind }) => kind === "file",
    });
    const uri = pathToFileURL(path).href;
    return makeSnapshot({
      uri,
      texts: [{ uri, getText: () => text }],
      versions: [null],
      isNotebook: false,
      analysis,
      catalog: catalog.view(place),
      place,
      state: "",
      openAt: () => undefined,
    });
  };

  /** Those that are open and those that aren't but may matter by their text. */
  const everyFile = async (matters: (text: string) => boolean): Promise<readonly Snapshot[]> => {
    const found: Snapshot[] = [];
    for (const uri of documents.uris()) {
      const snapshot = await documents.snapshot(uri);
      if (snapshot !== undefined) found.push(await documents.withImports(snapshot));
    }
    for (const path of await files.list()) {
      if (documents.openAt(path) !== undefined) continue;
      const text = await files.text(path);
      if (text === undefined || !matters(text)) continue;
      const snapshot = await closed(path);
      if (snapshot !== undefined) found.push(snapshot);
    }
    return found;
  };

  const seenFrom = async (
    at: Snapshot,
    symbol: SymbolId,
    matters: (text: string) => boolean,
  ): Promise<readonly Seen[]> => {
    if (at.place === undefined) return [{ at, symbol }];
    const own = at.place.file;
    const target = symbol.file === undefined ? own : resolve(dirname(own), symbol.file);
    const { file: _, ...bare } = symbol;
    const seen: Seen[] = [];
    for (const one of await everyFile(matters)) {
      if (one.place === undefined) continue;
      const path = one.place.file;
      const file = withSlashes(relative(dirname(path), target));
      if (path === target) seen.push({ at: one, symbol: bare });
      else if (one.analysis.imports.some((imported) => imported.path === file))
        seen.push({ at: one, symbol: { ...bare, file } });
    }
    return seen;
  };

  return {
    async references(at, offset, { includeDeclaration }) {
      const symbol = symbolAt(at.analysis, offset);
      if (symbol === undefined) return [];
      const seen = await seenFrom(at, symbol, (text) => mayName(text, symbol.name));
      return seen.flatMap((one) => {
        const spans = usesOf(one.at.analysis, one.symbol)
          .filter(({ kind }) => includeDeclaration || kind === "read")
          .map(({ span }) => span);
        return spans.length === 0 ? [] : [{ at: one.at, spans }];
      });
    },
    async rename(at, offset, newName, locale) {
      const symbol = symbolAt(at.analysis, offset);
      // Files without the old name may know the new one.
      const seen = symbol === undefined ? [] : await seenFrom(at, symbol, () => true);
      const changes: { at: Converter; edits: readonly TextEdit[] }[] = [];
      for (const one of seen) {
        const renamed = renameSymbol(one.at.analysis, one.symbol, newName, locale);
        if (renamed.kind === "refused") {
          const { place } = one.at;
          const isOwn = place === undefined || place.file === at.place?.file;
          const where = isOwn ? "" : `${withSlashes(relative(place.root, place.file))}: `;
          return { kind: "refused", reason: where + renamed.reason };
        }
        if (renamed.edits.length > 0) changes.push({ at: one.at, edits: renamed.edits });
      }
      return { kind: "edits", changes };
    },
    async symbols(query) {
      const found: FoundSymbols[] = [];
      let count = 0;
      for (const at of await everyFile(() => true)) {
        const symbols = findSymbols(documentSymbols(at.analysis), query);
        if (symbols.length > 0) found.push({ at, symbols });
        count += symbols.length;
        if (count >= mostSymbols) break;
      }
      return found;
    },
  };
}

/** Whether a name may stand in a text; within backticks it may be written with escapes. */
function mayName(text: string, name: string): boolean {
  return text.includes(name) || text.includes("\\");
}
