import { createRunner } from "../engine/run/host.ts";
import type { Runner } from "../engine/run/runner.ts";
import { workerFile } from "./bundles.ts";

const open = new Set<Runner>();

/** Gives a runner for as long as `use` takes; its process never outlives that. */
export async function withRunner<T>(
  options: { readonly threads?: number; readonly cacheFolder?: string },
  use: (runner: Runner) => Promise<T>,
): Promise<T> {
  const runner = createRunner({ worker: workerFile, ...options });
  open.add(runner);
  try {
    return await use(runner);
  } finally {
    await runner.close();
    open.delete(runner);
  }
}

/** Kills what runs, where there is no time to wait for its end. */
export async function closeRunners(): Promise<void> {
  await Promise.all([...open].map((runner) => runner.close()));
}
