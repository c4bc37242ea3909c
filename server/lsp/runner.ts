import type { Runner } from "../engine/run/runner.ts";
import { loadOnce } from "./load-once.ts";
import { type RunnerLimits, defaultSettings } from "./settings.ts";

/** A runner whose process can be replaced by one with other limits. */
export interface ReplaceableRunner extends Runner {
  /** Requests that are under way end where they began; later ones go to the new process. */
  replace(limits: RunnerLimits): void;
}

export function createReplaceableRunner(
  create: (limits: RunnerLimits) => Promise<Runner>,
  onError: (error: unknown) => void,
): ReplaceableRunner {
  interface Current {
    /** Made with the first request. */
    readonly runner: () => Promise<Runner>;
    used: boolean;
    busy: number;
    retired: boolean;
  }
  const start = (given: RunnerLimits): Current => ({
    runner: loadOnce(() => create(given)),
    used: false,
    busy: 0,
    retired: false,
  });
  let { limits } = defaultSettings;
  let current = start(limits);

  const close = async ({ runner, used }: Current): Promise<void> => {
    if (used) await (await runner()).close();
  };
  const closeWhenIdle = (one: Current): void => {
    if (one.retired && one.busy === 0) close(one).catch(onError);
  };
  const use = async <Result>(work: (runner: Runner) => Promise<Result>): Promise<Result> => {
    const mine = current;
    mine.used = true;
    mine.busy++;
    try {
      return await work(await mine.runner());
    } finally {
      mine.busy--;
      closeWhenIdle(mine);
    }
  };

  return {
    describe: (...args) => use((runner) => runner.describe(...args)),
    values: (...args) => use((runner) => runner.values(...args)),
    filled: (...args) => use((runner) => runner.filled(...args)),
    order: (...args) => use((runner) => runner.order(...args)),
    rows: (...args) => use((runner) => runner.rows(...args)),
    run: (...args) => use((runner) => runner.run(...args)),
    runStudy: (...args) => use((runner) => runner.runStudy(...args)),
    explain: (...args) => use((runner) => runner.explain(...args)),
    people: (...args) => use((runner) => runner.people(...args)),
    close: () => close(current),
    replace(now) {
      if (JSON.stringify(now) === JSON.stringify(limits)) return;
      limits = now;
      const old = current;
      current = start(limits);
      old.retired = true;
      closeWhenIdle(old);
    },
  };
}
