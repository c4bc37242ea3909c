import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  LookupSource,
  MatchModel,
  RecordSource,
  RecordStage,
  RowExpr,
  EventSource,
  StageModel,
  ValueType,
} from "../../language/index.ts";
import { type Database, openDatabase } from "../../server/engine/run/duckdb.ts";
import { defaultLimits } from "../../server/engine/run/limits.ts";
import { duckdb } from "../../server/engine/sql/duckdb.ts";
import { type RowScope, condition, value } from "../../server/engine/sql/expressions.ts";
import { type Fragment, list, name, render, sql } from "../../server/engine/sql/fragment.ts";
import type { ComputableFunnel } from "../../server/engine/plan/computable.ts";

export const nowhere = { start: 0, end: 0 };

/** A folder that is removed after the tests of the block. */
export function scratchFolder(): { readonly path: string } {
  const folder = { path: "" };
  before(async () => (folder.path = await mkdtemp(join(tmpdir(), "funnel-test-"))));
  after(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
}

/** A database without files, for the tests of the block. */
export function scratchDatabase(threads = 2): () => Database {
  const folder = scratchFolder();
  let database: Database | undefined;
  before(async () => {
    database = await openDatabase([], { ...defaultLimits(), threads }, folder.path);
  });
  after(() => database?.close());
  return () => {
    if (database === undefined) throw new Error("Not open yet");
    return database;
  };
}

/** The rows of a small statement as arrays. */
export async function queryRows(database: Database, statement: Fragment): Promise<unknown[][]> {
  const result = await database.query(render(statement, duckdb));
  return (await result.getRowsJS()).map((row) =>
    row.map((each) => (typeof each === "bigint" ? Number(each) : each)),
  );
}

export const column = (path: string, type: ValueType = "text"): RowExpr => ({
  kind: "column",
  path: path.split("."),
  type,
});
export const text = (value: string): RowExpr => ({ kind: "text", value });
export const num = (value: string): RowExpr => ({ kind: "number", value });
export const moment = (local: string, offset?: number): RowExpr => ({
  kind: "moment",
  moment: {
    local: local.padEnd(26, "2026-01-01T00:00:00.000000".slice(local.length)),
    ...(offset === undefined ? {} : { offset }),
  },
});
export const call = (
  name: Extract<RowExpr, { kind: "call" }>["function"],
  type: ValueType,
  ...args: RowExpr[]
): RowExpr => ({
  kind: "call",
  function: name,
  args,
  type,
});
export const compare = (
  left: RowExpr,
  operator: Extract<RowExpr, { kind: "comparison" }>["operator"],
  right: RowExpr,
  as: ValueType,
): RowExpr => ({ kind: "comparison", operator, left, right, as });
export const not = (operand: RowExpr): RowExpr => ({ kind: "not", operand });

/** A scope whose columns are SQL literals. */
export function literalScope(
  columns: Readonly<Record<string, Fragment>>,
  zone = "UTC",
  asOf: number | null = null,
): RowScope {
  return {
    dialect: duckdb,
    zone,
    asOf,
    column: (path) => columns[path[0] ?? ""] ?? sql`null`,
    fileName: sql`'january.csv'`,
  };
}

export async function valueOf(
  database: Database,
  expr: RowExpr,
  as: ValueType,
  scope = literalScope({}),
): Promise<unknown> {
  const rows = await queryRows(database, sql`select ${value(expr, as, scope)}`);
  return rows[0]?.[0];
}

/** Whether a row would be kept: missing is no. */
export async function holds(
  database: Database,
  expr: RowExpr,
  scope = literalScope({}),
): Promise<boolean> {
  const rows = await queryRows(database, sql`select 1 where ${condition(expr, scope)}`);
  return rows.length === 1;
}

/** One column `v` of texts. */
export function texts(values: readonly (string | null)[]): Fragment {
  const quoted = values.map((each) =>
    each === null ? sql`(null)` : sql`(${{ pieces: [{ kind: "text" as const, value: each }] }})`,
  );
  return sql`(values ${list(quoted)}) as t(${name("v")})`;
}

export function source(path: string, more: Partial<EventSource> = {}): EventSource {
  return {
    name: "web",
    span: nowhere,
    nameSpan: nowhere,
    location: { path, options: {} },
    locationSpan: nowhere,
    shape: "events",
    actor: [["user"]],
    actorSpan: nowhere,
    time: { column: ["ts"] },
    timeSpan: nowhere,
    event: { kind: "column", column: ["event"] },
    eventSpan: nowhere,
    timezone: "UTC",
    joins: [],
    where: [],
    ...more,
  };
}

/** Records: a stage is the name of its date column, a date where something holds, or a condition. */
export function records(
  path: string,
  stages: Readonly<Record<string, string | RowExpr | { date: string; where: RowExpr }>>,
  more: Partial<RecordSource> = {},
): RecordSource {
  return {
    name: "crm",
    span: nowhere,
    nameSpan: nowhere,
    location: { path, options: {} },
    locationSpan: nowhere,
    shape: "records",
    actor: [["id"]],
    actorSpan: nowhere,
    timezone: "UTC",
    joins: [],
    where: [],
    stages: Object.entries(stages).map(([name, what]): RecordStage => {
      const rest = { event: name, span: nowhere };
      if (typeof what === "string") return { ...rest, kind: "date", value: column(what, "time") };
      if ("date" in what)
        return { ...rest, kind: "date", value: column(what.date, "time"), where: what.where };
      return { ...rest, kind: "condition", value: what };
    }),
    ...more,
  };
}

export function lookup(path: string, more: Partial<LookupSource> = {}): LookupSource {
  return {
    name: "regions",
    span: nowhere,
    nameSpan: nowhere,
    location: { path, options: {} },
    locationSpan: nowhere,
    shape: "lookup",
    timezone: "UTC",
    joins: [],
    where: [],
    ...more,
  };
}

export const event = (name: string, from?: string): MatchModel => ({
  kind: "event",
  event: name,
  span: nowhere,
  ...(from === undefined ? {} : { source: from }),
});

export function stage(
  name: string,
  match: MatchModel = event(name),
  more: Partial<StageModel> = {},
): StageModel {
  return { name, span: nowhere, nameSpan: nowhere, optional: false, match, ...more };
}

export function funnel(
  stages: readonly StageModel[],
  more: Partial<ComputableFunnel> = {},
): ComputableFunnel {
  return {
    name: "Test",
    span: nowhere,
    nameSpan: nowhere,
    runnable: true,
    sources: ["web"],
    where: [],
    segments: [],
    order: "sequential",
    entry: "first",
    count: "actors",
    same: [],
    stages,
    exits: [],
    without: [],
    splits: [],
    notes: [],
    measures: [],
    expectations: [],
    defaults: [],
    ...more,
  };
}
