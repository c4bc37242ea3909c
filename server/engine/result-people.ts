/** People of a stage, by the time of their entry, then by name: some of them, from `offset` on. */
export interface PeoplePage {
  /** How many there are in all. */
  readonly total: number;
  readonly offset: number;
  /** The texts of the funnel's splits, whose values each has. */
  readonly splits: readonly string[];
  /** Of those who dropped, before a choice among the reasons: how many for each, the commonest first. */
  readonly reasons?: readonly ReasonCount[];
  readonly people: readonly Person[];
}

export interface ReasonCount {
  readonly reason: string;
  readonly exit?: string;
  readonly count: number;
}

/** Of attempts, where these are counted: then somebody may stand here several times. */
export interface Person {
  readonly actor: string;
  /** When they entered, in UTC; null: rows have no times. */
  readonly entered: string | null;
  /** Of the stage's row: of who dropped that of the last required one before it. */
  readonly time: string | null;
  /** From the entry to `time`. */
  readonly seconds: number | null;
  /** One a split. */
  readonly values: readonly (string | null)[];
  /**
   * Only of who dropped: as in the ledger, where `rest` stands for `other` and `nothing` of very many rows. An
   * exit has its name.
   */
  readonly reason?: string;
  readonly exit?: string;
  /** Only of a score: null where its column has none. `time` is then when the goal was reached, if it was. */
  readonly score?: number | null;
  /** Of a score with grades; null without one. */
  readonly grade?: string | null;
}

/** How a list of people is written to a file. */
export interface PeopleForm {
  readonly kind: "people" | "dropped" | "score";
  /** The texts of the splits. */
  readonly splits: readonly string[];
  /** Of a score: whether it has grades. */
  readonly hasGrades: boolean;
}

/** Of such a file; times are in ISO form. */
export interface ListColumn {
  readonly name: string;
  readonly type: "text" | "number" | "time";
  readonly of: (person: Person) => string | number | null;
}

/** Why an actor is where they are. */
export interface ExplainResult {
  readonly version: 1;
  readonly kind: "explain";
  readonly funnel: string;
  readonly actor: string;
  readonly as_of: string | null;
  /** All rows of the actor that the funnel looks at, by time. */
  readonly rows: readonly ExplainedRow[];
  /** The chosen one, or each where attempts are counted, by entry. Empty: never entered. */
  readonly attempts: readonly ExplainedAttempt[];
  /** Left out by a `without … else drop actor`. */
  readonly dropped?: true;
}

export interface ExplainedRow {
  /** UTC; null where rows have no times. */
  readonly time: string | null;
  readonly event: string;
  /** The stages and exits that it matches. */
  readonly stages: readonly string[];
  readonly exits?: readonly string[];
}

/** Rows by their place in the list of rows. */
export interface ExplainedAttempt {
  readonly stages: readonly { readonly name: string; readonly row: number }[];
  readonly converted: boolean;
  /** Absent where all was reached. */
  readonly stopped?: ExplainedStop;
  /** Order `independent`: the further stages that it stopped before. */
  readonly also?: readonly ExplainedStop[];
}

export interface ExplainedStop {
  /** The required stage that it stopped before; in order `any` one of those that are missing. */
  readonly stage: string;
  /** As in the ledger; `other` and `nothing` told apart. */
  readonly reason: string;
  readonly exit?: string;
  /** Of the exit, of what came before, of the next later row; of who still has time, the entry that has it. */
  readonly row?: number;
  /** Of `several`: the kinds of rules that stand in the way together, the first blamed first. */
  readonly rules?: readonly string[];
  /** What would have been reached if no rule had stood in the way. */
  readonly near?: {
    readonly stages: readonly { readonly name: string; readonly row: number }[];
    /** The stage whose limit it breaks, and by how much. */
    readonly stage?: string;
    readonly seconds?: number;
    /** The row that a `without` forbids. */
    readonly forbidden?: number;
  };
}
