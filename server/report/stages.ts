import type { StageModel } from "../../language/index.ts";
import type { StageResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import { describeMaturity } from "./maturity.ts";
import type { ReportMessages } from "./messages/words.ts";
import { type Figures, noFigure } from "./numbers.ts";
import { inReadingOrder, type Reading } from "./reading.ts";
import type { DrawnStage, StageReport } from "./report.ts";
import { peopleOf } from "./totals.ts";

/**
 * The stages in words and lengths. "Previous" is always the previous required stage, as in the
 * figures themselves; where an optional one stands between, the words name it. In order `any` there are
 * no steps, but shares of `all` who entered.
 */
export function describeStages(
  stages: readonly StageResult[],
  models: readonly StageModel[],
  windowSeconds: number | null,
  messages: ReportMessages,
  figures: Figures,
  reading: Reading = { order: "sequential" },
  all?: number,
): StageReport[] {
  const read = inReadingOrder(stages, reading);
  const named = inReadingOrder(models, reading);
  const entered = (reading.order === "any" ? all : undefined) ?? read[0]?.count ?? 0;
  let previous: StageResult | undefined;
  return read.map((stage, index) => {
    const before = previous === undefined ? "" : nameOf(previous);
    const above = read[index - 1];
    const report = describeStage(
      {
        stage,
        previous,
        entered,
        people: peopleOf(read, entered),
        windowSeconds,
        offset: named[index]?.nameSpan.start ?? 0,
        isShare: reading.order === "any",
      },
      // Only an optional stage above makes it worth saying whose share this is.
      above === previous ? "" : before,
      messages,
      figures,
    );
    if (isFollowed(stage, previous, reading)) previous = stage;
    return report;
  });
}

/** Whether the steps behind a stage come from it. */
function isFollowed(stage: StageResult, previous: StageResult | undefined, { order }: Reading) {
  if (order === "any" || (order === "independent" && previous !== undefined)) return false;
  return stage.optional !== true;
}

function nameOf(stage: StageResult): string {
  return harmless(stage.label ?? stage.name);
}

/** A name within a line of figures; the whole name stands at its own stage. */
function shortened(name: string): string {
  const letters = [...segmenter.segment(name)].map(({ segment }) => segment);
  return letters.length <= longestMention
    ? name
    : `${letters.slice(0, longestMention - 1).join("")}…`;
}

const longestMention = 24;
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

interface Place {
  readonly stage: StageResult;
  readonly previous: StageResult | undefined;
  readonly entered: number;
  /** Of whom some may still come. */
  readonly people: number;
  readonly windowSeconds: number | null;
  readonly offset: number;
  /** It is a share of all who entered, not a step. */
  readonly isShare: boolean;
}

function describeStage(
  place: Place,
  named: string,
  messages: ReportMessages,
  figures: Figures,
): StageReport {
  const { stage, previous, entered, people, windowSeconds, offset, isShare } = place;
  const times = stage.seconds_from_previous;
  const fromPrevious =
    previous === undefined ? noFigure : figures.shareOf(stage.count, previous.count);
  const fromFirst = figures.shareOf(stage.count, entered);
  const lost =
    stage.dropoff === undefined || stage.dropoff === null
      ? undefined
      : { count: stage.dropoff, text: figures.count(stage.dropoff) };
  const cells = {
    count: figures.count(stage.count),
    fromPrevious,
    fromFirst,
    interval: figures.interval(stage.interval) || noFigure,
    lost: lost?.text ?? noFigure,
    median: figures.duration(times?.median ?? null),
    average: figures.duration(times?.average ?? null),
    p90: figures.duration(times?.p90 ?? null),
  };

  const step: string[] = [];
  const words: string[] = [];
  const name = nameOf(stage);
  if (isShare) {
    words.push(
      messages.sentence.later(name, stage.count, cells.count),
      messages.sentence.fromFirst(figures.withInterval(fromFirst, stage.interval)),
    );
    if (times !== null) {
      words.push(messages.sentence.times(cells.median, cells.average, cells.p90));
    }
  } else if (previous === undefined) {
    words.push(messages.sentence.entry(name, stage.count, cells.count));
  } else {
    step.push(fromPrevious);
    words.push(
      messages.sentence.later(title(stage, messages), stage.count, cells.count),
      messages.sentence.fromPrevious(
        fromPrevious,
        nameOf(previous),
        figures.interval(stage.interval),
      ),
      messages.sentence.fromFirst(fromFirst),
    );
    if (lost !== undefined) {
      step.push(messages.step.lost(lost.count, lost.text));
      words.push(messages.sentence.lost(lost.count, lost.text));
    }
    const maturity = describeMaturity(stage, people, windowSeconds, messages, figures);
    words.push(...[maturity.open, maturity.expected].filter((each) => each !== ""));
    if (times !== null) {
      step.push(messages.median(cells.median));
      words.push(messages.sentence.times(cells.median, cells.average, cells.p90));
    }
  }
  return {
    name,
    title: title(stage, messages),
    optional: stage.optional === true,
    ...cells,
    step,
    stepOf: named === "" ? "" : messages.step.ofStage(shortened(named)),
    sentence: words.join("; "),
    drawn: draw(place),
    offset,
  };
}

function title(stage: StageResult, messages: ReportMessages): string {
  return stage.optional === true ? messages.optional(nameOf(stage)) : nameOf(stage);
}

function draw({ stage, previous, entered, isShare }: Place): DrawnStage {
  const part = (count: number): number =>
    entered === 0 ? 0 : Math.min(1, Math.max(0, count / entered));
  const track = isShare ? entered : (previous?.count ?? stage.count);
  return {
    bar: part(stage.count),
    track: part(track),
    low: stage.interval === null ? null : part(track * stage.interval[0]),
    high: stage.interval === null ? null : part(track * stage.interval[1]),
  };
}
