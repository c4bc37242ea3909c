import type { ParsedText } from "../../syntax/parse.ts";
import type { Declaration } from "../../syntax/ast.ts";
import { shift } from "../../syntax/shift.ts";
import type { Span } from "../../text.ts";
import { joinLocation } from "./paths.ts";

/** What a file declares, moved to its place behind the analysed text. */
export interface MovedFile {
  readonly declarations: readonly Declaration[];
  readonly comments: ParsedText["tree"]["comments"];
  readonly problems: ParsedText["problems"];
  readonly misread: readonly Span[];
  readonly strays: readonly Span[];
  readonly conflicts: readonly Span[];
}

interface Moved {
  readonly base: number;
  readonly folder: string;
  readonly file: MovedFile;
}

/** The last place of each file: it seldom changes while one types. */
const moved = new WeakMap<ParsedText, Moved>();

/** A parsed file with its spans moved by `base`, and the paths of its data as from the analysed file. */
export function moveFile(parsed: ParsedText, base: number, folder: string): MovedFile {
  const known = moved.get(parsed);
  if (known?.base === base && known.folder === folder) return known.file;
  const file: MovedFile = {
    declarations: parsed.tree.declarations
      .filter((node) => node.kind !== "import")
      .map((node) => relocate(shift(node, base), folder)),
    comments: shift(parsed.tree.comments, base),
    problems: shift(parsed.problems, base),
    misread: shift(parsed.misread, base),
    strays: shift(parsed.strays, base),
    conflicts: shift(parsed.conflicts, base),
  };
  moved.set(parsed, { base, folder, file });
  return file;
}

function relocate(node: Declaration, folder: string): Declaration {
  if (node.kind !== "source" || node.location === undefined) return node;
  const value = joinLocation(folder, node.location.value);
  return { ...node, location: { ...node.location, value } };
}
