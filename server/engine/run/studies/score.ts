import type { Diagnostic, ScoreModel } from "../../../../language/index.ts";
import { type Entrants, findEntrants } from "../../kernel/score/entrants.ts";
import { judge } from "../../kernel/score/judge.ts";
import { learn, type Learned, LEAST_TO_LEARN } from "../../kernel/score/learn.ts";
import { givePoints, type Points } from "../../kernel/score/points.ts";
import type { KnownSignals, Signal } from "../../kernel/score/signals.ts";
import type { ScoreResult, ScoreWeight } from "../../result.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { planOfEvents } from "../next-events.ts";
import { found } from "../failure.ts";
import { notice } from "../notice.ts";
import { stageNotices } from "../notices.ts";
import type { StudyData, StudyFigures } from "./study.ts";

/** Everybody who entered with their score, whether they are judged or not. */
export interface Scored {
  readonly entrants: Entrants;
  /** One an entrant; NaN: none. */
  readonly scores: Float64Array;
  readonly points?: Points;
  readonly learned?: Learned;
}

export type ScoredData = Pick<StudyData, "plan" | "scanned" | "scanAgain"> & {
  readonly request: Pick<StudyData["request"], "funnel">;
};

/** Scores all who entered by what was known at their first entry. @throws {DataError} */
export async function scoreEntrants(study: ScoreModel, data: ScoredData): Promise<Scored> {
  const { plan, scanned } = data;
  const { funnel } = data.request;
  const { rows, asOf } = scanned;
  const goal = funnel.stages.findIndex(({ name }) => name === study.goal);
  const spec = funnelSpec(funnel, plan.timeless);
  const moment = plan.timeless || asOf === null ? undefined : asOf;
  const entrants = findEntrants(rows, spec, goal, moment);
  const { by } = study;
  switch (by.kind) {
    case "points": {
      const first = funnel.without.length + funnel.exits.length;
      const rules = by.rules.map((rule, index) => ({
        points: rule.points,
        mark: first + index,
        atLeast: rule.kind === "did" ? rule.atLeast : 1,
      }));
      const points = givePoints(rows, entrants, rules);
      return { entrants, scores: points.scores, points };
    }
    case "learned": {
      const learned = learn(entrants, await signalsOf(by, data));
      const { model } = learned;
      const scores =
        model === undefined
          ? new Float64Array(entrants.length).fill(NaN)
          : model.shares.map((share) => 100 * share);
      return { entrants, scores, learned };
    }
    case "column": {
      const column = rows.values?.at(-1);
      const scores = Float64Array.from(entrants.entry, (row) => column?.[row] ?? NaN);
      return { entrants, scores };
    }
  }
}

/** Properties are the last of the plan's values, see `buildStudyPlan`. */
async function signalsOf(
  { signals }: Extract<ScoreModel["by"], { readonly kind: "learned" }>,
  { plan, scanned, scanAgain }: ScoredData,
): Promise<KnownSignals> {
  const { values = [] } = scanned.rows;
  const first = values.length - signals.properties.length;
  const properties = signals.properties.map((path, index) => ({
    name: path.join("."),
    codes: values[first + index] ?? [],
    texts: scanned.valueTexts[first + index] ?? [],
  }));
  if (!signals.events) return { properties };
  const all = await scanAgain(planOfEvents(plan));
  const codes = all.rows.splits[0] ?? new Int32Array(all.rows.length).fill(-1);
  const { actor, time, length } = all.rows;
  const names = all.splitValues[0] ?? [];
  return { properties, events: { actor, time, length, codes, names } };
}

/** @throws {DataError} */
export async function computeScore(
  study: ScoreModel,
  data: StudyData,
): Promise<StudyFigures<"score">> {
  const { funnel } = data.request;
  const scored = await scoreEntrants(study, data);
  const { entrants, scores, learned, points } = scored;
  const judgeable = learned?.test ?? placesWhere(entrants.judged);
  const places = judgeable.filter((place) => !Number.isNaN(scores[place]));
  const judged = sum(entrants.judged);
  const { model } = learned ?? {};
  const pick = <T extends Float64Array | Uint8Array>(
    column: T,
    Type: { new (length: number): T },
  ): T => {
    const picked = new Type(places.length);
    places.forEach((place, i) => (picked[i] = column[place] ?? NaN));
    return picked;
  };
  const { actors, converted, ...judgement } = judge(
    pick<Float64Array>(scores, Float64Array),
    pick<Uint8Array>(entrants.converted, Uint8Array),
    study.grades,
    model && pick<Float64Array>(model.shares, Float64Array),
  );
  const { rows, range, profiles } = data.scanned;
  return {
    figures: {
      kind: "score",
      funnel: study.funnel,
      goal: study.goal,
      by: study.by.kind,
      actors,
      converted,
      immature: entrants.length - judged - entrants.already,
      ...(study.by.kind === "column" ? { without_score: judged - actors } : {}),
      ...(entrants.already === 0 ? {} : { already: entrants.already }),
      ...(learned === undefined
        ? {}
        : {
            trained: {
              actors: learned.training.length,
              converted: sum(entrants.converted, learned.training),
            },
          }),
      ...judgement,
      ...(model === undefined ? {} : { weights: model.weights.map(weightOf) }),
      ...rulesOf(study, points),
    },
    diagnostics: [
      ...stageNotices(funnel, rows, range, profiles, data.plan.timeless),
      ...scoreNotices(study, scored, judged),
    ],
  };
}

function rulesOf({ by }: ScoreModel, points: Points | undefined): Pick<ScoreResult, "rules"> {
  if (by.kind !== "points" || points === undefined) return {};
  return {
    rules: by.rules.map(({ text, points: worth }, index) => {
      const { actors = 0, later = 0 } = points.rules[index] ?? {};
      return { text, points: worth, actors, later };
    }),
  };
}

function weightOf({
  signal,
  coefficient,
}: {
  readonly signal: Signal;
  readonly coefficient: number;
}): ScoreWeight {
  const odds_ratio = rounded(Math.exp(coefficient));
  const { kind, name } = signal;
  switch (signal.kind) {
    case "number":
      return { signal: name, kind, per: rounded(signal.per), odds_ratio };
    case "event":
      return { signal: name, kind, odds_ratio };
    case "value":
      return {
        signal: name,
        kind,
        value: signal.value,
        ...(signal.other ? { other: true } : {}),
        ...(signal.against === undefined ? {} : { against: signal.against }),
        odds_ratio,
      };
  }
}

/** What keeps a score from being what was meant. */
function scoreNotices(
  study: ScoreModel,
  { entrants, learned, points }: Scored,
  judged: number,
): Diagnostic[] {
  const { goal, nameSpan, by } = study;
  const immature = entrants.length - judged - entrants.already;
  if (judged === 0) {
    return immature === 0 ? [] : [notice(found("FNL5302", { goal, immature }), nameSpan)];
  }
  if (learned !== undefined && learned.model === undefined) {
    const won = sum(entrants.converted, learned.training);
    const lost = learned.training.length - won;
    return [notice(found("FNL5300", { goal, won, lost, least: LEAST_TO_LEARN }), nameSpan)];
  }
  if (by.kind !== "points") return [];
  return by.rules.flatMap(({ text, span }, index) => {
    const { actors = 0, later = 0 } = points?.rules[index] ?? {};
    return actors === 0 && later > 0 ? [notice(found("FNL5301", { rule: text, later }), span)] : [];
  });
}

function placesWhere(column: Uint8Array): Uint32Array {
  return Uint32Array.from(column, (_, place) => place).filter((place) => column[place] === 1);
}

function sum(column: Uint8Array, places?: Uint32Array): number {
  if (places === undefined) return column.reduce((all, one) => all + one, 0);
  return places.reduce((all, place) => all + (column[place] ?? 0), 0);
}

/** Six significant digits behind which there is nothing to be known. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
