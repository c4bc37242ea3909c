/** Figures as a table of a spreadsheet: numbers are numbers, with all their digits. */
export interface Sheet {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** A cell a column; null: there is no figure. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface SheetColumn {
  /** As the JSON result calls it, or the text of a split. */
  readonly key: string;
  readonly title: string;
  /** Numbers that people read as percentages. They are written as parts of one all the same. */
  readonly isShare: boolean;
}

export type Cell = string | number | null;

/** A record of a result: of its entries those that are numbers, texts, intervals and records of these. */
export type Figures = Readonly<Record<string, unknown>>;

/** What a record adds before its own figures, under headings of its own. */
export interface Before {
  readonly title: string;
  readonly value: string | null;
}

/** The words of sheets in one language. */
export interface SheetWords {
  /** By the key of a column, as in the JSON result with its ends: `interval_low`. */
  readonly headings: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<SheetName, string>>;
  /** Of cells that are one of a few codes in the JSON result: by the key of the column, then by the code. */
  readonly codes: Readonly<Record<CodeColumn, Readonly<Record<string, string>>>>;
  exit(name: string): string;
  readonly yes: string;
  readonly no: string;
  /** In the column of a split: whatever its value. */
  readonly all: string;
  readonly none: string;
}

/** Without those that the report has. */
export type OwnSheetWords = Omit<SheetWords, "none" | "exit" | "codes"> & {
  readonly codes: Pick<SheetWords["codes"], "unit" | "kind" | "of">;
};

export type CodeColumn = "reason" | "status" | "otherwise" | "unit" | "kind" | "of";

export type SheetName =
  | "stages"
  | "positions"
  | "reasons"
  | "trend"
  | "forecast"
  | "compare"
  | "measures"
  | "expectations"
  | "cohorts"
  | "variants"
  | "signals"
  | "deciles"
  | "grades"
  | "weights"
  | "rules"
  | "scenario"
  | "audience";

export interface SheetRow {
  readonly before?: readonly Before[];
  readonly figures: Figures;
}

/**
 * A sheet of records: a column for each figure that any of them has, in the order in which they come.
 * An interval becomes two columns, a record within a record has its name before its figures.
 */
export function sheetOf(name: SheetName, records: readonly SheetRow[], words: SheetWords): Sheet {
  const added = records[0]?.before?.map(({ title }) => title) ?? [];
  const flat = records.map(({ figures }) => new Map(flatten(figures, words)));
  const keys = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const isEmpty = (key: string): boolean => flat.every((row) => (row.get(key) ?? null) === null);
  // Where it is missing, an interval or a record leaves its own name behind, and nothing else.
  const known = keys
    .filter((key) => key in words.headings || !isEmpty(key))
    .filter((key) => !(isEmpty(key) && keys.some((other) => other.startsWith(`${key}_`))));
  return {
    title: words.titles[name],
    columns: [
      ...added.map((title) => ({ key: title, title, isShare: false })),
      ...known.map((key) => ({
        key,
        title: words.headings[key] ?? key,
        isShare: isShare(key, name),
      })),
    ],
    rows: records.map(({ before = [] }, index) => [
      ...before.map(({ value }) => value),
      ...known.map((key) => inWords(key, flat[index]?.get(key) ?? null, words)),
    ]),
  };
}

/** A code as people say it; what isn't one stays. */
function inWords(key: string, cell: Cell, { codes }: SheetWords): Cell {
  if (typeof cell !== "string" || !isCodeColumn(key, codes)) return cell;
  return Object.hasOwn(codes[key], cell) ? (codes[key][cell] ?? cell) : cell;
}

function isCodeColumn(key: string, codes: SheetWords["codes"]): key is CodeColumn {
  return Object.hasOwn(codes, key);
}

function flatten(figures: Figures, words: SheetWords, prefix = ""): [string, Cell][] {
  return Object.entries(figures).flatMap(([key, value]): [string, Cell][] => {
    const path = `${prefix}${key}`;
    if (value === null || typeof value === "string" || typeof value === "number") {
      return [[path, value]];
    }
    if (typeof value === "boolean") return [[path, value ? words.yes : words.no]];
    if (Array.isArray(value)) {
      const [low, high] = value as readonly unknown[];
      const isInterval = value.length === 2 && typeof low === "number" && typeof high === "number";
      return isInterval
        ? [
            [`${path}_low`, low],
            [`${path}_high`, high],
          ]
        : [];
    }
    return typeof value === "object" && value !== null
      ? flatten(Object.fromEntries(Object.entries(value)), words, `${path}_`)
      : [];
  });
}

/** Odds aren't shares, and neither are their intervals. */
function isShare(key: string, sheet: SheetName): boolean {
  if (sheet === "signals" || sheet === "weights" || sheet === "measures") return false;
  return /^(conversion|share|scenario_share|interval|kaplan_meier|predicted|best|against_control_(difference|interval|lift))/.test(
    key,
  );
}
