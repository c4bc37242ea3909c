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

/** Limits with what the user wants instead; what makes no sense is passed over. */
export function limitsWith(wanted: {
  memory?: string | undefined;
  threads?: number | undefined;
}): DatabaseLimits {
  const limits = defaultLimits();
  const { memory, threads } = wanted;
  const size = /^\s*\d+(?:\.\d+)?\s*(?:[KMGT]i?B|B)\s*$/i;
  return {
    ...limits,
    ...(memory !== undefined && size.test(memory) ? { memory: memory.trim() } : {}),
    ...(threads !== undefined && Number.isInteger(threads) && threads > 0
      ? { threads: Math.min(threads, 256) }
      : {}),
  };
}
