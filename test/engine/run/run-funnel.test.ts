import assert from "node:assert/strict";
import type { MatchModel, RowExpr, EventSource } from "../../../language/index.ts";
import {
  call,
  column,
  compare,
  event,
  funnel,
  moment,
  not,
  nowhere,
  num,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";

const where = (of: MatchModel, condition: RowExpr): MatchModel => ({
  kind: "where",
  of,
  condition,
});

describe("running a funnel", () => {
  const { write, run, failure } = desk();
  const csv = (rows: string): string =>
    `user,event,ts,channel\n${rows
      .trim()
      .split("\n")
      .map((row) => {
        const [user = "", name = "", ts = "", channel = ""] = row.trim().split(/\s+/);
        return [user, name, ts, channel].join(",");
      })
      .join("\n")}\n`;
  /** Counts of a funnel over rows written as `user event time [channel]`. */
  async function count(
    rows: string,
    what: ComputableFunnel,
    more: Partial<EventSource> = {},
    options: { asOf?: string } = {},
  ): Promise<number[]> {
    await write("rows.csv", csv(rows));
    return counts(await run(what, [source("rows.csv", more)], options));
  }
  const ab = (more: Partial<ComputableFunnel> = {}): ComputableFunnel =>
    funnel([stage("a"), stage("b")], more);

  describe("stages", () => {
    const rows = `
      1 a 2026-01-01 ads
      1 b 2026-01-02 ads
      2 a 2026-01-01 seo
      2 c 2026-01-02 seo
      3 x 2026-01-01 ads
      3 b 2026-01-02 ads`;

    it("match by event, by several, by any, by conditions", async () => {
      const any: MatchModel = { kind: "any-event", span: nowhere };
      const or = (...of: MatchModel[]): MatchModel => ({ kind: "or", of });
      const ads = compare(column("channel"), "=", text("ads"), "text");
      assert.deepEqual(await count(rows, ab()), [2, 1]);
      assert.deepEqual(
        await count(
          rows,
          funnel([stage("s", or(event("a"), event("x"))), stage("t", or(event("b"), event("c")))]),
        ),
        [3, 3],
      );
      assert.deepEqual(await count(rows, funnel([stage("s", any), stage("t", any)])), [3, 3]);
      assert.deepEqual(
        await count(rows, funnel([stage("s", any), stage("t", where(any, ads))])),
        [3, 2],
      );
      assert.deepEqual(
        await count(
          rows,
          funnel([
            stage("s", where(or(event("a"), event("x")), ads)),
            stage("t", where(any, not(ads))),
          ]),
        ),
        [2, 0],
      );
      assert.deepEqual(
        await count(rows, funnel([stage("s", or(where(event("a"), ads), event("x"))), stage("b")])),
        [2, 2],
      );
      assert.deepEqual(await count(rows, ab({ where: [ads] })), [1, 1]);
    });

    it("know the source that an event is of, and files whose rows are all one event", async () => {
      await write("first.csv", csv("1 a 2026-01-01\n2 b 2026-01-01"));
      await write("second.csv", csv("1 b 2026-01-02\n2 a 2026-01-02"));
      await write("mails.csv", "user,ts\n1,2026-01-03\n");
      const sources = [
        source("first.csv", { name: "first" }),
        source("second.csv", { name: "second" }),
        source("mails.csv", { name: "mails", event: { kind: "constant", name: "opened" } }),
      ];
      const names = sources.map(({ name }) => name);
      const steps = (...matches: MatchModel[]): Promise<number[]> =>
        run(
          funnel(
            matches.map((match, i) => stage(`s${i}`, match)),
            { sources: names },
          ),
          sources,
        ).then(counts);
      assert.deepEqual(await steps(event("a"), event("b")), [2, 1]);
      assert.deepEqual(await steps(event("a", "first"), event("b")), [1, 1]);
      assert.deepEqual(await steps(event("a"), event("b", "first")), [2, 0]);
      assert.deepEqual(await steps(event("a"), event("opened")), [2, 1]);
      assert.deepEqual(await steps({ kind: "any-event", source: "mails", span: nowhere }), [1]);
    });
  });

  describe("during", () => {
    const rows = `
      1 a 2026-01-01T00:00:00
      1 b 2026-02-15
      2 a 2025-12-31T23:59:59.999999
      2 b 2026-01-02
      3 a 2026-01-31T23:59:59.999999
      3 b 2026-02-01
      4 a 2026-02-01T00:00:00
      5 b 2025-12-31
      5 a 2026-01-05`;
    const january = {
      kind: "between",
      from: { local: "2026-01-01T00:00:00.000000" },
      to: { local: "2026-02-01T00:00:00.000000" },
      toIncluded: false,
    } as const;

    it("limits the entry, both ends included, and nothing after it", async () => {
      assert.deepEqual(await count(rows, ab({ during: january })), [3, 2]);
      const to = { local: "2026-01-05T00:00:00.000000" };
      assert.deepEqual(
        await count(rows, ab({ during: { ...january, to, toIncluded: true } })),
        [2, 1],
      );
      assert.deepEqual(
        await count(rows, ab({ during: { ...january, to, toIncluded: false } })),
        [1, 1],
      );
    });

    it("is in the source's time zone and says so in the result", async () => {
      await write(
        "zone.csv",
        csv(
          "1 a 2026-01-01T00:00\n2 a 2025-12-31T23:59\n3 a 2026-01-31T22:59:59Z\n4 a 2026-01-31T23:00Z",
        ),
      );
      const { result } = await run(ab({ during: january }), [
        source("zone.csv", { timezone: "Europe/Berlin" }),
      ]);
      assert.equal(result.entered, 2);
      assert.deepEqual(result.during, {
        from: "2025-12-31T23:00:00Z",
        to: "2026-01-31T22:59:59.999999Z",
      });
    });

    it("counts back from the last row", async () => {
      const last = { kind: "last", duration: 86_400_000_000 } as const;
      const near = "1 a 2026-01-01T12:00\n2 a 2026-01-01T11:59:59\n3 x 2026-01-02T12:00";
      assert.deepEqual(await count(near, ab({ during: last })), [1, 0]);
    });

    it("has an open end", async () => {
      const open = {
        kind: "between",
        from: { local: "2026-01-02T00:00:00.000000" },
        toIncluded: true,
      } as const;
      assert.deepEqual(await count(rows, ab({ during: open })), [3, 1]);
    });

    it("says that no row lies in it", async () => {
      await write("rows.csv", csv(rows));
      const past = {
        ...january,
        from: { local: "2020-01-01T00:00:00.000000" },
        to: { local: "2020-02-01T00:00:00.000000" },
      };
      const { result } = await run(ab({ during: past }), [source("rows.csv")]);
      assert.deepEqual(
        result.diagnostics.map(({ code }) => code),
        ["FNL5109"],
      );
    });
  });

  describe("as of", () => {
    const rows = `
      1 a 2026-01-01
      1 b 2026-01-03
      2 a 2026-01-02
      2 x 2026-01-09 gone`;

    it("is the last readable time, before any condition", async () => {
      await write(
        "rows.csv",
        `${csv(rows)}3,a,never,\n,a,2027-01-01,\n4,a,infinity,\n5,a,9999-12-31,\n`,
      );
      const kept = compare(column("channel"), "!=", text("gone"), "text");
      const { result } = await run(ab({ where: [kept] }), [source("rows.csv", { where: [kept] })]);
      assert.equal(result.as_of, "2026-01-09T00:00:00Z");
      assert.deepEqual(result.sources[0]?.rows, {
        read: 8,
        rejected: 0,
        without_actor: 1,
        unreadable_time: 3,
        unmatched: {},
      });
    });

    it("leaves out later rows where it is given", async () => {
      assert.deepEqual(await count(rows, ab(), {}, { asOf: "2026-01-02T00:00:00Z" }), [2, 0]);
      assert.deepEqual(await count(rows, ab(), {}, { asOf: "2026-01-03T02:00:00+02:00" }), [2, 1]);
      assert.deepEqual(
        await count(rows, ab(), {}, { asOf: "2026-01-03T01:59:59.999999+02:00" }),
        [2, 0],
      );
      const { result } = await run(ab(), [source("rows.csv")], { asOf: "2026-01-08" });
      assert.equal(result.as_of, "2026-01-03T00:00:00Z");
      assert.deepEqual(await count(rows, ab(), {}, { asOf: "2026-01-02" }), [2, 0]);
      assert.deepEqual(await count(rows, ab(), {}, { asOf: "2026-01-09" }), [2, 1]);
      assert.equal(
        (await failure(run(ab(), [source("rows.csv")], { asOf: "soon" }))).code,
        "FNL5033",
      );
    });

    it("can be asked for in conditions", async () => {
      const age: RowExpr = {
        kind: "arithmetic",
        operator: "-",
        left: call("as_of", "time"),
        right: column("ts", "time"),
        leftType: "time",
        rightType: "time",
        type: "duration",
      };
      const recent = compare(
        age,
        "<=",
        { kind: "duration", microseconds: 7 * 86_400_000_000 },
        "duration",
      );
      assert.deepEqual(await count(rows, ab({ where: [recent] })), [1, 0]);
    });
  });

  describe("segments of actors", () => {
    const rows = `
      1 a 2026-01-10
      1 b 2026-01-11
      1 pay 2026-02-01
      2 a 2026-01-10
      2 b 2026-01-11
      2 pay 2025-01-01
      2 pay 2026-01-12
      3 a 2026-01-10`;
    const segment = (
      negated: boolean,
      atLeast: number,
      match: MatchModel = event("pay"),
    ): ComputableFunnel["segments"][number] => ({
      kind: "actors",
      name: "payers",
      negated,
      match,
      atLeast,
    });
    const january = {
      kind: "between",
      from: { local: "2026-01-01T00:00:00.000000" },
      to: { local: "2026-01-20T00:00:00.000000" },
      toIncluded: true,
    } as const;

    it("look at all rows of all sources, whatever the funnel's limits", async () => {
      const notPay = compare(column("event"), "!=", text("pay"), "text");
      assert.deepEqual(await count(rows, ab({ segments: [segment(false, 1)] })), [2, 2]);
      assert.deepEqual(await count(rows, ab({ segments: [segment(false, 2)] })), [1, 1]);
      assert.deepEqual(await count(rows, ab({ segments: [segment(true, 1)] })), [1, 0]);
      assert.deepEqual(await count(rows, ab({ segments: [segment(true, 2)] })), [2, 1]);
      assert.deepEqual(
        await count(rows, ab({ segments: [segment(false, 1)], during: january, where: [notPay] })),
        [2, 2],
      );
      assert.deepEqual(
        await count(rows, ab({ segments: [segment(false, 1), segment(true, 2)] })),
        [1, 1],
      );
      assert.deepEqual(
        await count(rows, ab({ segments: [segment(false, 1, event("pay", "other"))] })),
        [0, 0],
      );
      assert.deepEqual(
        await count(rows, ab({ segments: [segment(true, 1, event("pay", "other"))] })),
        [3, 2],
      );
    });

    it("add up over sources, but not rows after the given time", async () => {
      await write("rows.csv", csv(rows));
      await write("more.csv", csv("3 pay 2026-03-01\n1 pay 2026-03-01"));
      const sources = [source("rows.csv"), source("more.csv", { name: "more" })];
      const both = ab({ sources: ["web", "more"], segments: [segment(false, 2)] });
      assert.deepEqual(counts(await run(both, sources)), [2, 2]);
      assert.deepEqual(counts(await run(both, sources, { asOf: "2026-02-28" })), [1, 1]);
    });
  });

  describe("splits", () => {
    it("take the value of the entry's row, missing ones and all", async () => {
      await write(
        "rows.csv",
        "user,event,ts,channel,n\n1,a,2026-01-01,ads,1\n1,b,2026-01-02,seo,2\n2,a,2026-01-01,seo,1.0\n3,a,2026-01-01,,1.50\n",
      );
      const split = (value: RowExpr): ComputableFunnel =>
        ab({ splits: [{ text: "x", span: nowhere, value, at: "entry" }] });
      const groups = async (value: RowExpr): Promise<unknown> =>
        (await run(split(value), [source("rows.csv")])).result.splits?.map(
          ({ by, entered, converted }) => [by["x"], entered, converted],
        );
      assert.deepEqual(await groups(column("channel")), [
        ["ads", 1, 1],
        ["seo", 1, 0],
        [null, 1, 0],
      ]);
      assert.deepEqual(await groups(column("n", "number")), [
        ["1", 2, 1],
        ["1.5", 1, 0],
      ]);
      assert.deepEqual(await groups(call("file_name", "text")), [["rows.csv", 3, 1]]);
    });
  });

  it("keeps file order where times are equal, whatever the threads", async () => {
    // Of two entries at one time the chosen one, whose value splits, is the first of the file.
    const files = 7;
    for (let file = 0; file < files; file++) {
      const rows: string[] = [];
      for (let user = 0; user < 40_000; user++)
        rows.push(`${user},a,2026-01-01,${file}_${user % 7}`);
      await write(`order/${file}.csv`, `user,event,ts,channel\n${rows.join("\n")}\n`);
    }
    const split = funnel([stage("a")], {
      splits: [{ text: "c", span: nowhere, value: column("channel"), at: "entry" }],
    });
    const outputs = new Set<string>();
    for (const threads of [1, 2, 8]) {
      const { result } = await run(split, [source("order/*.csv")], { threads });
      outputs.add(JSON.stringify(result));
      assert.deepEqual(
        result.splits?.map(({ by }) => by["c"]).sort(),
        Array.from({ length: 7 }, (_, i) => `0_${i}`),
      );
    }
    assert.equal(outputs.size, 1);
  });

  it("keeps file order between files of different columns, too", async () => {
    const users = Array.from({ length: 60_000 }, (_, user) => user);
    await write(
      "unlike/1.csv",
      `user,event,ts,channel\n${users.map((user) => `${user},a,2026-01-01,first`).join("\n")}\n`,
    );
    await write(
      "unlike/2.csv",
      `channel,ts,event,user,more\n${users.map((user) => `second,2026-01-01,a,${user},x`).join("\n")}\n`,
    );
    await write(
      "unlike/3.csv",
      `user,event,ts,channel\n${users.map((user) => `${user},a,2026-01-01,third`).join("\n")}\n`,
    );
    const split = { text: "c", span: nowhere, value: column("channel"), at: "entry" } as const;
    for (const threads of [1, 8]) {
      const { result } = await run(
        funnel([stage("a")], { splits: [split] }),
        [source("unlike/*.csv")],
        { threads },
      );
      assert.deepEqual(
        result.splits?.map(({ by, entered }) => [by["c"], entered]),
        [["first", 60_000]],
      );
    }
  });

  it("takes several columns together for the actor, and rows lacking one for none", async () => {
    await write(
      "pairs.csv",
      "u,i,event,ts\n1,11,a,2026-01-01\n11,1,a,2026-01-01\n1,11,b,2026-01-02\n1,,a,2026-01-01\n",
    );
    const { result } = await run(ab(), [source("pairs.csv", { actor: [["u"], ["i"]] })]);
    assert.deepEqual(
      [result.entered, result.converted, result.sources[0]?.rows.without_actor],
      [2, 1, 1],
    );
  });

  describe("what it says about the data", () => {
    const codes = async (
      what: ComputableFunnel,
      more: Partial<EventSource> = {},
    ): Promise<unknown[]> =>
      (await run(what, [source("rows.csv", more)])).result.diagnostics.map(({ code, args }) => [
        code,
        args,
      ]);

    it("names stages without rows, values that can't be read, a window longer than the data", async () => {
      await write(
        "rows.csv",
        "user,event,ts,n\n1,a,2026-01-01,1\n2,a,2026-01-02,x\n3,a,2026-01-03,\n",
      );
      const positive = where(event("a"), compare(column("n", "number"), ">", num("0"), "number"));
      assert.deepEqual(
        await codes(funnel([stage("a", positive), stage("zz")], { window: 30 * 86_400_000_000 })),
        [
          ["FNL5105", { source: "web", column: "n", count: 1 }],
          ["FNL5101", { stage: "zz" }],
          ["FNL5107", { days: 2 }],
        ],
      );
    });

    it("says that one row lies far behind the others", async () => {
      const window = { window: 5 * 86_400_000_000 };
      const far = "1 a 2026-01-01\n2 a 2026-01-02\n3 a 2026-01-03\n4 a 2062-01-01";
      await write("rows.csv", csv(far));
      const alone = (await codes(funnel([stage("a")], window))).filter(
        (each) => Array.isArray(each) && each[0] === "FNL5110",
      );
      assert.deepEqual(alone, [["FNL5110", { last: "2062-01-01T00:00:00Z", days: 13_147 }]]);
      await write("rows.csv", csv(`${far}\n5 a 2061-12-27`));
      assert.deepEqual(await codes(funnel([stage("a")], window)), []);
      await write("rows.csv", csv(`${far}\n5 a 2061-12-26T23:59:59`));
      assert.equal((await codes(funnel([stage("a")], window))).length, 1);
    });

    it("asks for the form of times that can be read in two ways", async () => {
      const of = (
        times: readonly string[],
        format?: string,
      ): Promise<Readonly<Record<string, unknown>>> =>
        write(
          "rows.csv",
          `user,event,ts\n${times.map((time) => `1,a,"${time}"`).join("\n")}\n`,
        ).then(() =>
          failure(
            run(ab(), [
              source("rows.csv", {
                time: { column: ["ts"], ...(format === undefined ? {} : { format }) },
              }),
            ]),
          ),
        );
      assert.deepEqual(await of(["01/02/2026", "03/04/2026"]), {
        code: "FNL5020",
        column: "ts",
        example: "01/02/2026",
        first: "%d/%m/%Y",
        second: "%m/%d/%Y",
      });
      const format = async (...times: string[]): Promise<unknown> => (await of(times))["format"];
      assert.equal(await format("25/02/2026 10:11"), "%d/%m/%Y %H:%M");
      assert.equal(await format("02/25/2026 10:11:12 PM"), "%m/%d/%Y %I:%M:%S %p");
      assert.equal(await format("01.02.2026 10:11:12"), "%d.%m.%Y %H:%M:%S");
      assert.equal(await format("1769862605"), "epoch_s");
      assert.equal(await format("1769862605123"), "epoch_ms");
      assert.equal(await format("1769862605123456"), "epoch_us");
      assert.equal(await format("1538405774195002000"), "epoch_ns");
      assert.equal(await format("20260131"), "%Y%m%d");
      assert.equal(await format("yesterday"), "");
      assert.deepEqual(await of(["2026-01-31"], "%d.%m.%Y"), {
        code: "FNL5022",
        column: "ts",
        example: "2026-01-31",
        format: "%d.%m.%Y",
      });
      assert.equal((await of(["2026-01-31"], "%d.%q")).code, "FNL5024");
    });

    it("decides between day and month by all of the times", async () => {
      await write("rows.csv", "user,event,ts\n1,a,01/02/2026\n1,a,03/14/2026\n");
      const found = await failure(run(ab(), [source("rows.csv")]));
      assert.deepEqual([found.code, found["format"]], ["FNL5021", "%m/%d/%Y"]);
    });

    it("says why a pattern is no regular expression", async () => {
      await write("rows.csv", "user,event,ts\n1,a,2026-01-01\n");
      const bad = where(event("a"), {
        kind: "text-test",
        negated: false,
        test: "matches",
        operand: column("event"),
        value: text("("),
      });
      const found = await failure(run(funnel([stage("a", bad)]), [source("rows.csv")]));
      assert.deepEqual([found.code, found["pattern"]], ["FNL5025", "("]);
    });
  });

  it("reads dates of a condition as the source's own", async () => {
    await write(
      "rows.csv",
      "user,event,ts,born\n1,a,2026-01-01,2000-01-01\n2,a,2026-01-01,1999-12-31 23:30\n",
    );
    const adult = compare(column("born", "time"), ">=", moment("2000-01-01"), "time");
    assert.equal(
      (await run(ab({ where: [adult] }), [source("rows.csv", { timezone: "Europe/Berlin" })]))
        .result.entered,
      1,
    );
  });
});
