import type { CurvePoint, HistogramBin } from "../../server/engine/result.ts";
import { explained } from "./sample-changes.ts";
import { type Sample, sampleResult } from "./sample-results.ts";

/** Results with times, ledgers and all else that the further forms of a chart draw, by name. */

const day = 86_400;

function bins(counts: readonly number[], width: number, tail?: number): HistogramBin[] {
  return counts.map((count, index) => ({
    from: index * width,
    to: tail !== undefined && index === counts.length - 1 ? tail : (index + 1) * width,
    count,
  }));
}

export function timed(histogram: readonly HistogramBin[], median: number, p90: number): Sample {
  const { result, funnel } = explained();
  const stages = result.stages.map((stage) =>
    stage.name === "Pay"
      ? { ...stage, kaplan_meier: { share: 0.093, interval: [0.087, 0.1] as const } }
      : stage,
  );
  const seconds = { median, average: median, p90, histogram };
  return { result: { ...result, stages, seconds }, funnel };
}

/** Of who has converted by when: those who entered late have had little time yet. */
export function curve(last: number, share: number, points: number): CurvePoint[] {
  return Array.from({ length: points + 1 }, (_, index) => {
    const now = share * (1 - (1 - index / points) ** 2);
    return {
      seconds: (index * last) / points,
      share: now,
      interval: index === 0 ? null : ([now * 0.9, Math.min(1, now * 1.1)] as const),
    };
  });
}

/** As {@link timed}, with the estimate for the goal. */
function estimated(points: readonly CurvePoint[]): Sample {
  const { result, funnel } = timed(
    bins([12, 45, 80, 140, 170, 150, 110, 80], day),
    4 * day,
    7 * day,
  );
  const stages = result.stages.map((stage) =>
    stage.name === "Pay" ? { ...stage, curve: points } : stage,
  );
  return { result: { ...result, stages }, funnel };
}

export const forms = {
  "all forms": () =>
    timed(bins([12, 45, 80, 140, 170, 150, 110, 80, 50, 30, 20, 18], day), 6.1 * day, 9.4 * day),
  "times with a tail": () =>
    timed(bins([700, 90, 40, 20, 10, 45], 3600, 13.9 * day), 2400, 3.5 * 3600),
  "a curve of who came by when": () => estimated(curve(14 * day, 0.093, 20)),
  "times whose tail begins just behind a tick": () =>
    timed(
      bins([0, 0, 0, 0, 0, 0, 0, 75, 120, 84, 40, 26, 15, 14], 2 * day, 34 * day),
      17.75 * day,
      23.3 * day,
    ),
  "times of one": () => timed([{ from: 120, to: 180, count: 1 }], 150, 150),
  "long names": () => {
    const { result, funnel } = timed(bins([300, 200, 100, 305], day), 2 * day, 3 * day);
    const stages = result.stages.map((stage) => ({
      ...stage,
      label: `${stage.name}, whose name somebody wrote out in full with all its conditions`,
    }));
    return { result: { ...result, stages }, funnel };
  },
  "nobody at all": () =>
    sampleResult([
      { name: "Visit", count: 0 },
      { name: "Buy", count: 0 },
    ]),
} satisfies Record<string, () => Sample>;
