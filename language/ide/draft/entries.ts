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
/** When it was over, whichever way. */
const closing = /\bclos|\bend(?:s|ed|ing)?\b|\bfinish|\bcomplet|закр|заверш|оконч/i;

/** How records ended. */
export interface Outcomes {
  readonly entries: readonly string[];
  /** The date that says no more than that they ended: no stage of its own. */
  readonly closing?: string;
}

/** `won: close_date where deal_stage = "Won"`: a closing date alone doesn't say how it ended. */
export function outcomeEntries(
  status: StatusColumn,
  times: readonly ColumnInfo[],
  write: (column: string) => string,
): Outcomes {
  return outcomesBy(times, write, (pattern) => {
    const value = status.values.find((one) => pattern.test(one));
    return value === undefined ? undefined : `${write(status.name)} = ${writeString(value)}`;
  });
}

/** `won: close_date where is_won`, where a column says no more than whether it did. */
export function answeredOutcomes(
  answers: readonly ColumnInfo[],
  times: readonly ColumnInfo[],
  write: (column: string) => string,
): Outcomes {
  return outcomesBy(times, write, (pattern) => {
    const answer = answers.find(({ name }) => pattern.test(wordsOf(name)));
    return answer === undefined ? undefined : write(answer.name);
  });
}

/** An outcome that has a date of its own needs no condition, and its date says nothing of the other one. */
function outcomesBy(
  times: readonly ColumnInfo[],
  write: (column: string) => string,
  conditionOf: (outcome: RegExp) => string | undefined,
): Outcomes {
  const isOf = (pattern: RegExp, { name }: ColumnInfo): boolean => pattern.test(wordsOf(name));
  const closed = times.find(
    (time) => isOf(closing, time) && !outcomes.some(([, pattern]) => isOf(pattern, time)),
  )?.name;
  if (closed === undefined) return { entries: [] };
  const said = outcomes.flatMap(([name, pattern]) => {
    const condition = conditionOf(pattern);
    return condition === undefined ? [] : [{ name, pattern, condition }];
  });
  if (said.length === 0) return { entries: [] };
  const undated = said.filter(({ pattern }) => !times.some((time) => isOf(pattern, time)));
  return {
    entries: undated.map(({ name, condition }) => `${name}: ${write(closed)} where ${condition}`),
    closing: closed,
  };
}

/** `won_at` and `wonAt` as `won at`. */
function wordsOf(column: string): string {
  return column.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").replaceAll("_", " ");
}
