import assert from "node:assert/strict";
import {
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { analyzeWithData, createDataCatalog } from "../../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../../server/engine/run/host.ts";
import { type FileOutcome, ranOf, runFile } from "../../../../server/engine/run/run-file.ts";
import type { Place, Runner } from "../../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../../support/engine.ts";

const worker = new URL("../../../../server/engine/run/worker.ts", import.meta.url);
/** Long ago, so that a file's time tells of every later change. */
const longAgo = new Date("2026-02-01T00:00:00Z");

const events = `user,event,ts,channel,amount
1,visit,2026-01-01 10:00,ads,
1,sign_up,2026-01-01 10:05,ads,
1,pay,2026-01-03 10:00,ads,20
2,visit,2026-01-02 09:00,seo,
2,sign_up,2026-01-09 09:00,seo,
3,visit,2026-01-02 12:00,seo,
4,visit,2026-01-03 12:00,,
4,sign_up,2026-01-03 12:01,,
4,pay,2026-01-04 12:00,,5
,visit,2026-01-05,,
5,visit,soon,,
`;

const source = `source web from "events.csv" {
  actor user
  time ts
  event event
}
`;

/** All that a result can hold: labels, splits, lines of expectations, notices at several places. */
const text = `${source}
/** How people become customers. */
funnel Growth on web {
  window 7 days
  stage Visit "Came": visit
  stage SignUp: sign_up
  optional stage Trial: trial_start
  stage Paid: pay
  split by channel
  measure paid = sum(amount) of Paid
  expect conversion(Visit -> Paid) >= 10% else warn
  expect count of Visit > 100 else warn
  chart bars
}

funnel Late on web {
  stage Visit: visit
  stage Never: never_seen
}

scenario More on Growth {
  stage SignUp = 90%
}
`;

describe("the cache of results", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  const cache = (): string => join(folder.path, "cache");
  const place = (): Place => ({ file: join(folder.path, "growth.funnel"), root: folder.path });
  const data = (): string => join(folder.path, "events.csv");
  let kept: Runner;
  let plain: Runner;
  before(() => {
    kept = createRunner({ worker, threads: 2, cacheFolder: cache() });
    plain = createRunner({ worker, threads: 2 });
  });
  after(() => Promise.all([kept.close(), plain.close()]));
  beforeEach(async () => {
    await writeFile(data(), events);
    await utimes(data(), longAgo, longAgo);
  });

  const run = async (
    funnels: string,
    runner = kept,
    more: { asOf?: string; reasons?: "counts" } = {},
    params?: ReadonlyMap<string, string>,
  ): Promise<readonly FileOutcome[]> => {
    const options = params === undefined ? {} : { params };
    const analysis = await analyzeWithData(funnels, place(), createDataCatalog(runner), options);
    return (await runFile({ analysis, place: place(), runner, ...more })).outcomes;
  };
  /** Those that were computed before. */
  const fromCache = (outcomes: readonly FileOutcome[]): string[] =>
    outcomes.flatMap((one) => {
      assert.ok("run" in one, JSON.stringify(one));
      return one.run.fromCache === true ? [ranOf(one).name] : [];
    });
  const said = (outcomes: readonly FileOutcome[]): unknown =>
    outcomes.map((one) =>
      "run" in one
        ? // As they are written, in pieces that can be told apart where they differ.
          [JSON.stringify(one.run.result).split(/(?<=[,:])/), one.run.diagnostics, one.run.sql]
        : one,
    );
  const all = ["Growth", "Late", "More"];

  it("gives the same bytes, and says where they come from beside them", async () => {
    assert.deepEqual(fromCache(await run(text)), []);
    const second = await run(text);
    assert.deepEqual(fromCache(second), all);
    assert.deepEqual(said(second), said(await run(text, plain)));
    const codes = second.flatMap((one) => ("run" in one ? one.run.diagnostics : []));
    assert.ok(codes.length >= 3, "the example has notices at several places");
  });

  it("answers after the process was started again", async () => {
    await run(text);
    const other = createRunner({ worker, cacheFolder: cache() });
    try {
      assert.deepEqual(fromCache(await run(text, other)), all);
    } finally {
      await other.close();
    }
  });

  const sayings: readonly (readonly [string, (text: string) => string])[] = [
    ["comments and empty lines", (old) => `// new\n\n\n${old.replaceAll("  stage", "\n  stage")}`],
    ["a label", (old) => old.replace('"Came"', '"Arrived at all"')],
    ["no label", (old) => old.replace(' "Came"', "")],
    ["a new label", (old) => old.replace("stage Paid:", 'stage Paid "Customers":')],
    ["a doc comment", (old) => old.replace("How people", "Why people")],
    ["a chart", (old) => old.replace("chart bars", "chart funnel")],
    ["a note", (old) => old.replace("chart bars", 'note 2026-01-02 "New prices"')],
    ["expectations further down", (old) => old.replace("  expect count", "\n\n\n  expect count")],
  ];
  for (const [what, change] of sayings) {
    it(`recomputes nothing for ${what}, and says all as it stands now`, async () => {
      const changed = change(text);
      assert.notEqual(changed, text);
      await run(text);
      const again = await run(changed);
      assert.deepEqual(fromCache(again), all);
      assert.deepEqual(said(again), said(await run(changed, plain)));
    });
  }

  const meanings: readonly (readonly [string, (text: string) => string])[] = [
    ["a window", (old) => old.replace("7 days", "8 days")],
    ["an event", (old) => old.replace("SignUp: sign_up", "SignUp: visit")],
    ["a name", (old) => old.replaceAll("Visit", "Visited")],
    ["a split", (old) => old.replace("split by channel\n", "split by channel top 1\n")],
    ["an expectation", (old) => old.replace(">= 10%", ">= 11%")],
    ["the source", (old) => old.replace("time ts", 'time ts\n  timezone "Europe/Berlin"')],
  ];
  for (const [what, change] of meanings) {
    it(`recomputes for ${what}`, async () => {
      const changed = change(text);
      assert.notEqual(changed, text);
      await run(text);
      const again = await run(changed);
      assert.ok(!fromCache(again).includes("Growth"));
      assert.deepEqual(said(again), said(await run(changed, plain)));
    });
  }

  it("recomputes another moment, other reasons and another parameter", async () => {
    const asked = `param most = 10\n${text.replace("Paid: pay", "Paid: pay where amount < $most")}`;
    await run(asked);
    const params = new Map([["most", "9"]]);
    assert.ok(!fromCache(await run(asked, kept, {}, params)).includes("Growth"));
    assert.deepEqual(fromCache(await run(asked, kept, { asOf: "2026-01-04T00:00:00Z" })), []);
    assert.deepEqual(fromCache(await run(asked, kept, { reasons: "counts" })), []);
    assert.deepEqual(fromCache(await run(asked)), all);
  });

  it("recomputes where the data are others, though of the same size and time", async () => {
    await run(text);
    await writeFile(data(), events.replace("1,pay", "1,pax"));
    await utimes(data(), longAgo, longAgo);
    const again = await run(text);
    assert.deepEqual(fromCache(again), []);
    assert.deepEqual(said(again), said(await run(text, plain)));
  });

  it("recomputes where another file took the place, or one came to a pattern", async () => {
    await run(text);
    const other = join(folder.path, "other.tmp");
    await writeFile(other, events);
    await utimes(other, longAgo, longAgo);
    await rename(other, data());
    assert.deepEqual(fromCache(await run(text)), []);

    await mkdir(join(folder.path, "many"), { recursive: true });
    const many = text.replace("events.csv", "many/*.csv");
    for (const name of ["a.csv", "b.csv"]) {
      const file = join(folder.path, "many", name);
      await writeFile(file, events);
      await utimes(file, longAgo, longAgo);
      assert.deepEqual(fromCache(await run(many)), []);
      assert.deepEqual(fromCache(await run(many)), all);
    }
  });

  it("keeps nothing of a file that was changed a moment ago", async () => {
    await writeFile(data(), events);
    await run(text);
    assert.deepEqual(fromCache(await run(text)), []);
  });

  it("tells of data that are gone as if nothing were kept", async () => {
    await run(text);
    await rename(data(), `${data()}.gone`);
    const [outcome] = await run(text);
    await rename(`${data()}.gone`, data());
    assert.ok(outcome !== undefined && !("run" in outcome));
  });

  it("passes over what is broken, and writes it anew", async () => {
    await run(text);
    for (const damage of ["", "{}", "garbage"]) {
      for (const name of await readdir(cache())) {
        await (damage === "garbage"
          ? truncate(join(cache(), name), 200)
          : writeFile(join(cache(), name), damage));
      }
      assert.deepEqual(fromCache(await run(text)), []);
      assert.deepEqual(fromCache(await run(text)), all);
    }
  });

  if (process.platform !== "win32") {
    it("lets nobody else read what is kept, and names no folder of the machine beside it", async () => {
      await rm(cache(), { recursive: true, force: true });
      await run(text);
      assert.equal((await stat(cache())).mode & 0o777, 0o700);
      for (const name of await readdir(cache())) {
        assert.equal((await stat(join(cache(), name))).mode & 0o777, 0o600);
        const [, content = ""] = (await readFile(join(cache(), name), "utf8")).split("\n");
        const { result } = JSON.parse(content) as { readonly result: unknown };
        assert.ok(!JSON.stringify(result).includes(folder.path));
      }
    });
  }

  it("computes where nothing can be kept", async () => {
    const file = join(folder.path, "a-file");
    await writeFile(file, "");
    const other = createRunner({ worker, cacheFolder: join(file, "cache") });
    try {
      assert.deepEqual(fromCache(await run(text, other)), []);
      assert.deepEqual(fromCache(await run(text, other)), []);
    } finally {
      await other.close();
    }
  });
});
