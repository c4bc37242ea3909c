import type { Diagnostic } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type {
  ActorItem,
  EventItem,
  FileNode,
  FunnelNode,
  LetItem,
  NameNode,
  ParamDeclaration,
  SegmentNode,
  SourceNode,
  TimeItem,
} from "../syntax/ast.ts";
import type { Catalog, ColumnInfo, Need, TableLocation } from "./catalog.ts";
import type { Reference, SymbolId } from "./references.ts";

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
  readonly params: readonly ParamDeclaration[];
  report(problem: Diagnostic): void;
  /** Whether a statement there could be read only in part, so that nothing is said of what is missing. */
  hasMisread(span: Span): boolean;
  /** What stands there can't run, for a reason that is reported elsewhere. */
  fail(span: Span): void;
  need(need: Need): void;
  refer(reference: Reference): void;
}

/** A source with the statements that count: the first of each kind. */
export interface SourceEntry {
  readonly node: SourceNode;
  readonly name: string;
  readonly nameNode: NameNode;
  readonly location: TableLocation | undefined;
  readonly actor: ActorItem | undefined;
  readonly time: TimeItem | undefined;
  readonly event: EventItem | undefined;
  readonly lets: ReadonlyMap<string, LetItem>;
  /** Undefined: not known (yet). */
  readonly columns: readonly ColumnInfo[] | undefined;
  /** Has a statement that this version only reads over, so that nothing is said of what is missing. */
  readonly isPartial: boolean;
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
  for (const comment of scope.file.comments) {
    if (comment.span.start < at || comment.span.end > span.end) continue;
    result += `${scope.text.slice(at, comment.span.start)} `;
    at = comment.span.end;
  }
  return (result + scope.text.slice(at, span.end)).replace(/\s+/g, " ").trim();
}
