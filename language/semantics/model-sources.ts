import type { Span } from "../text.ts";
import type { TableLocation } from "./catalog.ts";
import type { ColumnPath, RowExpr } from "./model-rows.ts";

/** A source that is read from files. Those on a connection have no model yet: nothing can run them. */
export type SourceModel = EventSource | RecordSource | TotalsSource | LookupSource;

interface Source {
  readonly name: string;
  /** The file that declares it, relative to the analysed one; absent: that one itself. */
  readonly file?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly location: TableLocation;
  readonly locationSpan: Span;
  /** IANA name; times without an offset are in it. */
  readonly timezone: string;
  /** The column of arrays of which each element becomes a row. */
  readonly each?: ColumnPath;
  readonly joins: readonly JoinModel[];
  /** Empty: rows equal in all columns are dropped. Absent: none are. */
  readonly dedupe?: readonly ColumnPath[];
  /** All must hold. */
  readonly where: readonly RowExpr[];
  readonly cost?: RowExpr;
  readonly value?: RowExpr;
  readonly currency?:
    | { readonly kind: "constant"; readonly code: string }
    | { readonly kind: "column"; readonly column: ColumnPath };
}

/** A source whose rows belong to actors, so that a funnel can follow them. */
export type ActorSource = EventSource | RecordSource;

/** Who the rows belong to. */
interface WithActors {
  /** Together they name the actor; empty: each row is an actor of its own. */
  readonly actor: readonly ColumnPath[];
  readonly actorSpan: Span;
  /** The word for actors, as `"deals"`. */
  readonly actorWord?: string;
  readonly session?: SessionModel;
}

/** One row an event. */
export interface EventSource extends Source, WithActors {
  readonly shape: "events";
  readonly time: TimeModel;
  readonly timeSpan: Span;
  readonly event:
    | { readonly kind: "column"; readonly column: ColumnPath }
    | { readonly kind: "constant"; readonly name: string };
  readonly eventSpan: Span;
}

/** One row an entity, with a date or a condition for each stage. */
export interface RecordSource extends Source, WithActors {
  readonly shape: "records";
  /** For stages that are conditions; absent: those have no time. */
  readonly time?: TimeModel;
  readonly stages: readonly RecordStage[];
}

export interface RecordStage {
  readonly event: string;
  readonly span: Span;
  /** A date: happened then, where it isn't missing. A condition: happened where it holds. */
  readonly kind: "date" | "condition";
  readonly value: RowExpr;
  /** Only where this holds too. */
  readonly where?: RowExpr;
}

/** Rows that are counted already; they have no actors. */
export interface TotalsSource extends Source {
  readonly shape: "totals";
  readonly time?: TimeModel;
  readonly totals: readonly {
    readonly event: string;
    readonly column: ColumnPath;
    readonly span: Span;
  }[];
}

/** One row a key, to be joined. */
export interface LookupSource extends Source {
  readonly shape: "lookup";
}

export interface TimeModel {
  readonly column: ColumnPath;
  readonly format?: string;
}

/** A lookup's columns, written `name.column`. */
export interface JoinModel {
  readonly lookup: string;
  /** Of this source. */
  readonly column: ColumnPath;
  /** Of the lookup. */
  readonly key: ColumnPath;
  readonly span: Span;
}

/** What a visit is: rows of one id, or a run of rows none more than the gap after the one before. */
export type SessionModel =
  | { readonly kind: "column"; readonly column: ColumnPath }
  /** Microseconds. */
  | { readonly kind: "gap"; readonly gap: number };

export interface ConnectionModel {
  readonly name: string;
  /** The file that declares it; absent: the analysed one. So too of a param. */
  readonly file?: string;
  readonly engine: "clickhouse";
  readonly span: Span;
  readonly nameSpan: Span;
  /** The variables of the environment that hold the values; never the values. */
  readonly variables: Readonly<Partial<Record<"url" | "user" | "password" | "database", string>>>;
}

/** A value that can be set from outside. */
export interface ParamModel {
  readonly name: string;
  readonly file?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly type: "number" | "share" | "duration" | "text" | "time";
  /** What it is in this analysis: the value of the text, or the one set from outside. */
  readonly value: RowExpr;
}
