import type { Diagnostic } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type {
  ActorItem,
  Comment,
  ConnectionNode,
  EventItem,
  FileNode,
  FunnelNode,
  JoinItem,
  LetItem,
  NameNode,
  SegmentNode,
  SourceItem,
  SourceNode,
  TimeItem,
} from "../syntax/ast.ts";
import type { Catalog, ColumnInfo, Need, TableLocation } from "./catalog.ts";
import type { ParamModel } from "./model.ts";
import type { Preset } from "./presets/preset.ts";
import type { Reference, SymbolId } from "./references.ts";
import type { NeededItem, SourceShape } from "./shapes.ts";

/** What the declarations of a file are called and what has been found out about them. */
export interface Scope {
  readonly text: string;
  readonly file: FileNode;
  readonly catalog: Catalog;
  readonly sources: ReadonlyMap<string, SourceEntry>;
  readonly segments: ReadonlyMap<string, SegmentNode>;
  /** The names of those that funnels over different sources use. */
  readonly sharedSegments: ReadonlySet<string>;
  /** In the order of the text, also those of equal names. */
  readonly allSources: readonly SourceEntry[];
  /** Sources whose name is missing. */
  readonly namelessSources: number;
  readonly funnels: readonly FunnelNode[];
  readonly connections: ReadonlyMap<string, ConnectionNode>;
  /** Those that have a value, with the one that counts. */
  readonly params: ReadonlyMap<string, ParamModel>;
  /** What is set from outside, as written, by the names of params. */
  readonly outside: ReadonlyMap<string, string>;
  report(problem: Diagnostic): void;
  /** Whether a statement there could be read only in part, so that nothing is said of what is missing. */
  hasMisread(span: Span): boolean;
  /** What stands there can't run, for a reason that is reported elsewhere. */
  fail(span: Span): void;
  need(need: Need): void;
  refer(reference: Reference): void;
  /** Tells imported files apart, which lie behind the text: 0 is the analysed one. */
  fileAt(offset: number): number;
}

/** A source with the statements that count: its own first, then its preset's, then those inferred. */
export interface SourceEntry {
  readonly node: SourceNode;
  readonly name: string;
  readonly nameNode: NameNode;
  readonly location: TableLocation | undefined;
  /** That of its preset; events where nothing, or nothing known, is said. */
  readonly shape: SourceShape;
  readonly preset: Preset | undefined;
  /** All that count, in the order of the text; behind them those that nobody wrote. */
  readonly items: readonly SourceItem[];
  /** Of these, those that nobody wrote; their places are the preset's or the source's name. */
  readonly added: readonly SourceItem[];
  /** Columns that the preset needs and the table doesn't have. */
  readonly lacking: readonly string[];
  /** What was taken from the names and types of columns. */
  readonly inferred: readonly InferredItem[];
  /** What the shape needs and nothing says. */
  readonly missing: readonly NeededItem[];
  /** The data may still tell what is missing: they aren't known yet, or can't be read. */
  readonly isUndecided: boolean;
  readonly actor: ActorItem | undefined;
  readonly time: TimeItem | undefined;
  readonly event: EventItem | undefined;
  readonly lets: ReadonlyMap<string, LetItem>;
  /** By the names of the lookups. */
  readonly joins: ReadonlyMap<string, JoinItem>;
  /** As they are after `each`. Undefined: not known (yet). */
  readonly columns: readonly ColumnInfo[] | undefined;
}

/** A statement that a source doesn't have and that holds for it: shown where it would stand. */
export interface InferredItem {
  readonly source: string;
  /** The source's name. */
  readonly span: Span;
  /** An offset in the source: after the brace, or at the end where it has no block. */
  readonly at: number;
  /** As it would be written: `actor user_id`. */
  readonly text: string;
  /** By the column's name; as the only column of times; by a name that its few values confirm. */
  readonly reason: "name" | "type" | "values";
}

export function sourceSymbol(source: SourceEntry): SymbolId {
  return { kind: "source", name: source.name, declaration: source.nameNode.span };
}

export function referTo(scope: Scope, target: SymbolId, name: NameNode): void {
  scope.refer({ span: name.span, target, isDeclaration: false });
}

/** The text of a place on one line: without comments, runs of white space as one space. */
export function plainText(scope: Scope, span: { start: number; end: number }): string {
  let result = "";
  let at = span.start;
  const { comments } = scope.file;
  for (let next = firstFrom(at, comments); next < comments.length; next++) {
    const comment = comments[next]?.span;
    if (!comment || comment.end > span.end) break;
    result += `${scope.text.slice(at, comment.start)} `;
    at = comment.end;
  }
  return (result + scope.text.slice(at, span.end)).replace(/\s+/g, " ").trim();
}

/** The index of the first comment that begins at or behind a place: a large file has thousands. */
function firstFrom(offset: number, comments: readonly Comment[]): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
