import { availableParallelism, totalmem } from "node:os";

/** What a database may use. */
export interface DatabaseLimits {
  /** As DuckDB writes sizes: `4GiB`. */
  readonly memory: string;
  readonly threads: number;
  /** Of the files that it spills to. */
  readonly temporary: string;
}

const GIB = 1024 ** 3;

/** Half of the machine's memory, at most 4 GiB; every processor. */
export function defaultLimits(): DatabaseLimits {
  const memory = Math.min(4 * GIB, Math.floor(totalmem() / 2));
  return {
    memory: `${Math.max(256, Math.floor(memory / 1024 ** 2))}MiB`,
    threads: availableParallelism(),
    temporary: "32GiB",
  };
}
