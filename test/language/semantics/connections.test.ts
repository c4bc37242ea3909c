import assert from "node:assert/strict";
import { analyze, type Catalog, type DiagnosticCode } from "../../../language/index.ts";
import { checkBesides, type Mistake, webEvents } from "../../support/mistakes.ts";

/** What this version can't run is said besides, and isn't what these tests are about. */
const besides: readonly DiagnosticCode[] = ["FNL1025", "FNL1029"];

const connection = (...lines: readonly string[]): string =>
  `connection warehouse clickhouse {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const url = 'url env("CH_URL")';
const environment: Catalog = { ...webEvents, variable: (name) => name !== "CH_PASSWORD" };

const mistakes: readonly Mistake[] = [
  {
    text: connection(url).replace("clickhouse", "⟦clickhose⟧"),
    code: "FNL2018",
    fixed: connection(url),
  },
  {
    text: connection(url).replace("clickhouse", "⟦postgres⟧"),
    code: "FNL2018",
    fixed: connection(url),
  },
  {
    text: `${connection(url)}${connection(url).replace("warehouse", "⟦warehouse⟧")}`,
    code: "FNL2016",
  },
  {
    text: connection(url, '⟦usr⟧ env("CH_USER")'),
    code: "FNL2018",
    fixed: connection(url, 'user env("CH_USER")'),
  },
  {
    text: connection(url, '⟦url env("OTHER")⟧'),
    code: "FNL4008",
    fixed: connection(url),
  },
  {
    text: connection('user env("CH_USER")').replace("warehouse", "⟦warehouse⟧"),
    code: "FNL4029",
    fixed: connection('url env("CLICKHOUSE_URL")', 'user env("CH_USER")'),
  },
  {
    text: connection(url, 'password ⟦"hunter2"⟧'),
    code: "FNL4028",
    fixed: connection(url, 'password env("CLICKHOUSE_PASSWORD")'),
  },
  {
    text: connection('url ⟦"https://me:hunter2@host"⟧'),
    code: "FNL4028",
    fixed: connection('url env("CLICKHOUSE_URL")'),
  },
  {
    text: connection(url, 'user env(⟦"me@example.org"⟧)'),
    code: "FNL4028",
    fixed: connection(url, 'user env("CLICKHOUSE_USER")'),
  },
  { text: connection(url, 'password env(⟦"CH_PASSWORD"⟧)'), code: "FNL2024" },
  {
    text: `${connection(url)}source web from table "events" on ⟦warehose⟧ { actor a time b event c }\n`,
    code: "FNL2020",
    fixed: `${connection(url)}source web from table "events" on warehouse { actor a time b event c }\n`,
  },
];

describe("connections", () => {
  for (const mistake of mistakes)
    it(JSON.stringify(mistake.text), () =>
      checkBesides({ catalog: environment, ...mistake }, besides),
    );

  it("name the variables that hold their values, and never the values", () => {
    const text = connection(
      url,
      'user env("CH_USER")',
      'password "hunter2"',
      'database env("a b")',
    );
    const analysis = analyze(text, environment);
    assert.deepEqual(
      analysis.program.connections.map(({ name, engine, variables }) => [name, engine, variables]),
      [["warehouse", "clickhouse", { url: "CH_URL", user: "CH_USER" }]],
    );
    assert.ok(!JSON.stringify([analysis.program, analysis.diagnostics]).includes("hunter2"));
  });

  it("ask whether their variables are set", () => {
    assert.deepEqual(analyze(connection(url), webEvents).needs, [
      { kind: "variable", name: "CH_URL" },
    ]);
  });

  it("are referred to by the tables that lie there", () => {
    const text = `${connection(url)}source web from table "events" on warehouse { actor a time b event c }\n`;
    const { references } = analyze(text, environment);
    assert.deepEqual(
      references
        .filter(({ target }) => target.kind === "connection")
        .map(({ span, isDeclaration }) => [text.slice(span.start, span.end), isDeclaration]),
      [
        ["warehouse", true],
        ["warehouse", false],
      ],
    );
  });
});
