import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { english } from "../../../language/english.ts";
import { addTranslation } from "../../../language/index.ts";
import type { Failure } from "../errors.ts";
import type { PeoplePage } from "../result.ts";
import { type Kept, cached } from "./cache/cached.ts";
import { columnValues, filledRows } from "./column-facts.ts";
import { eventOrder } from "./event-order.ts";
import { describeTable } from "./describe.ts";
import { firstRows } from "./first-rows.ts";
import type { Database } from "./duckdb.ts";
import { DataError, cancelled, found, tableFailure } from "./failure.ts";
import { type Answer, type FromWorker, type Task, type ToWorker, isToWorker } from "./messages.ts";
import { runFunnel } from "./run-funnel.ts";
import { runExplain } from "./run-explain.ts";
import { peopleAsParquet } from "./people-parquet.ts";
import { runPeople } from "./run-people.ts";
import { runStudy } from "./run-study.ts";
import type { Workspace } from "./workspace.ts";
import { removeTemporaryFolder } from "./temporary.ts";

/**
 * The process that holds the database. It answers the requests of its parent, each in a database and a
 * folder of its own, and ends when its parent does.
 */
interface Running {
  stopped: boolean;
  database: Database | undefined;
  /** To be called when the page, or the bytes, that was sent has been taken, or nobody waits for it. */
  taken?: () => void;
}

// Results say in English what they say in words.
addTranslation("en", english);

const running = new Map<number, Running>();
let start: Omit<Extract<ToWorker, { readonly kind: "start" }>, "kind"> | undefined;

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

process.on("message", (message: unknown) => {
  if (!isToWorker(message)) return;
  switch (message.kind) {
    case "start":
      start = message;
      send({ kind: "ready" });
      return;
    case "task":
      void answer(message.id, message.task);
      return;
    case "more":
      running.get(message.id)?.taken?.();
      return;
    case "cancel": {
      const request = running.get(message.id);
      if (request === undefined) return;
      request.stopped = true;
      request.taken?.();
      request.database?.interrupt();
      return;
    }
  }
});

// A database that hangs would keep an ordinary exit waiting.
process.on("disconnect", () => {
  const folder = start?.temporary;
  void (folder === undefined ? Promise.resolve() : removeTemporaryFolder(folder)).finally(() =>
    process.kill(process.pid, "SIGKILL"),
  );
});

async function answer(id: number, task: Task): Promise<void> {
  const request: Running = { stopped: false, database: undefined };
  running.set(id, request);
  const { limits, temporary: parent } = start ?? { limits: undefined, temporary: undefined };
  if (limits === undefined || parent === undefined) return;
  const temporary = join(parent, String(id));
  const space: Workspace = {
    limits,
    temporary,
    progress: (progress) => send({ kind: "progress", id, progress }),
    stopped: () => request.stopped,
    checkStopped() {
      if (request.stopped) throw cancelled();
    },
    using(database) {
      request.database = database;
      if (request.stopped) database?.interrupt();
    },
  };
  try {
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    const sent = async (message: FromWorker): Promise<void> => {
      const taken = new Promise<void>((resolve) => (request.taken = resolve));
      send(message);
      await taken;
    };
    const value = await perform(task, space, {
      page: (page) => sent({ kind: "page", id, page }),
      bytes: (bytes) => sent({ kind: "bytes", id, bytes }),
    });
    send({ kind: "answer", id, value });
  } catch (error) {
    send({
      kind: "failure",
      id,
      failure: request.stopped ? failureOf(cancelled()) : failureOf(error),
    });
  } finally {
    running.delete(id);
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What comes before the answer. Fulfilled when the host wants more. */
interface Deliver {
  readonly page: (page: PeoplePage) => Promise<void>;
  readonly bytes: (bytes: Uint8Array) => Promise<void>;
}

async function perform(task: Task, space: Workspace, deliver: Deliver): Promise<Answer> {
  switch (task.kind) {
    case "describe":
      return describeTable(task.place, task.location, space).catch((error: unknown) => {
        // That a table can't be read is an answer.
        if (error instanceof DataError && error.kind === "data") return tableFailure(error.finding);
        throw error;
      });
    case "values":
      return columnValues(task.place, task.location, task.column, space);
    case "filled":
      return filledRows(task.place, task.location, task.column, task.by, space);
    case "order":
      return eventOrder(task.place, task.location, task.columns, space);
    case "rows":
      return firstRows(task.place, task.location, task.count, space);
    case "run":
      return cached(keptIn(), task.request, () => runFunnel(task.request, space));
    case "study":
      return cached(keptIn(), task.request, () => runStudy(task.request, space));
    case "explain":
      return runExplain(task.request, space);
    case "people":
      return task.request.parquet === undefined
        ? runPeople(task.request, space, deliver.page)
        : peopleAsParquet(task.request, task.request.parquet, space, deliver.bytes);
  }
}

function keptIn(): Kept | undefined {
  return start?.cache === undefined ? undefined : { folder: start.cache, bytes: start.cacheBytes };
}

function failureOf(error: unknown): Failure {
  if (error instanceof DataError) {
    const { kind, finding, source } = error;
    return source === undefined ? { kind, finding } : { kind, finding, source };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: "internal",
    finding: found("FNL5031", { reason: (reason.split("\n")[0] ?? "").slice(0, 300) }),
  };
}
