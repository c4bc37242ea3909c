import type { Locale } from "../messages/index.ts";
import { translated } from "../messages/translated.ts";
import type { StepFigure } from "../semantics/figures.ts";
import type { FunctionName } from "../semantics/model.ts";

/** A function over the columns of a row, or a figure over a funnel's result. */
export interface FunctionDoc {
  readonly name: string;
  readonly signature: string;
  /** What completion inserts. */
  readonly snippet: string;
  readonly doc: (locale: Locale) => string;
}

/** What each gives, in one language. */
export interface FunctionDocs {
  readonly rows: Readonly<Record<FunctionName, string>>;
  readonly figures: Readonly<Record<FigureName, string>>;
}

type FigureName = "actors" | StepFigure;

/** In English; the Russian documentation is in `functions-ru.ts`. */
type Row = readonly [signature: string, doc: string];

const rowFunctions: Readonly<Record<FunctionName, Row>> = {
  lower: ["lower(text)", "In small letters."],
  upper: ["upper(text)", "In capital letters."],
  trim: ["trim(text)", "Without blanks at both ends."],
  length: ["length(text)", "The number of characters."],
  replace: ["replace(text, from, to)", "With every occurrence of one text replaced by another."],
  abs: ["abs(number)", "Without its sign."],
  round: [
    "round(number, digits)",
    "Rounded; halves away from zero. Without `digits`, to a whole number.",
  ],
  floor: ["floor(number)", "The next whole number below."],
  ceil: ["ceil(number)", "The next whole number above."],
  coalesce: ["coalesce(a, b, …)", "The first value that isn't missing."],
  if: ["if(condition, a, b)", "`a` where the condition holds, else `b`."],
  band: ["band(number, 30, 45, …)", "The range that the number lies in: `<30`, `30–44`, `45+`."],
  year: ["year(time)", "The year, a number."],
  quarter: ["quarter(time)", "The quarter: `2026-Q1`."],
  month: ["month(time)", "The month: `2026-01`."],
  week: ["week(time)", "The Monday of the week, a date."],
  day: ["day(time)", "The date."],
  weekday: ["weekday(time)", "1 for Monday to 7 for Sunday."],
  hour: ["hour(time)", "The hour of the day, 0 to 23."],
  as_of: ["as_of()", "The latest time in the data: what the result is as of."],
  file_name: ["file_name()", "The file that the row was read from."],
};

/** The figures that expectations speak of. */
const figureFunctions: Readonly<Record<FigureName, Row>> = {
  actors: ["actors(Stage)", "How many actors reached the stage."],
  conversion: [
    "conversion(A -> B)",
    "Those who reached B among those who reached A. Without stages, of the whole funnel.",
  ],
  dropoff: [
    "dropoff(A -> B)",
    "Those who reached A but not B, as a share. Without stages, of the whole funnel.",
  ],
  median_time: ["median_time(A -> B)", "The median time from A to B."],
  average_time: ["average_time(A -> B)", "The mean time from A to B."],
  p90_time: ["p90_time(A -> B)", "The time from A to B that nine of ten keep."],
};

/** In languages other than English. */
export const functionDocs = translated<FunctionDocs | undefined>(undefined);

function docs(
  rows: Readonly<Record<string, Row>>,
  group: keyof FunctionDocs,
): readonly FunctionDoc[] {
  return Object.entries(rows).map(([name, [signature, doc]]) => ({
    name,
    signature,
    snippet: snippetOf(name, signature),
    doc: (locale) => {
      const known: Readonly<Record<string, string>> = functionDocs.in(locale)?.[group] ?? {};
      return known[name] ?? doc;
    },
  }));
}

/** With an empty place for each argument: `round(${1}, ${2})`. */
function snippetOf(name: string, signature: string): string {
  const args = signature.slice(name.length + 1, -1);
  if (args === "") return `${name}()`;
  if (args.includes("->")) return `${name}(\${1:A} -> \${2:B})`;
  const wanted = args.split(", ").filter((arg) => arg !== "…");
  return `${name}(${wanted.map((arg, i) => `\${${i + 1}:${arg}}`).join(", ")})`;
}

export const functions: readonly FunctionDoc[] = docs(rowFunctions, "rows");
export const figures: readonly FunctionDoc[] = docs(figureFunctions, "figures");
