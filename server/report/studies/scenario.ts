import type { ScenarioResult } from "../../engine/result.ts";
import { harmless } from "../harmless.ts";
import { type Figures, noFigure } from "../numbers.ts";
import type { ReportRow } from "../study-report.ts";
import { type StudyScene, type StudyWords, stageName } from "./study.ts";

export function describeScenario(scene: StudyScene<"scenario">): StudyWords {
  const { result, funnel, words, messages, figures } = scene;
  const { scenario } = words;
  const { converted, scenario_converted: then } = result;
  const summary =
    then === null
      ? scenario.unknown
      : scenario.converted(
          Math.round(then),
          figures.count(converted),
          figures.count(then),
          difference(then - converted, figures),
        );
  return {
    about: words.on(words.kinds.scenario, harmless(funnel?.name ?? result.funnel)),
    summary: [summary, scenario.arithmetic],
    tables: [
      {
        title: scenario.table,
        headings: [
          messages.headings.stage,
          scenario.now,
          messages.headings.fromPrevious,
          scenario.planned,
          messages.headings.fromPrevious,
          scenario.difference,
        ],
        rows: result.stages.map((stage) => stageRow(stage, scene)),
        note: "",
      },
    ],
  };
}

function stageRow(
  stage: ScenarioResult["stages"][number],
  { study, funnel, messages, figures }: StudyScene<"scenario">,
): ReportRow {
  const change =
    study.kind === "scenario" ? study.changes.find((each) => each.stage === stage.name) : undefined;
  const label = harmless(stageName(stage.name, funnel));
  const isOptional = funnel?.stages.find(({ name }) => name === stage.name)?.optional === true;
  const name = isOptional ? messages.optional(label) : label;
  const then = stage.scenario_count;
  return {
    name: change === undefined ? name : `${name} ${written(change, figures)}`,
    cells: [
      figures.count(stage.count),
      figures.share(stage.share),
      then === null ? noFigure : figures.count(then),
      figures.share(stage.scenario_share),
      then === null ? noFigure : difference(then - stage.count, figures),
    ].map((text) => ({ text })),
  };
}

/** As in the text: "= 25 %", "+ 10 %". */
function written(
  { kind, share }: { readonly kind: "set" | "scale"; readonly share: number },
  figures: Figures,
): string {
  const sign = kind === "set" ? "=" : share < 0 ? "−" : "+";
  return `${sign}\u00a0${figures.number(Math.round(Math.abs(share) * 1e8) / 1e6)}\u00a0%`;
}

function difference(by: number, figures: Figures): string {
  const rounded = Math.round(by);
  if (rounded === 0) return "0";
  return `${rounded < 0 ? "−" : "+"}${figures.count(Math.abs(rounded))}`;
}
