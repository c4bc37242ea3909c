import type { Declaration, FileNode } from "../../syntax/ast.ts";
import type { ParsedText } from "../../syntax/parse.ts";
import type { Span } from "../../text.ts";
import type { Catalog, FilePath } from "../catalog.ts";
import { type LoadedFile, type LoadedImports, loadImports } from "./load.ts";
import { folderOf } from "./paths.ts";
import { moveFile } from "./shift.ts";

/**
 * A text with all that it imports behind it, so that what other files declare is resolved and checked
 * as if it stood here. Places of imported files lie behind the text's end.
 */
export interface JoinedText {
  readonly text: string;
  readonly parsed: ParsedText;
  readonly parts: readonly JoinedPart[];
  readonly imports: LoadedImports;
}

/** An imported file's place in a joined text. */
export interface JoinedPart {
  readonly file: LoadedFile;
  /** Added to offsets in the file. */
  readonly base: number;
  readonly declarations: readonly Declaration[];
}

/** Files begin at multiples of it, so that most keystrokes move none of them. */
const STEP = 1 << 16;

/** Where the first imported file lies behind a text of some length. */
export function baseBehind(length: number): number {
  return Math.ceil((length + 1) / STEP) * STEP;
}

/** `name`: the file's own, without a folder. */
export function joinImports(
  text: string,
  parsed: ParsedText,
  catalog: Catalog,
  name: string | undefined,
): JoinedText {
  const imports = loadImports(text, parsed.tree, catalog, name);
  if (imports.files.length === 0) return { text, parsed, parts: [], imports };
  let joined = text;
  const parts: JoinedPart[] = [];
  const moved = imports.files.map((file) => {
    const base = baseBehind(joined.length);
    joined = joined.padEnd(base) + file.text;
    const one = moveFile(file.parsed, base, folderOf(file.path));
    parts.push({ file, base, declarations: one.declarations });
    return one;
  });
  const tree: FileNode = {
    ...parsed.tree,
    declarations: [...parsed.tree.declarations, ...moved.flatMap((one) => one.declarations)],
    comments: [...parsed.tree.comments, ...moved.flatMap((one) => one.comments)],
  };
  return {
    text: joined,
    parsed: {
      ...parsed,
      tree,
      problems: [...parsed.problems, ...moved.flatMap((one) => one.problems)],
      misread: [...parsed.misread, ...moved.flatMap((one) => one.misread)],
      strays: [...parsed.strays, ...moved.flatMap((one) => one.strays)],
      conflicts: [...parsed.conflicts, ...moved.flatMap((one) => one.conflicts)],
    },
    parts,
    imports,
  };
}

/** The imported file that a place of a joined text lies in; undefined: the analysed one. */
export function partAt(parts: readonly JoinedPart[], offset: number): JoinedPart | undefined {
  return parts.findLast(({ base }) => base <= offset);
}

/** A place of a joined text as one of its file. */
export function placeIn(
  parts: readonly JoinedPart[],
  span: Span,
): { readonly file?: FilePath; readonly span: Span } {
  const part = partAt(parts, span.start);
  if (part === undefined) return { span };
  const { base, file } = part;
  return { file: file.path, span: { start: span.start - base, end: span.end - base } };
}
