import assert from "node:assert/strict";
import type { Need, TableInfo } from "../../../language/index.ts";
import { type Outcome, fail, ok } from "../../../server/engine/errors.ts";
import { createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { found } from "../../../server/engine/run/failure.ts";
import type { Place, Runner } from "../../../server/engine/run/runner.ts";

describe("the catalog of data", () => {
  const place: Place = { file: "/w/a.funnel", root: "/w" };
  const location = { path: "x.csv", options: {} };
  const need: Need = { kind: "table", location };
  const table: TableInfo = { kind: "table", files: 1, bytes: 9, columns: [] };

  /** A runner whose answers come when the test gives them. */
  function slowRunner(): {
    readonly runner: Runner;
    readonly asked: {
      answer(outcome: Outcome<TableInfo>): void;
      readonly signal: AbortSignal | undefined;
    }[];
  } {
    const asked: {
      answer(outcome: Outcome<TableInfo>): void;
      readonly signal: AbortSignal | undefined;
    }[] = [];
    const never = (): never => assert.fail("not asked for");
    const describeTable: Runner["describe"] = (_place, _location, signal) =>
      new Promise((answer) => asked.push({ answer, signal }));
    return {
      asked,
      runner: {
        describe: describeTable,
        values: never,
        filled: never,
        order: never,
        rows: never,
        run: never,
        runStudy: never,
        explain: never,
        people: never,
        close: async () => undefined,
      },
    };
  }

  it("asks once, and keeps the answer until it is told to forget", async () => {
    const { runner, asked } = slowRunner();
    const catalog = createDataCatalog(runner);
    const both = Promise.all([catalog.fetch(place, [need]), catalog.fetch(place, [need])]);
    assert.equal(asked.length, 1);
    assert.equal(catalog.view(place).table(location), undefined);
    asked[0]?.answer(ok(table));
    assert.deepEqual(await both, [true, true]);
    assert.equal(catalog.view(place).table(location), table);
    assert.equal(catalog.view({ ...place, file: "/w/b.funnel" }).table(location), undefined);
    catalog.invalidate();
    assert.equal(catalog.view(place).table(location), undefined);
  });

  it("keeps that data can't be read, but not that a process died", async () => {
    const { runner, asked } = slowRunner();
    const catalog = createDataCatalog(runner);
    const first = catalog.fetch(place, [need]);
    asked[0]?.answer(fail("internal", found("FNL5030", { reason: "SIGKILL" })));
    assert.equal(await first, false);
    assert.equal(catalog.view(place).table(location), undefined);
    const second = catalog.fetch(place, [need]);
    asked[1]?.answer(fail("data", found("FNL5008", { path: "x.csv" })));
    assert.equal(await second, true);
    assert.deepEqual(catalog.view(place).table(location), {
      kind: "failure",
      code: "FNL5008",
      args: { path: "x.csv" },
    });
  });

  it("stops a question only when nobody waits for it any more", async () => {
    const { runner, asked } = slowRunner();
    const catalog = createDataCatalog(runner);
    const [one, two] = [new AbortController(), new AbortController()];
    const first = catalog.fetch(place, [need], one.signal);
    const second = catalog.fetch(place, [need], two.signal);
    one.abort();
    assert.equal(await first, false);
    assert.equal(asked[0]?.signal?.aborted, false);
    two.abort();
    assert.equal(await second, false);
    assert.equal(asked[0].signal?.aborted, true);
  });

  it("asks anew what was stopped before it was answered", async () => {
    const { runner, asked } = slowRunner();
    const catalog = createDataCatalog(runner);
    const gone = new AbortController();
    const first = catalog.fetch(place, [need], gone.signal);
    gone.abort();
    assert.equal(await first, false);
    const second = catalog.fetch(place, [need]);
    assert.equal(asked.length, 2);
    asked[0]?.answer(fail("cancelled", found("FNL5029", {})));
    asked[1]?.answer(ok(table));
    assert.equal(await second, true);
    assert.equal(catalog.view(place).table(location), table);
  });

  it("doesn't take an answer from before it was told to forget", async () => {
    const { runner, asked } = slowRunner();
    const catalog = createDataCatalog(runner);
    const old = catalog.fetch(place, [need]);
    catalog.invalidate();
    asked[0]?.answer(ok(table));
    await old;
    assert.equal(catalog.view(place).table(location), undefined);
  });
});
