import type { ColumnInfo } from "../../semantics/catalog.ts";
import { isIdName } from "../../semantics/id-name.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { ValuesOf } from "./values.ts";
import { entryName } from "./entry-name.ts";

/** Stages of records that conditions make, drafted from the values of columns. */

const yes: ReadonlySet<string> = new Set(["yes", "y", "true", "t", "да", "1"]);
const no: ReadonlySet<string> = new Set(["no", "n", "false", "f", "нет", "0"]);

/** What somebody counts, as a rule. */
const goals =
  /^y$|churn|click|conver|paid|pay|won|subscri|purchas|bought|buy|order|target|success/i;

/** Columns whose values are looked at. */
const mostLookedAt = 12;

/** `churn: churn = "Yes"` for each column of yes and no; what is likely a goal first, then the last ones. */
export function questionEntries(
  columns: readonly ColumnInfo[],
  valuesOf: ValuesOf,
  write: (column: string) => string,
): readonly string[] {
  const likely = columns.filter(({ name }) => goals.test(name));
  const other = columns.filter(({ name }) => !goals.test(name));
  return [...likely, ...[...other].reverse()].slice(0, mostLookedAt).flatMap(({ name, type }) => {
    if (isIdName(name)) return [];
    const entry = `${writeName(entryName(name))}: ${write(name)}`;
    if (type === "boolean") return [entry];
    const values = valuesOf(name);
    const positive = values?.values.find(({ value }) => yes.has(value.toLowerCase()))?.value;
    const negative = values?.values.some(({ value }) => no.has(value.toLowerCase()));
    if (positive === undefined || negative !== true || values?.values.length !== 2) return [];
    const literal = type === "number" ? positive : writeString(positive);
    return [`${entry} = ${literal}`];
  });
}

interface StatusColumn {
  readonly name: string;
  readonly values: readonly string[];
}

const statusNames = /stage|status|state|outcome|result|стади|этап|статус|итог|результат/i;
const mostStatuses = 40;

/** The column that says how far a record is. */
export function statusColumn(
  columns: readonly ColumnInfo[],
  valuesOf: ValuesOf,
): StatusColumn | undefined {
  for (const { name } of columns.filter((column) => statusNames.test(column.name))) {
    const known = valuesOf(name);
    if (known === undefined || !known.complete || known.values.length > mostStatuses) continue;
    return { name, values: known.values.map(({ value }) => value) };
  }
  return undefined;
}

const outcomes: readonly (readonly [name: string, value: RegExp])[] = [
  ["won", /\bwon\b|^success|выигр|успешно реализ|^оплачен|^куплен/i],
  ["lost", /\blost\b|проигр|потерян|не реализ|^отказ/i],
];
const closing = /clos|won|end|finish|complet|закр|заверш|оконч/i;

/** `won: close_date where deal_stage = "Won"`: a closing date alone doesn't say how it ended. */
export function outcomeEntries(
  status: StatusColumn,
  times: readonly ColumnInfo[],
  write: (column: string) => string,
): readonly { readonly column: string; readonly text: string }[] {
  const column = times.find(({ name }) => closing.test(name))?.name;
  if (column === undefined) return [];
  return outcomes.flatMap(([name, pattern]) => {
    const value = status.values.find((one) => pattern.test(one));
    if (value === undefined) return [];
    const condition = `${write(status.name)} = ${writeString(value)}`;
    return [{ column, text: `${name}: ${write(column)} where ${condition}` }];
  });
}

/** `won: close_date where is_won`, where a column says no more than whether it did. */
export function answeredOutcomes(
  answers: readonly ColumnInfo[],
  times: readonly ColumnInfo[],
  write: (column: string) => string,
): readonly { readonly column: string; readonly text: string }[] {
  const column = times.find(({ name }) => closing.test(name))?.name;
  if (column === undefined) return [];
  return outcomes.flatMap(([name, pattern]) => {
    const answer = answers.find((one) => pattern.test(one.name.replaceAll("_", " ")));
    if (answer === undefined) return [];
    return [{ column, text: `${name}: ${write(column)} where ${write(answer.name)}` }];
  });
}
