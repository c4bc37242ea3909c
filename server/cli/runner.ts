import { createRunner } from "../engine/run/host.ts";
import type { Runner } from "../engine/run/runner.ts";
import { workerFile } from "./bundles.ts";

/** Gives a runner for as long as `use` takes; its process never outlives that. */
export async function withRunner<T>(
  options: { readonly threads?: number },
  use: (runner: Runner) => Promise<T>,
): Promise<T> {
  const runner = createRunner({ worker: workerFile, ...options });
  try {
    return await use(runner);
  } finally {
    await runner.close();
  }
}
