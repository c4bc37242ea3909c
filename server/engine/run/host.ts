import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ColumnValues, EventOrder, FilledRows, TableInfo } from "../../../language/index.ts";
import type { ExplainResult, PeoplePage } from "../result.ts";
import { type Failure, type Outcome, fail, ok } from "../errors.ts";
import { limitsWith } from "./limits.ts";
import { found } from "./failure.ts";
import { type Answer, type Task, type ToWorker, isFromWorker } from "./messages.ts";
import type {
  FunnelRun,
  PeopleOptions,
  Progress,
  RunOptions,
  Runner,
  StudyRun,
  TableRows,
} from "./runner.ts";
import { createTemporaryFolder, removeStaleFolders, removeTemporaryFolder } from "./temporary.ts";

export interface RunnerOptions {
  /** The worker's file: `worker.ts`, or the bundle made of it. */
  readonly worker: string | URL;
  /** The program that runs it; this process's own where absent. */
  readonly execPath?: string;
  /** As DuckDB writes sizes: `4GiB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where private folders are made; the system's own where absent. */
  readonly temporaryFolder?: string;
  /** Where results are kept, private to the user; nowhere where absent. Absolute. */
  readonly cacheFolder?: string;
  /** What it may take up; 64 MiB where absent. */
  readonly cacheBytes?: number;
}

/** How long an interrupted request may take to end by itself. Milliseconds. */
const PATIENCE = 2000;
/** What reads all rows of a funnel. */
const runs: ReadonlySet<Task["kind"]> = new Set(["run", "study", "explain", "people"]);
/** Requests that are answered at the same time: runs wait for each other, small questions need not. */
const AT_ONCE = { run: 1, question: 2 } as const;

interface Job {
  readonly id: number;
  readonly task: Task;
  readonly kind: keyof typeof AT_ONCE;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly onPage: ((page: PeoplePage) => Promise<void>) | undefined;
  readonly onBytes: ((bytes: Uint8Array) => Promise<void>) | undefined;
  settle(outcome: Outcome<Answer>): void;
  sent: boolean;
  cancelled: boolean;
}

interface Worker {
  readonly process: ChildProcess;
  readonly folder: string;
  ready: boolean;
  /** Ended by us, so that its requests go to the next one. */
  killed: boolean;
}

/** Answers questions about data by a child process, which is started with the first one. */
export function createRunner(options: RunnerOptions): Runner {
  const jobs: Job[] = [];
  let worker: Worker | undefined;
  let starting: Promise<void> | undefined;
  let closed = false;
  let nextId = 1;
  const limits = limitsWith({ memory: options.memoryLimit, threads: options.threads });

  const remove = (job: Job): void => {
    const index = jobs.indexOf(job);
    if (index !== -1) jobs.splice(index, 1);
  };
  const settle = (job: Job, outcome: Outcome<Answer>): void => {
    remove(job);
    job.settle(outcome);
    pump();
  };

  const pump = (): void => {
    if (closed || jobs.length === 0) return;
    if (worker === undefined) {
      starting ??= startWorker()
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          for (const job of [...jobs])
            settleLater(job, fail("internal", found("FNL5030", { reason })));
        })
        .finally(() => (starting = undefined));
      return;
    }
    if (!worker.ready) return;
    for (const job of jobs) {
      const busy = jobs.filter(({ kind, sent }) => sent && kind === job.kind).length;
      if (job.sent || job.cancelled || busy >= AT_ONCE[job.kind]) continue;
      job.sent = true;
      post(worker, { kind: "task", id: job.id, task: job.task });
    }
  };
  const settleLater = (job: Job, outcome: Outcome<Answer>): void => {
    remove(job);
    job.settle(outcome);
  };

  const startWorker = async (): Promise<void> => {
    await removeStaleFolders(options.temporaryFolder);
    const folder = await createTemporaryFolder(options.temporaryFolder);
    const path = options.worker instanceof URL ? fileURLToPath(options.worker) : options.worker;
    const child = fork(path, [], {
      serialization: "advanced",
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      ...(options.execPath === undefined ? {} : { execPath: options.execPath }),
    });
    const started: Worker = { process: child, folder, ready: false, killed: false };
    worker = started;
    let said = "";
    child.stderr
      ?.setEncoding("utf8")
      .on("data", (text: string) => (said = (said + text).slice(-2000)));
    child.on("message", (message) => receive(started, message));
    child.on("error", (error) => ended(started, error.message));
    child.on("exit", (code, signal) =>
      ended(started, lastLine(said) || (signal ?? `exit code ${code}`)),
    );
    if (closed) child.kill("SIGKILL");
    else {
      const { cacheFolder: cache, cacheBytes } = options;
      const kept = {
        ...(cache === undefined ? {} : { cache }),
        ...(cacheBytes === undefined ? {} : { cacheBytes }),
      };
      post(started, { kind: "start", limits, temporary: folder, ...kept });
    }
  };

  const receive = (from: Worker, message: unknown): void => {
    if (!isFromWorker(message)) return;
    if (message.kind === "ready") {
      from.ready = true;
      pump();
      return;
    }
    const job = jobs.find(({ id, sent }) => sent && id === message.id);
    if (job === undefined) return;
    switch (message.kind) {
      case "progress":
        if (!job.cancelled) job.onProgress?.(message.progress);
        return;
      case "page": {
        const { page } = message;
        void take(from, job, async () => job.onPage?.(page));
        return;
      }
      case "bytes": {
        const { bytes } = message;
        void take(from, job, async () => job.onBytes?.(bytes));
        return;
      }
      case "answer":
        // It was too late to stop it; whoever did wants no answer all the same.
        settle(job, job.cancelled ? cancelledOutcome() : ok(message.value));
        return;
      case "failure":
        settle(job, { ok: false, failure: message.failure });
        return;
    }
  };

  const take = async (from: Worker, job: Job, on: () => Promise<void>): Promise<void> => {
    try {
      if (!job.cancelled) await on();
      post(from, { kind: "more", id: job.id });
    } catch {
      // Who can't take it wants no more.
      cancel(job);
    }
  };

  const ended = (which: Worker, reason: string): void => {
    void removeTemporaryFolder(which.folder);
    if (worker !== which) return;
    worker = undefined;
    for (const job of jobs.filter(({ sent }) => sent)) {
      // Whatever was under way beside a request that had to be killed is asked again.
      if (which.killed && !job.cancelled) job.sent = false;
      else
        settleLater(
          job,
          job.cancelled ? cancelledOutcome() : fail("internal", found("FNL5030", { reason })),
        );
    }
    if (!which.ready) {
      for (const job of [...jobs]) settleLater(job, fail("internal", found("FNL5030", { reason })));
    }
    pump();
  };

  const cancel = (job: Job): void => {
    if (job.cancelled || !jobs.includes(job)) return;
    job.cancelled = true;
    const target = worker;
    if (!job.sent || target === undefined) {
      settle(job, cancelledOutcome());
      return;
    }
    post(target, { kind: "cancel", id: job.id });
    const timer = setTimeout(() => {
      if (!jobs.includes(job)) return;
      target.killed = true;
      target.process.kill("SIGKILL");
      settleLater(job, cancelledOutcome());
    }, PATIENCE);
    timer.unref();
  };

  const ask = (
    task: Task,
    signal: AbortSignal | undefined,
    onProgress?: (progress: Progress) => void,
    { onPage, onBytes }: Pick<PeopleOptions, "onPage" | "onBytes"> = {},
  ): Promise<Outcome<Answer>> => {
    if (signal?.aborted === true) return Promise.resolve(cancelledOutcome());
    if (closed) return Promise.resolve(fail("internal", found("FNL5030", { reason: "closed" })));
    return new Promise((resolve) => {
      const stop = (): void => cancel(job);
      const job: Job = {
        id: nextId++,
        task,
        kind: runs.has(task.kind) ? "run" : "question",
        onProgress,
        onPage,
        onBytes,
        sent: false,
        cancelled: false,
        settle(outcome) {
          signal?.removeEventListener("abort", stop);
          resolve(outcome);
        },
      };
      signal?.addEventListener("abort", stop, { once: true });
      jobs.push(job);
      pump();
    });
  };

  /** Its time is what the user waits, too. */
  const timed = async <Run extends FunnelRun | StudyRun>(
    task: Task,
    runOptions: RunOptions | undefined,
  ): Promise<Outcome<Run>> => {
    const started = performance.now();
    const asked = ask(task, runOptions?.signal, runOptions?.onProgress);
    const outcome = (await asked) as Outcome<Run>;
    if (!outcome.ok) return outcome;
    return ok({ ...outcome.value, milliseconds: performance.now() - started });
  };

  return {
    describe: async (place, location, signal) =>
      (await ask({ kind: "describe", place, location }, signal)) as Outcome<TableInfo>,
    values: async (place, location, column, signal) =>
      (await ask({ kind: "values", place, location, column }, signal)) as Outcome<ColumnValues>,
    filled: async (place, location, column, by, signal) =>
      (await ask({ kind: "filled", place, location, column, by }, signal)) as Outcome<
        readonly FilledRows[]
      >,
    order: async (place, location, columns, signal) =>
      (await ask({ kind: "order", place, location, columns }, signal)) as Outcome<EventOrder>,
    rows: async (place, location, count, signal) =>
      (await ask({ kind: "rows", place, location, count }, signal)) as Outcome<TableRows>,
    run: (request, runOptions) => timed<FunnelRun>({ kind: "run", request }, runOptions),
    runStudy: (request, runOptions) => timed<StudyRun>({ kind: "study", request }, runOptions),
    explain: async (request, given) =>
      (await ask(
        { kind: "explain", request },
        given?.signal,
        given?.onProgress,
      )) as Outcome<ExplainResult>,
    people: async (request, given) =>
      (await ask(
        { kind: "people", request },
        given?.signal,
        given?.onProgress,
        given,
      )) as Outcome<PeoplePage>,
    async close() {
      closed = true;
      for (const job of [...jobs]) settleLater(job, cancelledOutcome());
      await starting;
      const last = worker;
      if (last === undefined) return;
      const gone = new Promise<void>((resolve) => void last.process.once("exit", () => resolve()));
      last.process.kill("SIGKILL");
      await gone;
      await removeTemporaryFolder(last.folder);
    },
  };
}

function post(worker: Worker, message: ToWorker): void {
  if (worker.process.connected) worker.process.send(message, () => undefined);
}

function cancelledOutcome(): { readonly ok: false; readonly failure: Failure } {
  return fail("cancelled", found("FNL5029", {}));
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim().slice(0, 300) ?? "";
}
