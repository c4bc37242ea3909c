import type { ChartNeed, FunnelDiagnosticParams } from "../diagnostics-funnels.ts";
import { counted } from "./plural.ts";

const chartNeeds: Readonly<Record<ChartNeed, string>> = {
  trend: "a `trend`: add `trend weekly`",
  window: "a time limit: add a `window`, as `window 14 days`",
  actors: "stages with actors, and all of this funnel's stages are totals",
};

export const funnelFindings: {
  readonly [Code in keyof FunnelDiagnosticParams]: (args: FunnelDiagnosticParams[Code]) => string;
} = {
  FNL2035: (a) =>
    `${a.name} is a lookup: it has columns to be joined, and no events. Name the source that joins it.`,
  FNL2036: (a) =>
    `This funnel has a stage or an exit \`${a.name}\` already: call this exit otherwise.`,
  FNL2037: (a) =>
    `In quotes this is one name for every row. The file has a column \`${a.name}\`: for its values, write it without quotes.`,
  FNL2038: (a) => `Nothing uses the segment \`${a.name}\`.`,
  FNL2039: (a) =>
    `\`${a.event}\` is an event of ${a.sources}: rows of each serve this stage. For one of them, write the source before it.`,
  FNL2040: (a) => `Rows of any kind are \`any event\`; \`${a.word}\` is read as the event's name.`,

  FNL4045: (a) =>
    `\`${a.name}\` is computed by a \`let\`: an actor is named by columns of the data.`,
  FNL4046: (a) =>
    a.order === "independent"
      ? `\`${a.keyword}\` has no meaning with \`order independent\`.`
      : `\`${a.keyword}\` has no meaning with \`order ${a.order}\`, where the stages ${a.order === "any" ? "may come in any order" : "may be skipped"}: remove it, or use \`order sequential\`.`,
  FNL4047: (a) =>
    `The source ${a.source} doesn't say what a session is: add \`session\` with a gap, as \`session 30 minutes\`, or with a column.`,
  FNL4048: (a) => `\`after\` counts from the stage before, and ${a.stage} is the first one.`,
  FNL4049: (a) => `${a.stage} can't be reached: its \`after\` is longer than its \`within\`.`,
  FNL4050: (a) =>
    `${a.stage} can't be reached: waiting as long as \`after\` says takes longer than the funnel's window.`,
  FNL4051: () => "One row is needed anyway: `at least` makes a difference from 2 times on.",
  FNL4052: (a) =>
    `\`${a.to}\` comes before \`${a.from}\` in this funnel: name the earlier stage first.`,
  FNL4053: (a) => `Between ${a.stage} and itself there is nothing: name two stages.`,
  FNL4054: (a) =>
    `${a.stage} is optional, so there may be no such row: name stages that are required.`,
  FNL4055: (a) =>
    `With \`order independent\` each stage is looked at only together with the first: write \`between ${a.first} and …\`.`,
  FNL4056: (a) =>
    a.during === "none"
      ? "There is no period before all of the data: say with `during` which period to compare."
      : "A period without an end has no length, so none before it can be as long: give `during` an end.",
  FNL4057: (a) => `${a.segment} is compared with itself: name two segments.`,
  FNL4058: () => "This note lies outside of `during`, so no chart shows it.",
  FNL4059: (a) => `\`chart ${a.chart}\` needs ${chartNeeds[a.needs]}.`,
  FNL4060: (a) =>
    `This funnel lacks ${a.count === 1 ? "a stage" : "stages"} of the model \`${a.model}\`: ${a.stages}.`,
  FNL4061: (a) =>
    `The model \`${a.model}\` calls this stage \`${a.stage}\`; \`${a.name}\` can be its label.`,
  FNL4062: (a) =>
    `The model \`${a.model}\` has no stage \`${a.name}\`: its stages are ${a.stages}.`,
  FNL4063: (a) => `In the model \`${a.model}\`, \`${a.stage}\` comes before \`${a.before}\`.`,
  FNL4064: (a) =>
    `The totals of ${a.stage} have no actors that could come from a stage before: totals can only be the first stages.`,
  FNL4065: (a) => `${a.stage} counts totals and rows of actors at once: make them two stages.`,
  FNL4066: (a) =>
    `${a.stage} asks for the same as ${a.earlier}: it is reached by doing it a second time.`,
  FNL4067: (a) => `The funnel is split by \`${a.text}\` already.`,
  FNL4068: (a) =>
    `This is the same for every row, so \`${a.keyword}\` has no effect: use a column of the data.`,
  FNL4069: () =>
    "Two rows hardly ever have the same time to the microsecond. For the same day use `day(…)`.",
  FNL4070: (a) =>
    `\`model inverted\` reads stages from the last one back, one after the other: \`order ${a.order}\` has no meaning with it.`,
  FNL4071: (a) =>
    `All rows of an attempt are of one actor, so \`${a.column}\` is always the same: this can be removed.`,
  FNL4072: (a) => `The segment \`${a.name}\` is used by this funnel already.`,

  FNL4073: (a) => `A funnel has at most ${a.limit} \`without\`; this one is too many.`,
  FNL4200: (a) =>
    `With \`model inverted\` everybody begins with the last stage, so ${a.stage} can't be optional.`,
  FNL4230: (a) =>
    `A funnel has at most ${a.limit} exits and \`without\` together; this one is too many.`,
  FNL4280: (a) =>
    `The totals of ${a.source} have no \`time\`, so nobody can say which of them \`${a.keyword}\` means. Add \`time\` and its column to the source.`,
  FNL4281: (a) =>
    `\`${a.keyword}\` asks for actors or for the time between stages, and stages of totals have neither: they are counts.`,
  FNL4310: (a) =>
    `\`during\` is about when actors enter, and the entry of this funnel has no time: it is a condition. Give ${a.source} a \`time\` if it has one, or remove the \`during\`.`,
  FNL4074: (a) =>
    `A stage asks for at most ${counted(a.limit, "en", { one: "row", many: "rows" })}.`,

  FNL5121: (a) =>
    `On rows of \`${a.event}\` the column \`${a.column}\` is never filled, so this condition lets none of them through. ${a.filled === "" ? "It is empty everywhere." : `It is filled on ${a.filled}.`}`,
  FNL5122: (a) =>
    `This is longer than the data, which span ${counted(a.count, "en", { one: a.unit, many: `${a.unit}s` })}: it limits nothing.`,
  FNL5123: (a) => `No row lies in this time: the data run from ${a.first} to ${a.last}.`,
  FNL5124: (a) =>
    `\`${a.column}\` is missing on ${a.percent}\u00a0% of the rows of \`${a.event}\`, where actors enter.`,
  FNL5125: (a) =>
    `Dates of \`${a.event}\` go up to ${a.last}, those of the other stages only to ${a.other}. If they are plans of what is still open, say when they count, as \`where is_won\`.`,
};
