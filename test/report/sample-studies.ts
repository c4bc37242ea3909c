import type { StudyModel } from "../../language/index.ts";
import type {
  DriversResult,
  ExperimentResult,
  ScenarioResult,
  ScoreResult,
  StudyResult,
} from "../../server/engine/result.ts";
import { reportStudy } from "../../server/report/studies/words.ts";
import type { StudyReport } from "../../server/report/study-report.ts";

/** Results of studies that a chart must survive, by name. */

export interface StudySample {
  readonly result: StudyResult;
  readonly report: StudyReport;
}

const base = { as_of: null, sources: [], limits: [], diagnostics: [] } as const;
const long = "A name that somebody wrote out in full, with all its conditions, "
  .repeat(4)
  .slice(0, 200);

function sample(result: StudyResult): StudySample {
  const span = { start: 0, end: 0 };
  const shared = { name: result.name, span, nameSpan: span, on: "Signup", onSpan: span };
  const changes = [{ stage: "Activate", kind: "scale", share: 0.1 }];
  // What is worded of a study comes from its result, but for the changes of a scenario.
  const study = { ...shared, kind: result.kind, changes } as unknown as StudyModel;
  return { result, report: reportStudy(result, study, undefined, "en") };
}

type Variant = ExperimentResult["variants"][number];

function variant(
  name: string,
  from: number,
  to: number,
  against?: Variant["against_control"],
): Variant {
  const share = from === 0 ? null : to / from;
  const interval =
    share === null ? null : ([Math.max(0, share - 0.04), Math.min(1, share + 0.04)] as const);
  const best = against === undefined ? 0.000079 : (against.lift ?? 0) > 0 ? 0.999918 : 0.000003;
  return {
    name,
    entered: from,
    from,
    to,
    share,
    interval,
    best: share === null ? null : best,
    ...(against === undefined ? {} : { against_control: against }),
  };
}

function lifted(lift: number, p: number): NonNullable<Variant["against_control"]> {
  return {
    difference: lift / 2,
    interval: [lift / 2 - 0.06, lift / 2 + 0.06],
    lift,
    lift_interval: [lift - 0.125, lift + 0.14],
    p,
    p_adjusted: p,
    detectable: 0.09,
    needed: 259,
  };
}

function experiment(
  variants: readonly Variant[],
  more: Partial<ExperimentResult> = {},
): StudySample {
  return sample({
    ...base,
    kind: "experiment",
    name: "Pages",
    funnel: "Checkout",
    goal: { from: "Opened", to: "Paid" },
    confidence: 0.95,
    control: variants[0]?.name ?? "A",
    variants,
    several: 17,
    without_variant: 0,
    other_variants: 0,
    sample_ratio: { entry: { p: 0.95 }, from: { p: 0.95 } },
    trustworthy: true,
    winner: null,
    ...more,
  });
}

type Signal = DriversResult["signals"][number];

function signal(
  name: string,
  odds_ratio: number | null,
  interval: Signal["interval"],
  p_adjusted: number,
): Signal {
  return { kind: "event", name, actors: 420, odds_ratio, interval, p: p_adjusted, p_adjusted };
}

function drivers(signals: readonly Signal[]): StudySample {
  return sample({
    ...base,
    kind: "drivers",
    name: "Buying",
    funnel: "Checkout",
    goal: { from: "Opened", to: "Paid" },
    actors: 1440,
    converted: 805,
    minimum: 30,
    tried: signals.length,
    signals,
  });
}

const shares = [0.62, 0.55, 0.41, 0.37, 0.29, 0.24, 0.13, 0.12, 0.11, 0.06];

function score(more: Partial<ScoreResult>): StudySample {
  const result: ScoreResult = {
    ...base,
    kind: "score",
    name: "Learned",
    funnel: "Leads",
    goal: "Signed",
    by: "learned",
    actors: 1000,
    converted: 290,
    immature: 161,
    trained: { actors: 2400, converted: 700 },
    auc: { value: 0.74, interval: [0.69, 0.79] },
    no_better_than_chance: false,
    grades: [
      {
        name: "A",
        least: 40,
        actors: 300,
        converted: 158,
        share: 0.526667,
        interval: [0.47, 0.582],
      },
      {
        name: "B",
        least: 20,
        actors: 300,
        converted: 85,
        share: 0.283333,
        interval: [0.235, 0.337],
      },
      {
        name: "C",
        least: null,
        actors: 400,
        converted: 47,
        share: 0.1175,
        interval: [0.09, 0.153],
      },
    ],
    deciles: shares.map((share, index) => ({
      most: 95 - 10 * index,
      least: 86 - 10 * index,
      actors: 100,
      converted: share * 100,
      share,
      lift: share / 0.29,
      predicted: Math.max(0.01, share + (index % 2 === 0 ? 0.05 : -0.03)),
    })),
    weights: [{ signal: "prices_seen", kind: "event", odds_ratio: 4.33 }],
    ...more,
  };
  return sample(result);
}

const scenario: ScenarioResult = {
  ...base,
  kind: "scenario",
  name: "Better",
  funnel: "Signup",
  stages: [
    { name: "Visit", count: 12_840, share: null, scenario_count: 12_840, scenario_share: null },
    {
      name: "SignUp",
      count: 4210,
      share: 0.327882,
      scenario_count: 4210,
      scenario_share: 0.327882,
    },
    {
      name: "Activate",
      count: 2610,
      share: 0.619952,
      scenario_count: 2871,
      scenario_share: 0.681948,
      changed: true,
    },
    { name: "Pay", count: 905, share: 0.346743, scenario_count: 995.5, scenario_share: 0.346743 },
  ],
  converted: 905,
  scenario_converted: 995.5,
};

export const studies = {
  experiment: () =>
    experiment(
      [
        variant("A", 476, 252),
        variant("B", 469, 305, lifted(0.228382, 0.0003)),
        variant("C", 478, 242, lifted(-0.043701, 0.47)),
      ],
      { winner: "B" },
    ),
  "an experiment of long names": () =>
    experiment([
      variant(long, 1_000_000_000, 252_000_000),
      variant("Щ".repeat(200), 469, 469, lifted(12.5, 0.03)),
    ]),
  "an experiment of few": () => experiment([variant("A", 0, 0), variant("B", 1, 0)]),
  "an experiment that isn't to be trusted": () =>
    experiment([variant("A", 476, 252), variant("B", 469, 305, lifted(0.2, 0.0003))], {
      trustworthy: false,
      sample_ratio: { entry: { p: 0.0000001 }, from: null },
    }),
  drivers: () =>
    drivers([
      signal("delivery_times", 2.028665, [1.744254, 2.359452], 0),
      signal("voucher_typed", 1.04944, [0.851612, 1.293222], 0.65),
      signal("help_opened", 0.42, [0.31, 0.58], 0.001),
    ]),
  "drivers of all and nobody": () =>
    drivers([
      signal("only_with", null, null, 0.0001),
      signal("never_with", 0, null, 0.0001),
      signal(long, 90, [0.00001, 100_000], 0.2),
      signal("huge", 5000, [2000, 8000], 0.0001),
    ]),
  "fifteen drivers": () =>
    drivers(
      Array.from({ length: 40 }, (_, k) =>
        signal(`event number ${k + 1}`, 1 + k / 10, [0.8 + k / 10, 1.3 + k / 10], k / 40),
      ),
    ),
  "a learned score": () => score({}),
  "a score of points": () =>
    score({
      by: "points",
      rules: [{ text: "did webinar", points: 10, actors: 130, later: 0 }],
      grades: [],
      deciles: shares.slice(0, 3).map((share, index) => ({
        most: 10 - 5 * index,
        least: 10 - 5 * index,
        actors: 333,
        converted: 100,
        share,
        lift: share / 0.29,
      })),
    }),
  "a score of nobody": () =>
    score({ actors: 0, converted: 0, auc: null, grades: [], deciles: [], weights: [] }),
  scenario: () => sample(scenario),
  "a scenario of nobody": () =>
    sample({
      ...scenario,
      stages: scenario.stages.map((stage) => ({
        ...stage,
        name: stage.name === "Pay" ? long : stage.name,
        count: 0,
        share: null,
        scenario_count: null,
        scenario_share: null,
      })),
      converted: 0,
      scenario_converted: null,
    }),
  audience: () =>
    sample({
      ...base,
      kind: "audience",
      name: "Stuck",
      funnel: "Signup",
      stage: "Activate",
      of: "reached",
      actors: 12,
    }),
} satisfies Record<string, () => StudySample>;
