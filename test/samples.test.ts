import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatText } from "../language/editing.ts";
import { generateSamples } from "../samples/generate.ts";
import type { FunnelResult, RunResult, StudyResult } from "../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../server/engine/run/catalog.ts";
import { createRunner } from "../server/engine/run/host.ts";
import { runFile } from "../server/engine/run/run-file.ts";
import type { Runner } from "../server/engine/run/runner.ts";
import { funnelResults } from "./support/funnel-results.ts";

const samples = join(import.meta.dirname, "..", "samples");
const data = join(samples, "data");

describe("samples", () => {
  it("are what the generator makes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "funnel-samples-"));
    try {
      const names = await generateSamples(folder);
      assert.deepEqual(readdirSync(data).sort(), [...names].sort());
      for (const name of names) {
        if (name.endsWith(".parquet")) {
          // Another version of the database may write the same rows in other bytes.
          assert.equal(await hashRows(join(data, name)), await hashRows(join(folder, name)), name);
        } else {
          const made = readFileSync(join(folder, name), "utf8");
          assert.ok(readFileSync(join(data, name), "utf8") === made, `${name} differs`);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("stay small enough to be committed", () => {
    const bytes = readdirSync(data).map((name) => statSync(join(data, name)).size);
    assert.ok(bytes.reduce((sum, size) => sum + size, 0) <= 4_000_000);
  });
});

interface Leak {
  readonly file: string;
  readonly funnel: string;
  /** The split and its value that leaks. */
  readonly by: Readonly<Record<string, string>>;
  /** The stage that too few of its actors reach. */
  readonly stage: string;
}

/** What each sample hides. */
const leaks: readonly Leak[] = [
  { file: "saas-signup.funnel", funnel: "Signup", by: { device: "android" }, stage: "Activation" },
  {
    file: "saas-signup.funnel",
    funnel: "Verification",
    by: { app_version: "5.2.0" },
    stage: "Verified",
  },
  { file: "shop.funnel", funnel: "Purchase", by: { campaign: "spring_sale" }, stage: "Action" },
  {
    file: "shop.funnel",
    funnel: "SaleCheckout",
    by: { "band(basket, 30, 50)": "30–49" },
    stage: "Paid",
  },
  {
    file: "crm-deals.funnel",
    funnel: "Sales",
    by: { "`Lead Source`": "Trade fair" },
    stage: "Decision",
  },
  {
    file: "after-purchase.funnel",
    funnel: "Growing",
    by: { carrier: "Parcelo" },
    stage: "Again",
  },
  { file: "ad-campaign.funnel", funnel: "Campaign", by: { channel: "Display" }, stage: "SignUp" },
  { file: "b2b-pipeline.funnel", funnel: "Pipeline", by: { Region: "DACH" }, stage: "Won" },
  { file: "marketing-ru.funnel", funnel: "Март", by: { Почта: "Голубь" }, stage: "Доставлено" },
];

describe("the funnels of the samples", function () {
  this.timeout(60_000);
  let runner: Runner;
  const results = new Map<string, readonly FunnelResult[]>();
  const studies = new Map<string, StudyResult>();
  before(async () => {
    runner = createRunner({ worker: new URL("../server/engine/run/worker.ts", import.meta.url) });
    for (const file of files) {
      const all = await runSample(file, runner);
      results.set(file, funnelResults(all));
      all.results.forEach((result) => {
        if (result.kind !== "funnel") studies.set(result.name, result);
      });
    }
  });
  after(() => runner.close());

  const files = readdirSync(samples).filter((name) => name.endsWith(".funnel"));
  for (const file of files) {
    const text = readFileSync(join(samples, file), "utf8");
    it(`${file} is in the one form`, () => {
      assert.equal(formatText(text).text, text);
    });

    it(`${file} meets its expectations, or warns of its leak`, () => {
      const statuses = results
        .get(file)
        ?.flatMap(({ expectations = [] }) => expectations)
        .map(({ status, otherwise }) => (status === "fail" ? otherwise : status));
      assert.deepEqual(new Set(statuses), new Set(["pass", "warn"]));
    });
  }

  for (const { file, funnel, by, stage } of leaks) {
    it(`${file}: ${funnel} shows its leak at ${stage}, and there alone`, () => {
      const result = results.get(file)?.find(({ name }) => name === funnel);
      const groups = result?.splits ?? [];
      const same = (group: (typeof groups)[number]): boolean =>
        Object.entries(by).every(([name, value]) => group.by[name] === value);
      const leaking = groups.find(same);
      const others = groups.filter((group) => !same(group) && group.entered >= 30);
      assert.ok(leaking !== undefined && others.length > 0);
      leaking.stages.forEach((reached, index) => {
        if (index === 0 || reached.optional) return;
        const worse = others.filter(
          ({ stages }) => (reached.interval?.[1] ?? 0) < (stages[index]?.interval?.[0] ?? 0),
        );
        if (reached.name === stage) assert.equal(worse.length, others.length);
        else assert.ok(worse.length < others.length, `${reached.name} leaks too`);
      });
    });
  }

  it("names the better checkout, not the other, and what goes along with buying in each", () => {
    const pages = studies.get("Pages");
    const buying = studies.get("Buying");
    assert.ok(pages?.kind === "experiment" && buying?.kind === "drivers");
    assert.equal(pages.winner, "B");
    const other = pages.variants.find(({ name }) => name === "C")?.against_control;
    assert.ok((other?.p_adjusted ?? 0) > 0.05);
    assert.deepEqual(
      buying.signals.filter(({ p_adjusted: p }) => (p ?? 1) < 0.05).map(({ name }) => name),
      ["delivery_times"],
    );
  });

  it("tells scores that foretell from the one that was bought", () => {
    const [points, learned, agency] = ["Points", "Learned", "Agency"].map((name) => {
      const score = studies.get(name);
      assert.ok(score?.kind === "score");
      return score;
    });
    assert.equal(points?.no_better_than_chance, false);
    assert.equal(learned?.no_better_than_chance, false);
    assert.equal(agency?.no_better_than_chance, true);
    assert.equal(learned?.weights?.[0]?.signal, "prices_seen");
    // The discount came of the talks.
    assert.deepEqual(
      points?.diagnostics.map(({ code }) => code),
      ["FNL5301"],
    );
  });

  it("shows that all was well before the move in the Russian one", () => {
    const before = results.get("marketing-ru.funnel")?.find(({ name }) => name === "Февраль");
    for (const { stages } of before?.splits ?? []) {
      assert.ok((stages[1]?.conversion_from_previous ?? 0) > 0.95);
    }
  });
});

async function runSample(name: string, runner: Runner): Promise<RunResult> {
  const file = join(samples, name);
  const place = { file, root: samples };
  const text = readFileSync(file, "utf8");
  const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
  // The second visit and the second order are meant.
  const found = analysis.diagnostics.filter(({ code }) => code !== "FNL4066");
  assert.deepEqual(found, []);
  const { result, outcomes } = await runFile({ analysis, place, runner });
  const failures = outcomes.map((outcome) => (outcome.kind === "failure" ? outcome.failure : null));
  assert.deepEqual(new Set(failures), new Set([null]));
  return result;
}

/** Of all rows in their order. */
async function hashRows(path: string): Promise<string> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select count(*), md5(string_agg(md5(rows::varchar), '')) from '${path.replaceAll("'", "''")}' as rows`,
    );
    return JSON.stringify(reader.getRowsJson());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
