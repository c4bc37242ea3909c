import assert from "node:assert/strict";
import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { funnel, source, stage } from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

describe("running a funnel over files that change while they are read", () => {
  const { write, run, failure, place } = desk();
  const csv = (rows: string): string =>
    `user,event,ts,channel\n${rows.replaceAll(" ", ",").replaceAll(/$/gm, ",")}\n`;
  const ab = funnel([stage("a"), stage("b")]);
  const content = csv("1 a 2026-01-01\n1 b 2026-01-02");
  /** Changes a file each time that reading begins, at most `times` times. */
  const changing = async (times: number, change: (path: string) => void): Promise<number[]> => {
    await write("changing.csv", content);
    let left = times;
    const file = join(dirname(place().file), "changing.csv");
    const onReading = (): void => {
      if (left-- > 0) change(file);
    };
    return counts(await run(ab, [source("changing.csv")], { onReading }));
  };

  it("reads them once more where they were replaced, grew or were cut off", async () => {
    const replace = (path: string): void => {
      writeFileSync(`${path}.new`, csv("1 a 2026-01-01\n2 a 2026-01-01\n2 b 2026-01-02"));
      renameSync(`${path}.new`, path);
    };
    assert.deepEqual(await changing(1, replace), [2, 1]);
    assert.deepEqual(
      await changing(1, (path) => appendFileSync(path, "2,a,2026-01-01,\n")),
      [2, 1],
    );
    assert.deepEqual(await changing(1, (path) => truncateSync(path, 22)), [0, 0]);
  });

  it("gives up where they change again, and where they are gone", async () => {
    const found = await failure(changing(9, (path) => appendFileSync(path, "2,a,2026-01-01,\n")));
    assert.equal(found.code, "FNL5023");
    const gone = await failure(changing(1, (path) => rmSync(path)));
    assert.deepEqual(gone, { code: "FNL5002", path: "changing.csv", suggestion: "" });
  });
});
