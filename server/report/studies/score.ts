import type { ScoreResult, ScoreWeight } from "../../engine/result.ts";
import { harmless } from "../harmless.ts";
import type { ReportTable } from "../study-report.ts";
import { noFigure } from "../numbers.ts";
import { createOdds } from "./drivers.ts";
import { type StudyScene, type StudyWords, stageName } from "./study.ts";

/** So many signals of a learned score are shown, the strongest. */
const shownWeights = 15;

type Scene = StudyScene<"score">;

export function describeScore(scene: Scene): StudyWords {
  const { result, funnel, words, figures } = scene;
  const { score } = words;
  const { actors, converted, immature, without_score: missing = 0, already = 0, trained } = result;
  const goal = harmless(stageName(result.goal, funnel));
  const left = [
    immature === 0 ? "" : score.immature(immature, figures.count(immature)),
    missing === 0 ? "" : score.withoutScore(missing, figures.count(missing)),
    already === 0 ? "" : score.already(already, figures.count(already)),
  ];
  const all = figures.shareOf(converted, actors);
  return {
    about: `${words.on(words.kinds.score, harmless(funnel?.name ?? result.funnel))} → ${goal}`,
    summary: [
      verdict(scene),
      ...topGroup(scene),
      score.judged(actors, figures.count(actors), figures.count(converted), all),
      ...(trained === undefined
        ? []
        : [score.trained(trained.actors, figures.count(trained.actors))]),
      ...left.filter((sentence) => sentence !== ""),
    ],
    tables: [
      ...(result.grades.length === 0 ? [] : [gradeTable(scene)]),
      ...(result.deciles.length < 2 ? [] : [groupTable(scene)]),
      ...(result.rules === undefined ? [] : [ruleTable(result.rules, scene)]),
      ...(result.weights === undefined || result.weights.length === 0
        ? []
        : [weightTable(result.weights, scene)]),
    ],
  };
}

function verdict({
  result: { auc, no_better_than_chance: isChance },
  words,
  messages,
  figures,
}: Scene): string {
  const { score } = words;
  if (auc === null) return score.nothing;
  const two = new Intl.NumberFormat(messages.numbers, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const [low, high] = auc.interval;
  const text = `${two.format(auc.value)}; ${two.format(low)}–${two.format(high)}`;
  if (isChance === true) return score.chance(text);
  return auc.value < 0.5 ? score.worse(text) : score.better(text, figures.share(auc.value));
}

/** Of a score that tells something. */
function topGroup({ result, words, messages, figures }: Scene): string[] {
  const [top, second] = result.deciles;
  if (top === undefined || second === undefined || result.no_better_than_chance !== false)
    return [];
  if (top.lift === null || top.lift <= 1) return [];
  const lift = createOdds(messages.numbers)(top.lift);
  const share = figures.shareOf(top.converted, top.actors);
  return [words.score.top(share, lift, scoresOf(top, figures))];
}

function gradeTable({ result: { grades }, words: { score }, figures }: Scene): ReportTable {
  return {
    title: score.grades,
    headings: [
      score.grade,
      score.scores,
      score.actors,
      score.converted,
      score.share,
      score.interval,
    ],
    rows: grades.map(({ name, least, actors, converted, interval }) => ({
      name: harmless(name),
      cells: [
        least === null ? score.rest : `≥\u00a0${signed(least, figures)}`,
        figures.count(actors),
        figures.count(converted),
        figures.shareOf(converted, actors),
        figures.interval(interval) || noFigure,
      ].map((text) => ({ text })),
    })),
    note: "",
  };
}

function groupTable({ result, words: { score }, messages, figures }: Scene): ReportTable {
  const odds = createOdds(messages.numbers);
  const isLearned = result.by === "learned";
  return {
    title: score.groups,
    headings: [
      score.scores,
      score.actors,
      score.converted,
      score.share,
      score.lift,
      ...(isLearned ? [score.predicted] : []),
    ],
    rows: result.deciles.map((group) => ({
      name: scoresOf(group, figures),
      cells: [
        figures.count(group.actors),
        figures.count(group.converted),
        figures.shareOf(group.converted, group.actors),
        group.lift === null ? noFigure : odds(group.lift),
        ...(isLearned ? [figures.share(group.predicted ?? null)] : []),
      ].map((text) => ({ text })),
    })),
    note: score.groupsNote,
  };
}

function ruleTable(
  rules: NonNullable<ScoreResult["rules"]>,
  { words: { score }, figures }: Scene,
): ReportTable {
  return {
    title: score.rules,
    headings: [score.rule, score.points, score.actors, score.later],
    rows: rules.map(({ text, points, actors, later }) => ({
      name: harmless(text),
      cells: [
        `${points > 0 ? "+" : ""}${signed(points, figures)}`,
        figures.count(actors),
        figures.count(later),
      ].map((cell) => ({ text: cell })),
    })),
    note: rules.some(({ later }) => later > 0) ? score.laterNote : "",
  };
}

function weightTable(
  weights: readonly ScoreWeight[],
  { words: { score }, messages, figures }: Scene,
): ReportTable {
  const odds = createOdds(messages.numbers);
  const short = new Intl.NumberFormat(messages.numbers, { maximumSignificantDigits: 3 });
  const shown = weights.slice(0, shownWeights);
  const named = (weight: ScoreWeight): string => {
    const name = harmless(weight.signal);
    if (weight.kind === "event") return score.did(name);
    if (weight.kind === "number") return `${name} + ${short.format(weight.per ?? 0)}`;
    const value = weight.other
      ? score.otherValue
      : weight.value === null || weight.value === undefined
        ? score.missing
        : harmless(weight.value);
    return score.has(name, value);
  };
  return {
    title: score.weights,
    headings: [score.signal, score.against, score.odds],
    rows: shown.map((weight) => ({
      name: named(weight),
      cells: [
        { text: weight.against === undefined ? "" : harmless(weight.against) },
        { text: odds(weight.odds_ratio) },
      ],
    })),
    note: [
      ...(shown.length < weights.length
        ? [score.strongest(figures.count(shown.length), figures.count(weights.length))]
        : []),
      score.weightsNote,
    ].join(" "),
  };
}

/** "30–64.7", or one number. */
function scoresOf(
  { most, least }: ScoreResult["deciles"][number],
  figures: Scene["figures"],
): string {
  const [low, high] = [least, most].map((score) => signed(Math.round(score * 10) / 10, figures));
  if (low === high) return low ?? "";
  return least < 0 || most < 0 ? `${low} … ${high}` : `${low}–${high}`;
}

function signed(value: number, figures: Scene["figures"]): string {
  return figures.number(value).replace("-", "−");
}
