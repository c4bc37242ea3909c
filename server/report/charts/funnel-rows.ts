import type {
  CompareResult,
  FunnelResult,
  PositionResult,
  StageResult,
} from "../../engine/result.ts";
import { createSigns } from "../changes.ts";
import { harmless } from "../harmless.ts";
import type { ReportMessages } from "../messages/words.ts";
import { createFigures } from "../numbers.ts";
import { inReadingOrder } from "../reading.ts";
import type { FunnelReport, StageReport } from "../report.ts";
import { splitValue } from "../splits.ts";
import { widthInEms } from "./measure.ts";

/** One bar of a funnel, as the chart's data: plain values under fixed names. */
export interface StageRow {
  readonly index: number;
  readonly name: string;
  readonly count: number;
  readonly countText: string;
  readonly countEms: number;
  readonly shareText: string;
  readonly optional: boolean;
  readonly bar: number;
  readonly track: number;
  /** The bar with those who still have time; where the ones who left by an exit begin. */
  readonly open: number;
  readonly exit: number;
  /** How far the outlines of a comparison reach. */
  readonly reach: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly stepShare: string;
  readonly stepDetails: string;
  /** The one step to look at; one that changed by more than noise. */
  readonly isLeak: boolean;
  readonly isMarked: boolean;
  /** In place of a step: what follows. */
  readonly caption: string;
  readonly sentence: string;
  /** Whose actors can be listed, by its name in the text; null where nobody is known by name. */
  readonly stage: string | null;
  /** How many are missing here, and what is said of them. */
  readonly lost: number;
  readonly lostSentence: string;
  /** Of the step before it; empty where its times aren't known. */
  readonly stepSentence: string;
  /** Absent where nothing in the text says it. */
  readonly offset?: number;
}

export type LegendMark = "hatched" | "exit" | "solid" | "dashed";

export interface FunnelRows {
  readonly rows: readonly StageRow[];
  /** Read from the last stage back. */
  readonly isBackward: boolean;
  /** Bars of another period or of two segments, on those of the funnel. */
  readonly outlines: readonly OutlineRow[];
  /** What needs words since nothing stands beside it. */
  readonly legend: readonly { readonly mark: LegendMark; readonly text: string }[];
}

export interface OutlineRow {
  readonly index: number;
  /** Of its own entries. */
  readonly part: number;
  readonly isDashed: boolean;
}

/** Of the width of the bars: about a pixel. What is hatched less isn't seen, and needs no legend. */
const leastSeen = 1 / 500;

export function funnelRows(
  result: FunnelResult,
  report: FunnelReport,
  messages: ReportMessages,
): FunnelRows {
  const stages = inReadingOrder(result.stages, result);
  const { positions = [], compare } = result;
  const outlines = stages.flatMap((stage, index) =>
    // Of its own entries all are there.
    index === 0 && positions.length === 0
      ? []
      : outlinesOf(stage, compare).map((each) => ({ ...each, index: positions.length + index })),
  );
  const rows = [
    ...positions.map((_, index) => positionRow(positions, index, result, messages)),
    ...report.stages.map((each, at) => {
      const index = positions.length + at;
      const reach = Math.max(0, ...outlines.filter((o) => o.index === index).map((o) => o.part));
      const reasons = report.reasons.find(({ stage }) => stage === each.name)?.parts ?? [];
      const row = { ...stageRow(stages, at, each, result, reasons, messages), index, reach };
      return at === 0 && positions.length > 0 ? { ...row, caption: messages.chart.byStage } : row;
    }),
  ];
  const [left = "", right = ""] = (compare?.to ?? "").split(" vs ").map(harmless);
  const has = (holds: boolean, mark: LegendMark, text: string): FunnelRows["legend"] =>
    holds ? [{ mark, text }] : [];
  return {
    rows,
    isBackward: result.model === "inverted",
    outlines,
    legend: [
      ...has(
        rows.some((row) => row.open - row.bar > leastSeen),
        "hatched",
        messages.chart.open,
      ),
      ...has(
        rows.some((row) => row.exit < row.track),
        "exit",
        messages.chart.exits,
      ),
      ...(outlines.length === 0
        ? []
        : compare?.first === undefined
          ? has(true, "solid", messages.chart.before)
          : [...has(true, "solid", left), ...has(true, "dashed", right)]),
    ],
  };
}

function stageRow(
  stages: readonly StageResult[],
  at: number,
  report: StageReport,
  result: FunnelResult,
  reasons: readonly string[],
  messages: ReportMessages,
): Omit<StageRow, "index" | "reach"> {
  const stage = stages[at];
  const { bar, track, low, high } = report.drawn;
  const [stepShare = "", ...details] = report.step;
  const part = (count: number): number => (result.entered === 0 ? 0 : count / result.entered);
  // Without a ledger only of the first step is it known that all who are open lie in this track.
  const open = stage?.ledger?.open ?? (at === 1 ? stage?.immature : 0) ?? 0;
  const exits = Object.values(stage?.ledger?.exit ?? {}).reduce((sum, count) => sum + count, 0);
  const leak = leakWords(stage, result, messages);
  const change = leak === "" ? changeWords(stage, result.compare, messages) : "";
  const lost = stage?.dropoff ?? 0;
  return {
    name: report.title,
    count: stage?.count ?? 0,
    countText: report.count,
    countEms: widthInEms(report.count, true),
    // The first stage is the whole: a "100 %" there says nothing.
    shareText: at === 0 && result.order !== "any" ? "" : report.fromFirst,
    optional: report.optional,
    bar,
    track,
    open: Math.min(track, bar + part(open)),
    exit: Math.max(bar, track - part(exits)),
    low,
    high,
    stepShare,
    stepDetails: [leak, change, report.stepOf, ...details]
      .filter((each) => each !== "")
      .join(" · "),
    isLeak: leak !== "",
    isMarked: change !== "",
    caption: "",
    sentence: [report.sentence, leak, change].filter((each) => each !== "").join("; "),
    stage: stage === undefined || stage.totals === true ? null : stage.name,
    lost,
    lostSentence:
      lost > 0
        ? [`${report.title}: ${messages.step.lost(lost, report.lost)}`, ...reasons].join("; ")
        : "",
    stepSentence:
      (stage?.seconds_from_previous ?? null) === null
        ? ""
        : [`→ ${report.title}: ${stepShare}`, ...details].join("; "),
    offset: report.offset,
  };
}

/** By how many of the stages, in order `any`: these are the steps there. */
function positionRow(
  positions: readonly PositionResult[],
  index: number,
  { entered }: FunnelResult,
  messages: ReportMessages,
): StageRow {
  const figures = createFigures(messages);
  const step = positions[index];
  const before = positions[index - 1]?.count;
  const count = step?.count ?? 0;
  const countText = figures.count(count);
  const part = (value: number): number => (entered === 0 ? 0 : Math.min(1, value / entered));
  const [bar, track] = [part(count), part(before ?? count)];
  const lost = step?.dropoff ?? 0;
  const times = step?.seconds_from_previous ?? null;
  const name = messages.positions.of(figures.count(index + 1), figures.count(positions.length));
  const share = before === undefined ? "" : figures.shareOf(count, before);
  const details =
    before === undefined
      ? []
      : [
          messages.step.lost(lost, figures.count(lost)),
          ...(times === null ? [] : [messages.median(figures.duration(times.median))]),
        ];
  const fromFirst = index === 0 ? "" : figures.shareOf(count, entered);
  return {
    index,
    name,
    count,
    countText,
    countEms: widthInEms(countText, true),
    shareText: fromFirst,
    optional: false,
    bar,
    track,
    open: Math.min(track, bar + part(step?.ledger?.open ?? 0)),
    exit: track,
    reach: 0,
    low: step?.interval ? part((before ?? 0) * step.interval[0]) : null,
    high: step?.interval ? part((before ?? 0) * step.interval[1]) : null,
    stepShare: share,
    stepDetails: details.join(" · "),
    isLeak: false,
    isMarked: false,
    caption: "",
    sentence: [`${name}: ${countText}`, share, ...details].filter((each) => each !== "").join("; "),
    stage: null,
    lost: 0,
    lostSentence: "",
    stepSentence: "",
  };
}

/** Another period's or segment's share of its own entries that came so far. */
function outlinesOf(
  stage: StageResult,
  compare: CompareResult | undefined,
): Omit<OutlineRow, "index">[] {
  if (compare === undefined) return [];
  const sides = compare.first === undefined ? [compare] : [compare.first, compare];
  return sides.flatMap((side, at) => {
    const count = side.stages.find(({ name }) => name === stage.name)?.count;
    if (count === undefined || side.entered === 0) return [];
    return [{ part: Math.min(1, count / side.entered), isDashed: at === 1 }];
  });
}

function leakWords(
  stage: StageResult | undefined,
  { leak }: FunnelResult,
  messages: ReportMessages,
): string {
  if (!leak || leak.stage !== stage?.name) return "";
  // Fractions of a person promise more than is known.
  const format = new Intl.NumberFormat(messages.numbers, {
    maximumFractionDigits: leak.gain < 10 ? 1 : 0,
  });
  const groups = (leak.by ?? []).map((by) =>
    Object.entries(by)
      .map(([text, value]) => messages.splitValue(harmless(text), splitValue(value, messages)))
      .join(", "),
  );
  return messages.chart.leak(format.format(leak.gain), groups.join("; "));
}

function changeWords(
  stage: StageResult | undefined,
  compare: CompareResult | undefined,
  messages: ReportMessages,
): string {
  if (compare === undefined || stage === undefined || compare.named !== stage.name) return "";
  const change = compare.stages.find(({ name }) => name === stage.name)?.difference ?? null;
  if (change === null) return "";
  const other =
    compare.first === undefined
      ? messages.chart.thanBefore
      : harmless(compare.to.split(" vs ")[1] ?? "");
  const points = messages.changes.compare.points(createSigns(messages).signed(change));
  return messages.chart.changed(points, other);
}
