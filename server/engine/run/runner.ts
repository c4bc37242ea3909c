import type {
  AudienceModel,
  ActorSource,
  ColumnInfo,
  ColumnValues,
  Diagnostic,
  EventOrder,
  FilledRows,
  LookupSource,
  OrderColumns,
  ScoreModel,
  SourceModel,
  TableInfo,
  TableLocation,
} from "../../../language/index.ts";
import type { Outcome } from "../errors.ts";
import type {
  ExplainResult,
  FunnelResult,
  PeopleForm,
  PeoplePage,
  StudyResult,
} from "../result.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import type { TotalsPart } from "../plan/totals.ts";
import type { ComputableStudy } from "../plan/computable-study.ts";

/**
 * What answers questions about data. `run/host.ts` implements it over a child process, which holds
 * the database; nothing else of the product does.
 *
 * Every request can be cancelled by its signal, and then ends within three seconds with a failure of
 * kind "cancelled", whatever the data or the file system do.
 */
export interface Runner {
  /** Columns and types of a table. A table that can't be read is an answer too ({@link TableInfo}). */
  describe(
    place: Place,
    location: TableLocation,
    signal?: AbortSignal,
  ): Promise<Outcome<TableInfo>>;
  /** The most frequent values of a column, as text, and the ends of its range. */
  values(
    place: Place,
    location: TableLocation,
    column: readonly string[],
    signal?: AbortSignal,
  ): Promise<Outcome<ColumnValues>>;
  /** On how many rows of each value of `by` a column is filled. */
  filled(
    place: Place,
    location: TableLocation,
    column: readonly string[],
    by: readonly string[],
    signal?: AbortSignal,
  ): Promise<Outcome<readonly FilledRows[]>>;
  /** How many actors did each event, and when: for drafts. */
  order(
    place: Place,
    location: TableLocation,
    columns: OrderColumns,
    signal?: AbortSignal,
  ): Promise<Outcome<EventOrder>>;
  /** The first rows of a table, for people to look at. */
  rows(
    place: Place,
    location: TableLocation,
    count: number,
    signal?: AbortSignal,
  ): Promise<Outcome<TableRows>>;
  run(request: RunRequest, options?: RunOptions): Promise<Outcome<FunnelRun>>;
  runStudy(request: StudyRequest, options?: RunOptions): Promise<Outcome<StudyRun>>;
  /** Why one actor is where they are. */
  explain(request: ExplainRequest, options?: RunOptions): Promise<Outcome<ExplainResult>>;
  /** The people of a stage, page by page, or the pieces of a file of them; the outcome is the last page. */
  people(request: PeopleRequest, options?: PeopleOptions): Promise<Outcome<PeoplePage>>;
  /** Ends the child process and removes its temporary files. */
  close(): Promise<void>;
}

/** Rows as texts, shortened where they are long; null: missing. */
export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Where a file lies, and which folder its paths may not leave. Absolute. */
export interface Place {
  /** The `.funnel` file (it need not exist: an unsaved text has the folder it would be saved in). */
  readonly file: string;
  readonly root: string;
  /** Folders of this machine outside of it, by the name that paths call them: `exports:deals.csv`. */
  readonly folders?: Readonly<Record<string, string>>;
}

export interface RunRequest {
  /**
   * Whether those who are lost are told apart by what they did next, which takes another look at all
   * rows, or only counted. Absent: `named` unless there are very many rows.
   */
  readonly reasons?: "named" | "counts";
  readonly place: Place;
  readonly funnel: ComputableFunnel;
  /** Those that the funnel names, in its order. */
  readonly sources: readonly ActorSource[];
  /** Those that the sources join, each once. */
  readonly lookups?: readonly LookupSource[];
  /** The stages before those of the funnel, which are counted already; absent: there are none. */
  readonly totals?: TotalsPart;
  /** Those that measures sum up costs or values of, and what they join. */
  readonly amounts?: {
    readonly sources: readonly SourceModel[];
    readonly lookups: readonly LookupSource[];
  };
  /** Later rows are left out; an instant in ISO form. */
  readonly asOf?: string;
}

/** As for a funnel, which is the one whose rows the study reads. */
export interface StudyRequest extends RunRequest {
  readonly study: ComputableStudy;
}

export interface ExplainRequest extends RunRequest {
  /** As text. */
  readonly actor: string;
  readonly known?: KnownData;
}

/**
 * The fingerprints of the sources of a result whose people are asked for, by their names: where the data
 * are others by now the request fails with FNL5251.
 */
export type KnownData = Readonly<Record<string, string>>;

/** Whose people: who reached a stage, who dropped before it, who left by an exit, who is in an audience. */
export type PeopleOf =
  | { readonly kind: "reached" | "dropped"; readonly stage: string }
  | { readonly kind: "left"; readonly exit: string }
  /** Actors, also where the funnel counts attempts. */
  | { readonly kind: "audience"; readonly audience: AudienceModel["of"] }
  /** All who entered, the highest score first. Actors, too. */
  | { readonly kind: "score"; readonly score: ScoreModel };

export interface PeopleRequest extends RunRequest {
  readonly of: PeopleOf;
  /** From which on, in the order of the pages; absent: the first. */
  readonly offset?: number;
  /** How many; absent: all. */
  readonly limit?: number;
  readonly known?: KnownData;
  /** Absent: by the time of their entry, or of a score the highest first. */
  readonly order?: PeopleOrder;
  /** They come as the bytes of a Parquet file, not as pages. */
  readonly parquet?: PeopleForm;
  /** Only those who stopped for this reason; `exit` with the name of one. */
  readonly only?: { readonly reason: string; readonly exit?: string };
}

export interface PeopleOrder {
  readonly by: PeopleColumn;
  readonly descending?: true;
}

/** What is known of people; `split` with the place of one among those of the funnel. */
export type PeopleColumn =
  | "actor"
  | "entered"
  | "time"
  | "seconds"
  | "reason"
  | "score"
  | { readonly split: number };

export interface PeopleOptions extends RunOptions {
  /** The next page comes when the promise is fulfilled. */
  readonly onPage?: (page: PeoplePage) => Promise<void>;
  /** The next piece of the file comes when the promise is fulfilled. */
  readonly onBytes?: (bytes: Uint8Array) => Promise<void>;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly phase: "starting" | "reading" | "computing";
  /** 0 to 1, where it can be told. */
  readonly fraction?: number;
}

export interface FunnelRun {
  /** Complete but for the lines of its diagnostics. */
  readonly result: FunnelResult;
  /** The diagnostics of the result with their places in the text, to be worded in any language. */
  readonly diagnostics: readonly Diagnostic[];
  /** The statement that reads the rows, for people to look at. */
  readonly sql: string;
  /** Wall-clock time from the request to the result. Not part of the result: it differs each time. */
  readonly milliseconds: number;
  /** It was computed before, of the same definition over the same data. */
  readonly fromCache?: true;
}

/** As of a funnel. */
export interface StudyRun extends Omit<FunnelRun, "result"> {
  readonly result: StudyResult;
}

export type { ColumnInfo, ColumnValues, TableInfo };
