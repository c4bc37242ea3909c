import type { Diagnostic } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type { FileNode } from "./ast.ts";
import { keepMending, MAX_LOOKED_AT } from "./mending.ts";
import { type Piece, readPieces } from "./pieces.ts";
import { type ReadText, readText } from "./read.ts";
import { shift } from "./shift.ts";

export interface ParsedText {
  readonly tree: FileNode;
  readonly problems: readonly Diagnostic[];
  /** Statements that could be read only in part, in order. */
  readonly misread: readonly Span[];
  /** Text between declarations that is none, in order. */
  readonly strays: readonly Span[];
  /** Where Git left two versions, of which only one is read. */
  readonly conflicts: readonly Span[];
}

/** Text to tree, whatever the text. */
export function parseText(text: string): ParsedText {
  return createTextParser()(text);
}

/** What is known of a piece wherever it stands, and at the place where it stood last. */
interface Known {
  readonly text: string;
  readonly read: ReadText;
  /** With the fixes that mend something, where so many problems may be looked at. */
  mended?: { readonly allowed: number; readonly looked: number; readonly read: ReadText };
  placed?: { readonly start: number; readonly of: ReadText; readonly read: ReadText };
}

/**
 * A parser that remembers the pieces of the last text: only those that changed are read anew. The tree
 * is the same as `parseText` gives; of a declaration that neither changed nor moved it is the very node.
 */
export function createTextParser(): (text: string) => ParsedText {
  let known = new Map<string, Known>();
  return (text) => {
    const used = new Map<string, Known>();
    const byRead = new Map<ReadText, Known>();
    const pieces = readPieces(text, (piece, doc) => {
      const key = doc === undefined ? piece : `${piece}\0${doc}`;
      const one = used.get(key) ?? known.get(key) ?? { text: piece, read: readText(piece, doc) };
      used.set(key, one);
      byRead.set(one.read, one);
      return one.read;
    });
    known = used;
    return assemble(text, pieces, byRead);
  };
}
