import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { type FileRun, ranOf, runFile } from "../../../server/engine/run/run-file.ts";
import type { Place, Runner } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";
import { funnelResults } from "../../support/funnel-results.ts";

const worker = new URL("../../../server/engine/run/worker.ts", import.meta.url);

describe("running a file", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  const place = (): Place => ({
    file: join(folder.path, "reports", "growth.funnel"),
    root: folder.path,
  });
  let runner: Runner;
  before(() => (runner = createRunner({ worker })));
  after(() => runner.close());

  const put = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), content);
  };
  const run = async (
    text: string,
    more: { funnel?: string; asOf?: string } = {},
  ): Promise<FileRun> => {
    const analysis = await analyzeWithData(text, place(), createDataCatalog(runner));
    return runFile({ analysis, place: place(), runner, ...more });
  };

  before(async () => {
    await put(
      "data/events.csv",
      `user,event,ts,channel,amount
1,visit,2026-01-01 10:00,ads,
1,sign_up,2026-01-01 10:05,ads,
1,pay,2026-01-03 10:00,ads,20
2,visit,2026-01-02 09:00,seo,
2,sign_up,2026-01-09 09:00,seo,
3,visit,2026-01-02 12:00,seo,
4,visit,2026-01-03 12:00,,
4,sign_up,2026-01-03 12:01,,
4,pay,2026-01-04 12:00,,0
,visit,2026-01-05,,
5,visit,soon,,
`,
    );
    await put("data/mails.ndjson", '{"who":{"id":2},"sent":1768003200,"kind":"pay"}\n');
  });

  const text = `
source web from "../data/events.csv" {
  actor user
  time ts
  event event
}

source mails from "../data/mails.ndjson" {
  actor who.id
  time sent format "epoch_s"
  event kind
}

funnel Growth on web, mails {
  during 2026-01-01 .. 2026-01-31
  window 14 days
  stage Visit: visit
  stage SignUp: sign_up within 1 day
  stage Paid: (web.pay where amount > 0) or mails.pay
  expect conversion(Visit -> SignUp) >= 50%
}

funnel Small on web {
  stage Visit: visit
  stage Never: refund
  split by channel
}
`;

  it("names a file outside of the workspace folder without the way to it", async () => {
    const analysis = await analyzeWithData(text, place(), createDataCatalog(runner));
    const outside = { file: place().file, root: join(folder.path, "data") };
    const { result } = await runFile({ analysis, place: outside, runner, funnel: "Small" });
    assert.equal(result.file, "growth.funnel");
    assert.equal(result.results.length, 1, "its data lie in the folder");
  });

  it("computes every funnel of it", async () => {
    const { result, outcomes } = await run(text);
    assert.deepEqual(
      outcomes.map((outcome) => [outcome.kind, ranOf(outcome).name]),
      [
        ["run", "Growth"],
        ["run", "Small"],
      ],
    );
    assert.deepEqual(
      [result.version, result.file, result.as_of],
      [1, "reports/growth.funnel", "2026-01-10T00:00:00Z"],
    );
    const [growth, small] = funnelResults(result);
    assert.deepEqual(
      growth?.stages.map(({ name, count }) => [name, count]),
      [
        ["Visit", 4],
        ["SignUp", 2],
        ["Paid", 1],
      ],
    );
    assert.deepEqual(
      small?.splits?.map(({ by, entered }) => [by["channel"], entered]),
      [
        ["seo", 2],
        ["ads", 1],
        [null, 1],
      ],
    );
    assert.equal(growth.expectations?.[0]?.status, "pass");
    assert.deepEqual(
      growth.sources.map(({ name, files, rows }) => [
        name,
        files,
        rows.read,
        rows.without_actor,
        rows.unreadable_time,
      ]),
      [
        ["web", 1, 11, 1, 1],
        ["mails", 1, 1, 0, 0],
      ],
    );
    // Each is said at its place in the text.
    const lines = text.split("\n");
    const said = small?.diagnostics.map(({ code, line }) => [
      code,
      lines[(line ?? 0) - 1]?.trim().split(" ")[0],
    ]);
    assert.deepEqual(said, [
      ["FNL5103", "actor"],
      ["FNL5104", "time"],
      ["FNL5101", "stage"],
    ]);
    assert.match(small?.diagnostics[2]?.message ?? "", /^No row matches stage Never\./);
  });

  it("gives the same bytes again", async () => {
    const once = JSON.stringify((await run(text, { funnel: "Small" })).result);
    assert.equal(JSON.stringify((await run(text, { funnel: "Small" })).result), once);
  });

  it("runs one funnel where it is named", async () => {
    const { result } = await run(text, { funnel: "Small" });
    assert.deepEqual(
      result.results.map(({ name }) => name),
      ["Small"],
    );
  });

  it("goes on after a funnel that is broken or has no data", async () => {
    const other = `
source gone from "gone.csv" { actor user time ts event event }
funnel Broken on web { stage A: visit  stage }
funnel Gone on gone { stage A: visit  stage B: pay }`;
    const { outcomes, result } = await run(text + other);
    const reasons = outcomes.map((outcome) =>
      outcome.kind === "broken" ? outcome.diagnostics.map(({ code }) => code.slice(0, 4)) : [],
    );
    assert.deepEqual(reasons, [[], [], ["FNL1"], ["FNL5"]]);
    assert.deepEqual(
      outcomes.map((outcome) => [ranOf(outcome).name, outcome.kind]),
      [
        ["Growth", "run"],
        ["Small", "run"],
        ["Broken", "broken"],
        ["Gone", "broken"],
      ],
    );
    assert.deepEqual(
      result.results.map(({ name }) => name),
      ["Growth", "Small"],
    );
  });
});

/** Public data with known answers, where somebody has put them beside the project. */
const library = process.env["FUNNEL_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const sets: readonly {
  readonly file: string;
  readonly source: string;
  readonly stages: readonly string[];
  readonly counts: readonly number[];
  readonly window?: string;
  /** Between the stages. */
  readonly medians?: readonly number[];
}[] = [
  {
    file: "simple_shop/events.csv",
    source: "actor user_id time timestamp event event",
    stages: ["catalog", "cart", "payment_done"],
    counts: [3611, 1924, 653],
  },
  {
    file: "simple_shop/events.csv",
    source: "actor user_id time timestamp event event",
    stages: ["catalog", "cart", "payment_done"],
    window: "1 day",
    counts: [3611, 1924, 653],
  },
  {
    file: "ecom_synthetic/events.csv.gz",
    source: "actor user_id time timestamp event event",
    stages: ["catalog", "product_view", "add_to_cart", "purchase"],
    counts: [600, 596, 502, 274],
  },
  {
    file: "app_onboarding/events.csv",
    source: 'actor user_pseudo_id time event_timestamp format "epoch_ns" event event_name',
    stages: [
      "onboarding_welcome_screen",
      "onboarding__chooseLoginType",
      "onboarding_privacy_policyShown",
      "onboarding_privacy_policyAccepted",
      "passed",
    ],
    counts: [4120, 2160, 2112, 2027, 1483],
  },
  {
    file: "sepsis/events.csv",
    source: "actor `Case ID` time `Complete Timestamp` event Activity",
    stages: [
      "ER Registration",
      "ER Triage",
      "ER Sepsis Triage",
      "IV Antibiotics",
      "Admission NC",
      "Release A",
    ],
    counts: [1050, 1044, 1027, 802, 674, 571],
  },
  // The source of this answer counts the one row without a case as a case of its own: 10,000.
  ...["csv", "parquet"].map((ending) => ({
    file: `hospital_billing/events.${ending}`,
    source: "actor case_id time timestamp event activity",
    stages: ["NEW", "FIN", "RELEASE", "CODE OK", "BILLED"],
    counts: [9999, 7419, 7209, 7059, 6915],
  })),
  {
    file: "otto_sessions/events.csv",
    source: 'actor session time ts_ms format "epoch_ms" event type',
    stages: ["clicks", "carts", "orders"],
    counts: [20, 7, 2],
    medians: [85301.342, 461.77],
  },
  {
    file: "otto_sessions/events.csv",
    source: 'actor session time ts_ms format "epoch_ms" event type',
    stages: ["clicks", "carts", "orders"],
    window: "1 hour",
    counts: [20, 7, 2],
    medians: [92.944, 461.77],
  },
  {
    file: "cdnow/transactions.csv",
    source: 'actor customer_id time date event "purchase"',
    stages: ["purchase", "purchase", "purchase", "purchase"],
    counts: [23570, 11662, 7583, 5366],
  },
];
const present = sets.filter(({ file }) => existsSync(join(library, file)));

if (present.length > 0) {
  describe("figures of public data", function () {
    this.timeout(60_000);
    let runner: Runner;
    before(() => (runner = createRunner({ worker })));
    after(() => runner.close());

    for (const { file, source, stages, counts, window, medians } of present) {
      it(`${file}${window === undefined ? "" : ` within ${window}`}`, async () => {
        const lines = stages.map((stage, index) => `stage S${index}: ${JSON.stringify(stage)}`);
        const text = `source data from ${JSON.stringify(file)} { ${source} }\nfunnel Known on data {\n${window === undefined ? "" : `window ${window}\n`}${lines.join("\n")}\n}\n`;
        const place = { file: join(library, "known.funnel"), root: library };
        const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
        const { result } = await runFile({ analysis, place, runner });
        const [known] = funnelResults(result);
        assert.deepEqual(
          known?.stages.map(({ count }) => count),
          counts,
        );
        if (medians !== undefined) {
          assert.deepEqual(
            known.stages.slice(1).map(({ seconds_from_previous: seconds }) => seconds?.median),
            medians,
          );
        }
      });
    }
  });
}
