import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type {
  ActorSource,
  ColumnValues,
  EventOrder,
  FilledRows,
  LookupSource,
  OrderColumns,
  ReadOptions,
  TableInfo,
} from "../../language/index.ts";
import { columnValues, filledRows } from "../../server/engine/run/column-facts.ts";
import { eventOrder } from "../../server/engine/run/event-order.ts";
import { describeTable } from "../../server/engine/run/describe.ts";
import { DataError } from "../../server/engine/run/failure.ts";
import { defaultLimits } from "../../server/engine/run/limits.ts";
import { runFunnel } from "../../server/engine/run/run-funnel.ts";
import type { Workspace } from "../../server/engine/run/workspace.ts";
import type { FunnelRun, Place } from "../../server/engine/run/runner.ts";
import { scratchFolder } from "./engine.ts";
import type { ComputableFunnel } from "../../server/engine/plan/computable.ts";

/** The worker's part of a run, in this process, over files that the test writes. */
export interface Desk {
  readonly place: () => Place;
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
  readonly describe: (path: string, options?: ReadOptions) => Promise<TableInfo>;
  readonly values: (path: string, column: string, options?: ReadOptions) => Promise<ColumnValues>;
  readonly filled: (path: string, column: string, by: string) => Promise<readonly FilledRows[]>;
  readonly order: (path: string, columns: OrderColumns) => Promise<EventOrder>;
  readonly run: (
    funnel: ComputableFunnel,
    sources: readonly ActorSource[],
    more?: DeskOptions,
  ) => Promise<FunnelRun>;
  /** The code and arguments of the failure that a promise ends with. */
  readonly failure: (
    of: Promise<unknown>,
  ) => Promise<{ readonly code: string; readonly [arg: string]: unknown }>;
}

export interface DeskOptions {
  readonly asOf?: string;
  readonly threads?: number;
  readonly lookups?: readonly LookupSource[];
  readonly reasons?: "named" | "counts";
  /** Called when reading begins, and as it goes on: from 0 to 1, where it can be told. */
  readonly onReading?: (fraction?: number) => void;
}

export function desk(): Desk {
  const folder = scratchFolder();
  let requests = 0;
  const place = (): Place => ({
    file: join(folder.path, "work", "test.funnel"),
    root: join(folder.path, "work"),
  });
  const space = async ({ threads, onReading }: DeskOptions = {}): Promise<Workspace> => {
    const temporary = join(folder.path, "tmp", String(requests++));
    await mkdir(temporary, { recursive: true });
    return {
      limits: { ...defaultLimits(), threads: threads ?? 2 },
      temporary,
      progress: ({ phase, fraction }) => {
        if (phase === "reading") onReading?.(fraction);
      },
      checkStopped: () => undefined,
      stopped: () => false,
      using: () => undefined,
    };
  };
  return {
    place,
    async write(path, content) {
      const file = join(folder.path, "work", path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, packed(path, content));
    },
    describe: async (path, options = {}) =>
      describeTable(place(), { path, options }, await space()),
    values: async (path, column, options = {}) =>
      columnValues(place(), { path, options }, column.split("."), await space()),
    order: async (path, columns) =>
      eventOrder(place(), { path, options: {} }, columns, await space()),
    filled: async (path, column, by) =>
      filledRows(place(), { path, options: {} }, column.split("."), by.split("."), await space()),
    run: async (funnel, sources, more = {}) =>
      runFunnel(
        {
          place: place(),
          funnel,
          sources,
          lookups: more.lookups ?? [],
          ...(more.asOf === undefined ? {} : { asOf: more.asOf }),
          ...(more.reasons === undefined ? {} : { reasons: more.reasons }),
        },
        await space(more),
      ),
    async failure(of) {
      const error: unknown = await of.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof DataError, `Not a failure: ${String(error)}`);
      return { code: error.finding.code, ...error.finding.args };
    },
  };
}

/** Text as its name says; bytes are as they are. */
function packed(path: string, content: string | Uint8Array): string | Uint8Array {
  if (typeof content !== "string") return content;
  if (path.endsWith(".gz")) return gzipSync(content);
  return path.endsWith(".zst") ? zstdCompressSync(content) : content;
}

/** The names and types of a table. */
export function columnTypes(info: TableInfo): Record<string, string> {
  if (info.kind === "failure") throw new Error(`${info.code} ${JSON.stringify(info.args)}`);
  return Object.fromEntries(info.columns.map(({ name, type }) => [name, type]));
}

export function counts(run: FunnelRun): number[] {
  return run.result.stages.map(({ count }) => count);
}
