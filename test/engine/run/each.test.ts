import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { join } from "node:path";
import {
  call,
  column,
  compare,
  funnel,
  nowhere,
  num,
  records,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

describe("a row for each element of a list", () => {
  const { place, write, run, describe: look } = desk();
  const items = { each: ["items"], event: { kind: "constant" as const, name: "item" } };
  const any = (name: string, ...where: Parameters<typeof compare>) =>
    stage(name, {
      kind: "where",
      of: { kind: "event", event: "item", span: nowhere },
      condition: compare(...where),
    });
  const what = funnel(
    [
      any("cheap", column("items.price", "number"), "<", num("10"), "number"),
      any("dear", column("items.price", "number"), ">=", num("10"), "number"),
    ],
    {
      splits: [{ text: "sku", span: nowhere, value: column("items.sku"), at: "entry" }],
    },
  );
  const expected = async (path: string): Promise<void> => {
    const one = await run(what, [source(path, items)], { threads: 1 });
    assert.deepEqual(counts(one), [2, 1], path);
    assert.deepEqual(
      one.result.splits?.map(({ by, entered, converted }) => [by["sku"], entered, converted]),
      [
        ["a", 1, 1],
        ["d", 1, 0],
      ],
      path,
    );
    assert.equal(one.result.sources[0]?.rows.read, 5);
    assert.deepEqual((await run(what, [source(path, items)], { threads: 2 })).result, one.result);
  };
  const orders = [
    {
      user: 1,
      ts: "2026-01-01",
      items: [
        { sku: "a", price: 5 },
        { sku: "b", price: 15 },
      ],
    },
    { user: 2, ts: "2026-01-01", items: [] },
    { user: 3, ts: "2026-01-02", items: [{ sku: "c", price: 20 }] },
    {
      user: 3,
      ts: "2026-01-03",
      items: [
        { sku: "d", price: 1.5 },
        { sku: "e", price: null },
      ],
    },
    { user: 4, ts: "2026-01-03", items: null },
  ];

  /** The keys of an element of the list, with their types; of a plain one its own. */
  const elementOf = async (path: string, list: string): Promise<unknown> => {
    const table = await look(path);
    assert.ok(table.kind === "table");
    const found = table.columns.find(({ name }) => name === list)?.element;
    return found?.fields?.map(({ name, type }) => [name, type]) ?? found?.type;
  };

  it("is known by its keys and their types", async () => {
    const lines = [
      '{"user":1,"items":[{"sku":"a","at":"2026-01-01","n":"5"},{"sku":"b","gift":true}],"tags":["x"],"days":["2026-01-01"],"grid":[[1]]}',
      '{"user":2,"items":[],"tags":null,"order":{"lines":[{"sku":"c"}]}}',
    ];
    await write("known.ndjson", lines.join("\n"));
    assert.deepEqual(await elementOf("known.ndjson", "items"), [
      ["sku", "text"],
      ["at", "time"],
      ["n", "number"],
      ["gift", "boolean"],
    ]);
    assert.equal(await elementOf("known.ndjson", "tags"), "text");
    assert.equal(await elementOf("known.ndjson", "days"), "time");
    assert.equal(await elementOf("known.ndjson", "user"), undefined);
    const table = await look("known.ndjson");
    const order =
      table.kind === "table" ? table.columns.find(({ name }) => name === "order") : null;
    assert.deepEqual(
      order?.fields?.[0]?.element?.fields?.map(({ name }) => name),
      ["sku"],
    );
  });

  it("of JSON", async () => {
    await write("orders.ndjson", orders.map((order) => JSON.stringify(order)).join("\n"));
    await expected("orders.ndjson");
    await write("orders.json", JSON.stringify(orders));
    await expected("orders.json");
  });

  it("of a CSV whose column has JSON", async () => {
    const quote = (value: unknown): string =>
      value === null ? "" : `"${JSON.stringify(value).replaceAll('"', '""')}"`;
    const lines = orders.map(({ user, ts, items: list }) => `${user},${ts},${quote(list)}`);
    await write("orders.csv", `user,ts,items\n${lines.join("\n")}\n`);
    await expected("orders.csv");
  });

  it("of Parquet, by its own types", async () => {
    await write("orders.parquet", "");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const file = join(place().root, "orders.parquet").replaceAll("'", "''");
    await connection.run(
      `copy (select * from (values
        (1, timestamp '2026-01-01', [{'sku': 'a', 'price': 5.0}, {'sku': 'b', 'price': 15.0}]),
        (2, timestamp '2026-01-01', []),
        (3, timestamp '2026-01-02', [{'sku': 'c', 'price': 20.0}]),
        (3, timestamp '2026-01-03', [{'sku': 'd', 'price': 1.5}, {'sku': 'e', 'price': null}]),
        (4, timestamp '2026-01-03', null)) as t("user", ts, items)) to '${file}' (format parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    await expected("orders.parquet");
    assert.deepEqual(await elementOf("orders.parquet", "items"), [
      ["sku", "text"],
      ["price", "number"],
    ]);
  });

  it("may name the event, and be told apart as actors and repeats", async () => {
    await write(
      "tags.ndjson",
      '{"user":1,"ts":"2026-01-01","tags":["a","b","a"]}\n{"user":2,"ts":"2026-01-01","tags":"a"}\n',
    );
    const tags = { each: ["tags"], event: { kind: "column" as const, column: ["tags"] } };
    const ab = funnel([stage("a"), stage("b")]);
    assert.deepEqual(counts(await run(ab, [source("tags.ndjson", tags)])), [2, 1]);
    const rows = await run(ab, [source("tags.ndjson", { ...tags, actor: [] })]);
    assert.deepEqual(counts(rows), [3, 0]);
    const once = await run(ab, [source("tags.ndjson", { ...tags, dedupe: [] })]);
    assert.equal(once.result.sources[0]?.rows.repeated, 1);
    const upper = compare(call("upper", "text", column("tags")), "=", text("B"), "text");
    assert.deepEqual(
      counts(await run({ ...ab, where: [upper] }, [source("tags.ndjson", tags)])),
      [0, 0],
    );
  });

  it("of records", async () => {
    await write(
      "deals.ndjson",
      '{"id":1,"parts":[{"sent":"2026-01-01"},{"sent":"2026-01-02","paid":"2026-01-03"}]}\n',
    );
    const crm = records(
      "deals.ndjson",
      { sent: "parts.sent", paid: "parts.paid" },
      { each: ["parts"] },
    );
    const steps = funnel([stage("sent"), stage("paid")], { sources: ["crm"] });
    assert.deepEqual(counts(await run(steps, [crm])), [1, 1]);
  });
});
