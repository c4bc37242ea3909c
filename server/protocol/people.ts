/** The people behind a result: lists that are paged through, why one is where they are, and what is saved. */

/**
 * What a result was computed of. Whoever asks for its people hands it back, so that nobody sees other
 * people than those that were counted.
 */
export interface Basis {
  /** Of its definition in the text; labels and places in it don't count. */
  readonly definition: string;
  /** Of the data, by the names of the sources. */
  readonly data: Readonly<Record<string, string>>;
}

/** Names a result: the funnel or study of a document, as it was run. */
export interface ResultId {
  readonly uri: string;
  readonly funnel: string;
  readonly basis: Basis;
}

/** Whose people can be asked for. */
export interface PeopleOffer {
  readonly basis: Basis;
  /** Of a funnel: its stages, as the report has them. */
  readonly stages: readonly StageOffer[];
  /** Of a study: whether it is a list of people. */
  readonly list?: "audience" | "score";
}

export interface StageOffer {
  /** The name that the text gives it. */
  readonly stage: string;
  /** Not where it is counted already. */
  readonly reached: boolean;
  /** Some can be lost before it: not the first one, nor an optional one. */
  readonly dropped: boolean;
}

/** Lists people. The list stays as it is until it is closed, whatever happens to the data. */
export const openPeople = "funnel/people";

export interface OpenPeopleParams extends ResultId {
  readonly of: PeopleChoice;
  /** Absent: by the time of their entry, or of a score the highest first. */
  readonly order?: { readonly column: string; readonly descending?: true };
  /** The key of a reason: only those who stopped for it. */
  readonly reason?: string;
}

export type PeopleChoice =
  | { readonly kind: "reached" | "dropped"; readonly stage: string }
  /** Of an audience or a score, which the result is of. */
  | { readonly kind: "study" };

export type OpenPeopleResult = PeopleList | Refusal;

export interface PeopleList {
  readonly kind: "list";
  readonly list: string;
  readonly total: number;
  /** "3,370 stopped before Paid" */
  readonly title: string;
  readonly columns: readonly PeopleColumnInfo[];
  /** Of those who were lost, whichever reason was asked for. */
  readonly reasons: readonly {
    readonly key: string;
    /** "12 too late for the window" */
    readonly text: string;
  }[];
  /** The first of them. */
  readonly rows: readonly PersonRow[];
}

export interface PeopleColumnInfo {
  /** For `order`. */
  readonly id: string;
  readonly title: string;
  readonly isNumber: boolean;
}

/** A cell a column. The first one is the actor as the data call it. */
export type PersonRow = readonly string[];

/** Neither list nor file came of a request; said in the user's language. */
export interface Refusal {
  readonly kind: "refused";
  /** The text or the data aren't those of the result any more. */
  readonly isStale: boolean;
  readonly code: string;
  readonly message: string;
}

/** Some of the people of a list that is open. */
export const readPeople = "funnel/peopleRows";

export interface ReadPeopleParams {
  readonly list: string;
  readonly offset: number;
  readonly limit: number;
}

export type ReadPeopleResult =
  | { readonly kind: "rows"; readonly rows: readonly PersonRow[] }
  | Refusal;

/** Nobody looks at a list any more. There is nothing to answer. */
export const closePeople = "funnel/closePeople";

export interface ClosePeopleParams {
  readonly list: string;
}

/** Why one actor is where they are. */
export const explainActor = "funnel/explain";

export interface ExplainActorParams extends ResultId {
  readonly actor: string;
}

export type ExplainActorResult =
  | {
      readonly kind: "explained";
      /** "Signup · u42" */
      readonly title: string;
      /** `chosen`: "→ Paid", the stage that the row stands for; else empty. */
      readonly rows: readonly {
        readonly time: string;
        readonly event: string;
        readonly chosen: string;
      }[];
      /** "… and 20 more rows"; empty where all are there. */
      readonly more: string;
      readonly sentences: readonly string[];
    }
  | Refusal;

/** Writes the people of a list to a file, as they are listed. */
export const savePeople = "funnel/savePeople";

export interface SavePeopleParams {
  readonly list: string;
  /** Absolute. */
  readonly path: string;
}

export type SaveResult = { readonly kind: "saved" } | Refusal;
