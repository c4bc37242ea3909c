import type { Runner } from "../engine/run/runner.ts";

/** A runner whose process can be replaced by one with other limits. */
export interface ReplaceableRunner extends Runner {
  /** Requests that are under way end where they began; later ones go to the new process. */
  replace(memoryLimit: string | undefined): void;
}

export function createReplaceableRunner(
  create: (memoryLimit: string | undefined) => Runner,
  onError: (error: unknown) => void,
): ReplaceableRunner {
  interface Current {
    readonly runner: Runner;
    busy: number;
    retired: boolean;
  }
  const start = (memoryLimit: string | undefined): Current => ({
    runner: create(memoryLimit),
    busy: 0,
    retired: false,
  });
  let limit: string | undefined;
  let current = start(limit);

  const closeWhenIdle = (one: Current): void => {
    if (one.retired && one.busy === 0) one.runner.close().catch(onError);
  };
  const use = async <Result>(work: (runner: Runner) => Promise<Result>): Promise<Result> => {
    const mine = current;
    mine.busy++;
    try {
      return await work(mine.runner);
    } finally {
      mine.busy--;
      closeWhenIdle(mine);
    }
  };

  return {
    describe: (...args) => use((runner) => runner.describe(...args)),
    values: (...args) => use((runner) => runner.values(...args)),
    filled: (...args) => use((runner) => runner.filled(...args)),
    run: (...args) => use((runner) => runner.run(...args)),
    close: () => current.runner.close(),
    replace(memoryLimit) {
      if (memoryLimit === limit) return;
      limit = memoryLimit;
      const old = current;
      current = start(limit);
      old.retired = true;
      closeWhenIdle(old);
    },
  };
}
