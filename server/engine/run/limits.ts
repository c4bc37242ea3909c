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

const UNITS: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, t: 4 };

/** `4GiB` and `4096MiB` are the same; `4GB` is less. */
export function bytesOf(memory: string): number {
  const [, digits = "", unit = "b", binary = ""] =
    /^\s*(\d+(?:\.\d+)?)\s*([KMGTB])(i?)B?\s*$/i.exec(memory) ?? [];
  return Number(digits) * (binary === "" ? 1000 : 1024) ** (UNITS[unit.toLowerCase()] ?? 0);
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
