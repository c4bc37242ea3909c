/**
 * The diagnostics of data (FNL5xxx). From 5001 on: why data can't be read. From 5101 on: what a run has
 * to say about its rows. `path` is as written or relative to the workspace folder. A `suggestion` is
 * empty where there is none.
 */
export interface DataDiagnosticParams {
  /** The file can't be read, for a reason of the system. */
  FNL5001: { readonly path: string; readonly reason: string };
  /** There is no such file. */
  FNL5002: { readonly path: string; readonly suggestion: string };
  /** No file fits the wildcards. */
  FNL5003: { readonly path: string };
  /** An absolute path, one of the home folder, an address. */
  FNL5004: { readonly path: string };
  /** The path leaves the workspace folder. */
  FNL5005: { readonly path: string };
  /** A folder, not a file. */
  FNL5006: { readonly path: string };
  /** A pipe, a device, a socket. */
  FNL5007: { readonly path: string };
  /** No permission. */
  FNL5008: { readonly path: string };
  /** The name says that it is something else. */
  FNL5009: { readonly path: string; readonly extension: string };
  /** The content isn't what the name says. `content`: zip, xlsx, html, parquet, gzip, zstd, pdf, sqlite, utf-16, binary. */
  FNL5010: { readonly path: string; readonly extension: string; readonly content: string };
  /** The pointer that Git LFS puts in the place of a file. */
  FNL5011: { readonly path: string };
  /** No bytes at all. */
  FNL5012: { readonly path: string };
  /** Not UTF-8; `encoding`: what it looks like, else empty. */
  FNL5013: { readonly path: string; readonly line: number; readonly encoding: string };
  /** An encoding nobody knows. */
  FNL5014: { readonly encoding: string };
  /** JSON that isn't. `line`: 0 where it isn't known. */
  FNL5015: { readonly path: string; readonly line: number };
  /** A Parquet, Excel or compressed file that is cut off or damaged. */
  FNL5016: { readonly path: string; readonly kind: string };
  /** Files of several kinds under one path. */
  FNL5017: { readonly path: string; readonly first: string; readonly second: string };
  /** A CSV with a single column, though the source needs several. */
  FNL5018: { readonly path: string; readonly column: string };
  /** A column isn't there. */
  FNL5019: { readonly path: string; readonly column: string; readonly suggestion: string };
  /** Dates that can be read in two ways. */
  FNL5020: {
    readonly column: string;
    readonly example: string;
    readonly first: string;
    readonly second: string;
  };
  /** Times in a form that has to be said; `format`: the likely one, else empty. */
  FNL5021: { readonly column: string; readonly example: string; readonly format: string };
  /** The form that is said fits no time. */
  FNL5022: { readonly column: string; readonly example: string; readonly format: string };
  /** The files changed while they were read, and again. */
  FNL5023: { readonly path: string };
  /** A format that can't be used. */
  FNL5024: { readonly format: string; readonly reason: string };
  /** A pattern of `matches` that can't be used. */
  FNL5025: { readonly pattern: string; readonly reason: string };
  /** Most lines don't fit. */
  FNL5026: { readonly path: string; readonly rejected: number; readonly line: number };
  /** Columns of several files can't be joined. */
  FNL5027: { readonly path: string; readonly column: string };
  /** Not enough memory or room for temporary files. */
  FNL5028: { readonly limit: string };
  /** The user stopped it. */
  FNL5029: Readonly<Record<never, never>>;
  /** The process that reads data ended. */
  FNL5030: { readonly reason: string };
  /** A mistake of ours. */
  FNL5031: { readonly reason: string };
  /** More files than can be looked at. */
  FNL5032: { readonly path: string; readonly limit: number };
  /** A point in time that can't be read. */
  FNL5033: { readonly text: string };
  /** Somebody who isn't in the data; `suggestion` is empty where nobody is near. */
  FNL5230: { readonly actor: string; readonly suggestion: string };
  /** Somebody none of whose rows a funnel looks at. */
  FNL5231: { readonly actor: string };
  /** What is asked about, or to be saved, isn't what was run. */
  FNL5250: Readonly<Record<never, never>>;
  /** The same of the data. */
  FNL5251: { readonly source: string };
  /** What was to be saved can't be written. */
  FNL5252: { readonly path: string; readonly reason: string };
  /** People whose list was closed, or made by a server that ended. */
  FNL5253: Readonly<Record<never, never>>;
  /** A picture of a result that has none. */
  FNL5254: Readonly<Record<never, never>>;
  /** The workspace isn't trusted. */
  FNL5034: Readonly<Record<never, never>>;
  /** A text that lies in no folder of this machine. */
  FNL5035: Readonly<Record<never, never>>;
  /** A key that stands in several rows of a lookup. */
  FNL5040: {
    readonly lookup: string;
    readonly column: string;
    readonly key: string;
    readonly count: number;
  };
  /** A workbook has no such sheet; `sheets`: those that it has. */
  FNL5041: {
    readonly path: string;
    readonly sheet: string;
    readonly suggestion: string;
    readonly sheets: string;
  };
  /** A workbook of before 2007, or one with a password. */
  FNL5042: { readonly path: string };
  /** No folder of this machine is called so; `folders`: those that are named. */
  FNL5044: { readonly folder: string; readonly suggestion: string; readonly folders: string };
  /** A workbook that unpacks to more than is read. */
  FNL5043: { readonly path: string; readonly megabytes: number };

  /** A stage that no row matches. */
  FNL5101: { readonly stage: string };
  /** Lines that could not be parsed. */
  FNL5102: { readonly source: string; readonly count: number };
  /** Rows without an actor. */
  FNL5103: { readonly source: string; readonly count: number };
  /** Rows without a readable time; `example`: one of the texts, else empty. */
  FNL5104: { readonly source: string; readonly count: number; readonly example: string };
  /** Values that aren't what they are read as count as missing. */
  FNL5105: { readonly source: string; readonly column: string; readonly count: number };
  /** A source without rows. */
  FNL5106: { readonly source: string };
  /** The window is longer than the data. */
  FNL5107: { readonly days: number };
  /** A split whose value most entries lack. Shares of one hundred. */
  FNL5108: { readonly split: string; readonly percent: number };
  /** No row lies in `during`. */
  FNL5109: { readonly first: string; readonly last: string };
  /** The last row lies more than a window after the one before. Whole days. */
  FNL5110: { readonly last: string; readonly days: number };
  /** An `else drop actor` left actors out who would have reached the stage. */
  FNL5140: { readonly stage: string; readonly count: number };
  /** Attempts are counted, of which an actor may have several. */
  FNL5141: Readonly<Record<never, never>>;
  /** Records that did none of their stages. */
  FNL5150: { readonly source: string; readonly count: number };
  /** Nothing has a time, so there are no times between stages. */
  FNL5151: Readonly<Record<never, never>>;
  /** Rows that a stage may have and that have no time, though others have. */
  FNL5153: { readonly stage: string; readonly count: number };
  /** Rows whose key a lookup lacks; `example`: the commonest. */
  FNL5152: {
    readonly source: string;
    readonly lookup: string;
    readonly count: number;
    readonly example: string;
    readonly suggestion: string;
  };
  /** A split by what came of an attempt, where actors have entries under several of its values. */
  FNL5210: { readonly split: string; readonly count: number };
  /** Entries of an inverted funnel with less than a window of data before them. */
  FNL5200: { readonly stage: string; readonly count: number; readonly entered: number };
  /** A trend of more points than anybody reads. */
  FNL5240: { readonly points: number; readonly limit: number };
  /** The period that is compared with begins before the data do. */
  FNL5241: { readonly first: string; readonly from: string };
  /** Amounts of a source without a time, in a funnel with `trend`. */
  FNL5242: { readonly source: string; readonly figure: string };
  /** Rows that a funnel within visits reads and that belong to none: they have no id of one. */
  FNL5211: { readonly count: number };
  /** Amounts in several currencies. */
  FNL5220: { readonly source: string; readonly figure: string; readonly currencies: string };
  /** Amounts of a source without a time, in a funnel with `during`. */
  FNL5221: { readonly source: string; readonly figure: string };
  /** Counts below 0. */
  FNL5280: { readonly source: string; readonly stage: string; readonly count: number };
  /** A stage that is counted more often than what its step comes from. */
  FNL5281: { readonly stage: string; readonly before: string };
  /** Nobody entered under the control of an experiment; `values`: the variants that there are. */
  FNL5290: { readonly control: string; readonly values: string };
  /** Variants that aren't split as planned; `stage` is empty at the entry. */
  FNL5291: { readonly counts: string; readonly stage: string; readonly p: number };
  /** More variants than are compared. */
  FNL5292: { readonly count: number; readonly limit: number };
  /** Too little to learn a score from; `won` and `lost`: of those who are learned from. */
  FNL5300: {
    readonly goal: string;
    readonly won: number;
    readonly lost: number;
    readonly least: number;
  };
  /** Points that nobody had at the entry; `later`: who only had them behind it. */
  FNL5301: { readonly rule: string; readonly later: number };
  /** Nobody can be judged: all entered too recently. */
  FNL5302: { readonly goal: string; readonly immature: number };
}

/** Those that don't stop a run. */
export const dataWarnings = [
  "FNL5101",
  "FNL5102",
  "FNL5103",
  "FNL5104",
  "FNL5105",
  "FNL5106",
  "FNL5107",
  "FNL5108",
  "FNL5109",
  "FNL5110",
  "FNL5140",
  "FNL5150",
  "FNL5152",
  "FNL5200",
  "FNL5210",
  "FNL5211",
  "FNL5220",
  "FNL5221",
  "FNL5240",
  "FNL5241",
  "FNL5242",
  "FNL5281",
  "FNL5290",
  "FNL5291",
  "FNL5292",
  "FNL5300",
  "FNL5301",
  "FNL5302",
] as const;

/** Those that only explain figures. */
export const dataNotes = ["FNL5141", "FNL5151", "FNL5153"] as const;
