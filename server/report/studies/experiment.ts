import type { ExperimentResult, VariantMeasure, VariantResult } from "../../engine/result.ts";
import { createSigns, type Signs } from "../changes.ts";
import { harmless } from "../harmless.ts";
import { measureText } from "../measures.ts";
import { noFigure } from "../numbers.ts";
import type { ReportTable } from "../study-report.ts";
import { createPoints } from "./points.ts";
import { type StudyScene, type StudyWords, stageName } from "./study.ts";

export function describeExperiment(scene: StudyScene<"experiment">): StudyWords {
  const { result, funnel, words, messages, figures } = scene;
  const { experiment } = words;
  const signs = createSigns(messages);
  const control = result.variants.find(({ name }) => name === result.control);
  const isThere = control !== undefined && control.entered > 0;
  const others = result.variants.filter((variant) => variant !== control);
  // The winner first, then as in the table.
  const told = others.toSorted((a, b) => rank(a, result) - rank(b, result));
  const p = Math.min(result.sample_ratio.entry?.p ?? 1, result.sample_ratio.from?.p ?? 1);
  const count = (value: number): string => figures.count(value);
  const left = [
    result.several === 0 ? "" : experiment.several(count(result.several)),
    result.without_variant === 0 ? "" : experiment.without(count(result.without_variant)),
    result.other_variants === 0 ? "" : experiment.others(count(result.other_variants)),
  ].filter((text) => text !== "");
  return {
    about: words.on(words.kinds.experiment, harmless(funnel?.name ?? result.funnel)),
    summary: [
      ...(result.trustworthy
        ? []
        : [experiment.untrusted(`${experiment.p} ${signs.chance(p, true)}`)]),
      ...(isThere
        ? told.slice(0, shownVariants).map((variant) => verdict(variant, scene, signs))
        : [experiment.noControl(harmless(result.control))]),
      ...(left.length === 0 ? [] : [experiment.leftOut(left.join(", "))]),
    ],
    tables: [
      variantTable(scene, signs),
      ...(control?.measures ?? []).map(({ name }) => measureTable(name, scene, signs)),
    ],
  };
}

/** More sentences nobody reads; the table has all. */
const shownVariants = 4;

function rank({ name }: VariantResult, { winner }: ExperimentResult): number {
  return name === winner ? 0 : 1;
}

function verdict(variant: VariantResult, scene: StudyScene<"experiment">, signs: Signs): string {
  const { result, words, messages } = scene;
  const { experiment } = words;
  const against = variant.against_control;
  const [name, control] = [harmless(variant.name), harmless(result.control)];
  if (against === undefined || against.difference === null) return experiment.nobody(name);
  const { difference, p_adjusted, detectable, needed } = against;
  const inPoints = (text: string): string => messages.changes.compare.points(text);
  const shown = createPoints(messages);
  const points = inPoints(shown.signed(difference));
  const range = shown.range(against.interval);
  if (!result.trustworthy) return experiment.plain(name, control, points, range);
  const level = Math.round((1 - result.confidence) * 1e6) / 1e6;
  if (p_adjusted !== null && p_adjusted < level && difference !== 0) {
    const p = `${experiment.p} ${signs.chance(p_adjusted, true)}`;
    const told = [name, control, points, range, p] as const;
    return difference > 0 ? experiment.beats(...told) : experiment.worse(...told);
  }
  return [
    experiment.noise(name, control, points, range),
    experiment.detectable(detectable === null ? "" : inPoints(shown.plain(detectable))),
    ...(needed === null ? [] : [neededText(needed, scene)]),
  ].join("; ");
}

/** A guess needs no more than three digits. */
function neededText(
  needed: number,
  { words, figures }: Pick<StudyScene, "words" | "figures">,
): string {
  const about = Number(needed.toPrecision(3));
  return words.experiment.needed(about, figures.count(about));
}

function levelOf({ confidence }: ExperimentResult, { numbers }: { numbers: string }): string {
  const percent = Math.round(confidence * 1e8) / 1e6;
  return `${new Intl.NumberFormat(numbers).format(percent)}\u00a0%`;
}

function variantTable(scene: StudyScene<"experiment">, signs: Signs): ReportTable {
  const { result, funnel, words, messages, figures } = scene;
  const { experiment } = words;
  const [from, to] = [result.goal.from, result.goal.to].map((name) =>
    harmless(stageName(name, funnel)),
  );
  const level = levelOf(result, messages);
  const shown = createPoints(messages);
  // Where the goal begins with the funnel, the two are the same.
  const isWhole = result.variants.every((variant) => variant.entered === variant.from);
  return {
    title: `${from} → ${to}`,
    headings: [
      experiment.variant,
      ...(isWhole ? [] : [experiment.entered]),
      from ?? "",
      to ?? "",
      experiment.conversion(level),
      experiment.difference(level),
      experiment.p,
      experiment.lift,
      experiment.best,
    ],
    rows: result.variants.map((variant) => {
      const against = variant.against_control;
      const { interval } = variant;
      const lift = against?.lift ?? null;
      const cells = [
        ...(isWhole ? [] : [figures.count(variant.entered)]),
        figures.count(variant.from),
        figures.count(variant.to),
        figures.withInterval(figures.shareOf(variant.to, variant.from), interval),
        withRange(
          against?.difference === null || against === undefined
            ? ""
            : shown.signed(against.difference),
          shown.range(against?.interval ?? null),
        ),
        signs.chance(against?.p_adjusted ?? null),
        lift === null ? noFigure : `${signs.signed(lift)}\u00a0%`,
        figures.share(variant.best),
      ];
      return { name: harmless(variant.name), cells: cells.map((text) => ({ text })) };
    }),
    note: result.variants.length > 2 ? experiment.corrected : "",
  };
}

function withRange(text: string, range: string): string {
  if (text === "") return noFigure;
  return range === "" ? text : `${text} (${range})`;
}

function measureTable(name: string, scene: StudyScene<"experiment">, signs: Signs): ReportTable {
  const { result, words, messages } = scene;
  const { experiment } = words;
  const rows = result.variants.flatMap((variant) => {
    const measure = variant.measures?.find((each) => each.name === name);
    return measure === undefined ? [] : [{ variant, measure }];
  });
  const isTested = rows.some(({ measure }) => measure.difference !== undefined);
  const hasCount = rows.some(({ measure }) => measure.n !== undefined);
  return {
    title: experiment.measure(harmless(name)),
    headings: [
      experiment.variant,
      experiment.value,
      ...(hasCount ? [experiment.of] : []),
      ...(isTested ? [experiment.difference(levelOf(result, messages)), experiment.p] : []),
    ],
    rows: rows.map(({ variant, measure }) => ({
      name: harmless(variant.name),
      cells: [
        measureText(measure, messages, scene.figures),
        ...(hasCount ? [measure.n === undefined ? noFigure : scene.figures.count(measure.n)] : []),
        ...(isTested ? [differenceText(measure, scene), signs.chance(measure.p ?? null)] : []),
      ].map((text) => ({ text })),
    })),
    note: "",
  };
}

function differenceText(
  measure: VariantMeasure,
  { messages, figures }: Pick<StudyScene, "messages" | "figures">,
): string {
  const { difference, difference_interval: interval } = measure;
  if (difference === undefined || difference === null) return noFigure;
  const one = (value: number): string => {
    const text = measureText({ ...measure, value: Math.abs(value) }, messages, figures);
    return value === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
  };
  return withRange(one(difference), interval ? interval.map(one).join(" … ") : "");
}
