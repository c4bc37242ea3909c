import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { RunResult } from "../../../server/engine/result.ts";
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
  readonly answer: Readonly<Record<string, Figures>>;
}

/** Of a funnel: its counts, and of some the times of its steps. */
interface Figures {
  readonly counts: readonly number[];
  readonly median_step_seconds?: readonly number[];
  readonly p90_step_seconds?: readonly number[];
}

/** What a source says besides file and actor. */
const columns: Readonly<Record<string, string>> = {
  "simple_shop.funnel3": "time timestamp event event",
  "ecom_synthetic.funnel_user": "time timestamp event event",
  "app_onboarding.funnel": 'time event_timestamp format "epoch_ns" event event_name',
  "sepsis.pathway": "time `Complete Timestamp` event Activity",
  "hospital_billing.pipeline": "time timestamp event activity",
  "otto_sessions.funnel_session": 'time ts_ms format "epoch_ms" event type',
  "cdnow.repeat": 'time date event "purchase"',
};

/** Data with a case that has no name: the others count it, here rows without an actor are left out and told. */
const nameless: ReadonlySet<string> = new Set(["hospital_billing.pipeline"]);

/** Other questions: a text, and by its name each figure with where its answer stands. */
interface Question {
  readonly text: string;
  readonly figures: Readonly<Record<string, readonly (string | number)[]>>;
}

const questions: Readonly<Record<string, Question>> = {
  "shop_ab.ab_paid": {
    text: `source s from "shop_ab/events.csv" { actor client_id time timestamp event event }
funnel F on s {
  where user_backet in ("test", "control")
  stage All: any event
  stage Paid: payment_done
  split by user_backet
}
experiment E on F {
  variant user_backet
  control "control"
  goal All -> Paid
}`,
    figures: {
      "splits.control.0": ["control", "n"],
      "splits.control.1": ["control", "conversions"],
      "splits.test.0": ["test", "n"],
      "splits.test.1": ["test", "conversions"],
    },
  },
  "crm_sales.stages": {
    text: `source s from "crm_sales/sales_pipeline.csv" as records {
  actor opportunity_id
  stages { a: true, b: engage_date is not missing, c: deal_stage = "Won" }
}
funnel F on s { stage A: a stage B: b stage C: c }`,
    figures: {
      "stages.0": ["reached", 0],
      "stages.1": ["reached", 1],
      "stages.2": ["reached", 2],
    },
  },
  "crm_sales.cycle": {
    text: `source s from "crm_sales/sales_pipeline.csv" as records {
  actor opportunity_id
  stages { engaged: engage_date, won: close_date where deal_stage = "Won", lost: close_date where deal_stage = "Lost" }
}
funnel F on s {
  stage Engaged: engaged
  stage Won: won
  exit Lost: lost
  measure days = sales_cycle / 1 day
}`,
    figures: { "measures.days": ["won_median_days"] },
  },
  "crm_sales.win_rate": {
    text: `source s from "crm_sales/sales_pipeline.csv" as records {
  actor opportunity_id
  stages { engaged: engage_date, won: close_date where deal_stage = "Won", lost: close_date where deal_stage = "Lost" }
}
funnel F on s {
  stage Engaged: engaged
  stage Won: won
  exit Lost: lost
  measure closed = win_rate
  measure engaged = conversion(Engaged -> Won)
  measure revenue = sum(close_value) at Won
  measure middle = median(close_value) at Won
}`,
    figures: {
      "measures.closed": ["win_rate_closed"],
      "measures.engaged": ["win_rate_engaged"],
      "measures.revenue": ["won_value_sum"],
      "measures.middle": ["won_value_median"],
    },
  },
  "bank_marketing.by_contact": {
    text: `source s from "bank_marketing/bank_full.csv" as records {
  actor row
  stages { called: true, subscribed: y = "yes" }
}
funnel F on s { stage Called: called stage Subscribed: subscribed split by contact }`,
    figures: {
      "splits.cellular.0": ["cellular", "n"],
      "splits.cellular.1": ["cellular", "subscribed"],
      "splits.telephone.1": ["telephone", "subscribed"],
      "splits.unknown.1": ["unknown", "subscribed"],
    },
  },
  "obd_men.ab_ctr": {
    text: `source s from "obd_men/impressions.csv" as records {
  actor row
  time timestamp
  stages { shown: true, clicked: click = 1 }
}
funnel F on s { stage Shown: shown stage Clicked: clicked split by policy }`,
    figures: {
      "splits.random.0": ["random", "n"],
      "splits.random.1": ["random", "conversions"],
      "splits.bts.1": ["bts", "conversions"],
    },
  },
  "customer_satisfaction.q1": {
    text: `source s from "customer_satisfaction/answers.csv" as records {
  actor respondent
  stages { answered: true, satisfied: q1 >= 6 }
}
funnel F on s {
  stage Answered: answered
  stage Satisfied: satisfied
  measure mean = avg(q1) at Answered
  measure middle = median(q1) at Answered
}`,
    figures: {
      "stages.0": ["n"],
      "measures.mean": ["mean"],
      "measures.middle": ["median"],
    },
  },
  "telco_churn.shape": {
    text: `source s from "telco_churn/customers.csv" as records {
  actor customer
  stages { joined: true, left: churn = "Yes" }
}
funnel F on s { stage Joined: joined stage Left: left }`,
    figures: {
      "stages.0": ["rows"],
      "stages.1": ["churned"],
      conversion: ["rate"],
    },
  },
  "media_weekly_synthetic.channels": {
    text: `source s from "media_weekly_synthetic/geo_week.csv" as totals {
  time time
  totals { first: Channel0_impression, second: Channel1_impression }
  cost Channel0_spend
}
funnel F on s { stage First: first stage Second: second measure spend = cost(s) }`,
    figures: {
      "stages.0": ["Channel0", "impressions"],
      "stages.1": ["Channel1", "impressions"],
      "measures.spend": ["Channel0", "spend"],
    },
  },
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
    const known = new Map(
      Object.values(datasets)
        .flat()
        .map((each) => [each.id, each]),
    );
    for (const [id, mapping] of Object.entries(columns)) {
      const { definition, answer } = known.get(id) ?? {};
      for (const [window, figures] of Object.entries(answer ?? {})) {
        if (definition === undefined || !Array.isArray(figures.counts)) continue;
        it(`${id}, ${window}`, async () => {
          const stages = definition.stages.map((event, i) => `stage S${i + 1}: "${event}"`);
          const seconds = /^window_(\d+)s$/.exec(window)?.[1];
          const limit = seconds === undefined ? "window unlimited" : `window ${seconds} seconds`;
          const source = `source s from "${definition.file}" { actor \`${definition.actor}\` ${mapping} }`;
          const [result] = funnelResults(
            await run(`${source}\nfunnel F on s {\n${limit}\n${stages.join("\n")}\n}\n`),
          );
          assert.ok(result);
          const left = nameless.has(id) ? 1 : 0;
          assert.equal(result.sources[0]?.rows.without_actor, left);
          const [entered = 0, ...later] = figures.counts;
          assert.deepEqual(
            result.stages.map(({ count }) => count),
            [entered - left, ...later],
          );
          const times = result.stages.slice(1).map((stage) => stage.seconds_from_previous);
          figures.median_step_seconds?.forEach((expected, step) =>
            same(times[step]?.median, expected),
          );
          figures.p90_step_seconds?.forEach((expected, step) => same(times[step]?.p90, expected));
        });
      }
    }

    for (const [id, { text, figures }] of Object.entries(questions)) {
      it(id, async () => {
        const answer = known.get(id)?.answer;
        assert.ok(answer);
        const result = await run(text);
        for (const [place, steps] of Object.entries(figures)) {
          const expected = steps.reduce<unknown>((part, step) => of(part, step), answer);
          assert.ok(typeof expected === "number", `${id}: no answer ${steps.join(".")}`);
          same(found(result, place), expected, place);
        }
      });
    }

    /** As exactly as the answer is written, or the result: to six decimals. */
    function same(actual: number | null | undefined, expected: number, told?: string): void {
      assert.ok(typeof actual === "number", told);
      const precision = 1e-6 + 1e-11 * Math.abs(expected);
      assert.ok(Math.abs(actual - expected) <= precision, `${told}: ${actual}, not ${expected}`);
    }

    async function run(text: string): Promise<RunResult> {
      const place = { file: path.join(data, "answers.funnel"), root: data };
      const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
      const wrong = analysis.diagnostics.filter(({ severity }) => severity === "error");
      assert.deepEqual(wrong, []);
      return (await runFile({ analysis, place, runner })).result;
    }
  });
}

const of = (part: unknown, step: string | number): unknown =>
  typeof part === "object" && part !== null
    ? (part as Readonly<Record<string, unknown>>)[step]
    : undefined;

/** `splits.VALUE.STAGE` and `stages.STAGE` are counts, `measures.NAME` values. */
function found(result: RunResult, place: string): number | null | undefined {
  const [part, name = "", stage] = place.split(".");
  const [first] = funnelResults(result);
  switch (part) {
    case "stages":
      return first?.stages[Number(name)]?.count;
    case "splits": {
      const group = first?.splits?.find(({ by }) => Object.values(by).includes(name));
      return group?.stages[Number(stage)]?.count;
    }
    case "measures":
      return first?.measures?.find((each) => each.name === name)?.value;
    default:
      return first?.conversion;
  }
}
