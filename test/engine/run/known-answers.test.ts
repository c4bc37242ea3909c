import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FunnelResult } from "../../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { runFile } from "../../../server/engine/run/run-file.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { funnelResults } from "../../support/funnel-results.ts";

/** Data sets that aren't part of the project, with counts that others computed. */
const data = path.join(import.meta.dirname, "../../../../shared/data");
const answersFile = path.join(data, "answers.json");

interface Answer {
  readonly id: string;
  readonly definition: {
    readonly file: string;
    readonly actor: string;
    readonly stages: readonly string[];
  };
  readonly answer: { readonly no_window: { readonly counts: readonly number[] } };
}

/** What a source says besides file and actor. */
const columns: Readonly<Record<string, string>> = {
  "simple_shop.funnel3": "time timestamp event event",
  "ecom_synthetic.funnel_user": "time timestamp event event",
  "app_onboarding.funnel": 'time event_timestamp format "epoch_ns" event event_name',
  "sepsis.pathway": "time `Complete Timestamp` event Activity",
  "otto_sessions.funnel_session": 'time ts_ms format "epoch_ms" event type',
  "cdnow.repeat": 'time date event "purchase"',
};

if (existsSync(answersFile)) {
  describe("the engine counts what others counted", function () {
    this.timeout(120_000);
    let runner: Runner;
    before(() => {
      const worker = new URL("../../../server/engine/run/worker.ts", import.meta.url);
      runner = createRunner({ worker });
    });
    after(() => runner.close());

    const { datasets } = JSON.parse(readFileSync(answersFile, "utf8")) as {
      readonly datasets: Readonly<Record<string, readonly Answer[]>>;
    };
    for (const [id, mapping] of Object.entries(columns)) {
      it(id, async () => {
        const known = Object.values(datasets)
          .flat()
          .find((each) => each.id === id);
        assert.ok(known);
        const { definition, answer } = known;
        const stages = definition.stages.map((event, i) => `stage S${i + 1}: "${event}"`);
        const source = `source s from "${definition.file}" { actor \`${definition.actor}\` ${mapping} }`;
        const result = await run(`${source}\nfunnel F on s {\n${stages.join("\n")}\n}\n`);
        const counts = result.stages.map(({ count }) => count);
        assert.deepEqual(counts, answer.no_window.counts);
      });
    }

    async function run(text: string): Promise<FunnelResult> {
      const place = { file: path.join(data, "answers.funnel"), root: data };
      const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
      const wrong = analysis.diagnostics.filter(({ severity }) => severity === "error");
      assert.deepEqual(wrong, []);
      const [first] = funnelResults((await runFile({ analysis, place, runner })).result);
      assert.ok(first);
      return first;
    }
  });
}
