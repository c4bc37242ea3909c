import type { CompareResult, FunnelResult, LedgerResult } from "../../server/engine/result.ts";
import { type Sample, sampleResult, signup } from "./sample-results.ts";

/** Results with all that a funnel's chart marks: who still has time, exits, another period, a leak. */

const ledgers: readonly (LedgerResult | undefined)[] = [
  undefined,
  {
    exit: { Bounced: 1400 },
    open: 820,
    late: 1200,
    before: 30,
    other: 2180,
    other_events: [{ event: "search", count: 1400 }],
    nothing: 3000,
  },
  {
    exit: { Bounced: 90 },
    open: 300,
    late: 310,
    other: 500,
    other_events: [{ event: "invite", count: 320 }],
    nothing: 400,
  },
  undefined,
  {
    exit: {},
    open: 410,
    within: 120,
    other: 575,
    other_events: [{ event: "search", count: 75 }],
    nothing: 600,
  },
];

const period: CompareResult = {
  to: "previous period",
  during: { from: "2025-10-03T00:00:00Z", to: "2025-12-31T23:59:59.999999Z" },
  as_of: "2026-01-02T10:00:00Z",
  entered: 11_200,
  converted: 930,
  conversion: 0.083036,
  stages: [
    compared("SignUp", 4180, 0.373214, -0.045329, 0),
    compared("Activate", 2450, 0.586124, 0.033828, 0.004),
    compared("Invite", 900, 0.367347, -0.045508, 0.02),
    compared("Pay", 930, 0.379592, -0.032849, 0.03),
  ],
  named: "SignUp",
};

function compared(
  name: string,
  count: number,
  share: number,
  difference: number,
  p: number,
): CompareResult["stages"][number] {
  const interval = [difference - 0.02, difference + 0.02] as const;
  return {
    name,
    count,
    conversion_from_previous: share,
    difference,
    interval,
    p,
    p_adjusted: p,
  };
}

export function explained(more: Partial<FunnelResult> = {}): Sample {
  const { result, funnel } = sampleResult(signup);
  const stages = result.stages.map((stage, index) => {
    const ledger = ledgers[index];
    return ledger === undefined ? stage : { ...stage, ledger, immature: 900 };
  });
  return { result: { ...result, stages, ...more }, funnel };
}

export const changes = {
  "with all that is marked": () =>
    explained({ compare: period, leak: { stage: "SignUp", gain: 314.4 } }),
  "a change that is named": () => explained({ compare: period, leak: null }),
  "two segments": () =>
    explained({
      compare: {
        ...period,
        to: "Mobile vs Everybody on a desktop computer",
        first: { entered: 8000, converted: 400, conversion: 0.05, stages: period.stages },
      },
    }),
  "read from the last stage back": () => {
    // Counted back from Pay: each has its step from the one behind.
    const { result, funnel } = sampleResult([
      { name: "Pay", count: 905 },
      { name: "Demo", count: 340, median: 3600 },
      { name: "Visit", count: 210, median: 86_400 },
    ]);
    return {
      result: { ...result, model: "inverted", stages: result.stages.toReversed() },
      funnel: { ...funnel, model: "inverted", stages: funnel.stages.toReversed() },
    };
  },
  "in any order": () =>
    fromAll(
      [
        { name: "Profile", count: 700 },
        { name: "Photo", count: 640 },
        { name: "Friends", count: 300 },
      ],
      {
        result: {
          order: "any",
          entered: 900,
          converted: 250,
          conversion: 0.277778,
          positions: [position(1, 900, null), position(2, 490, 900), position(3, 250, 490)],
        },
        model: { order: "any" },
      },
    ),
  "each from the first stage": () =>
    fromAll(
      [
        { name: "SignUp", count: 2000 },
        { name: "Return", count: 900, median: 600_000 },
        { name: "Refer", count: 120, median: 900_000 },
        { name: "Pay", count: 310, median: 700_000 },
      ],
      { result: { order: "independent" }, model: { order: "independent" } },
    ),
} satisfies Record<string, () => Sample>;

/** Every share is of all who entered, or of the first stage. */
function fromAll(...[stages, options = {}]: Parameters<typeof sampleResult>): Sample {
  const { result, funnel } = sampleResult(stages, options);
  const all = result.entered;
  return {
    funnel,
    result: {
      ...result,
      stages: result.stages.map((stage, index) => {
        if (index === 0 && result.order !== "any") return stage;
        const share = stage.count / all;
        return {
          ...stage,
          conversion_from_previous: share,
          dropoff: all - stage.count,
          interval: [share - 0.02, share + 0.02],
        };
      }),
    },
  };
}

function position(
  place: number,
  count: number,
  before: number | null,
): NonNullable<FunnelResult["positions"]>[number] {
  return {
    position: place,
    count,
    conversion_from_previous: before === null ? null : count / before,
    conversion_from_first: count / 900,
    dropoff: before === null ? null : before - count,
    interval: before === null ? null : [count / before - 0.03, count / before + 0.03],
    ...(before === null ? {} : { ledger: { exit: {}, open: 120, rest: before - count - 120 } }),
    seconds_from_previous: before === null ? null : { median: 7200, average: 9000, p90: 20_000 },
  };
}
