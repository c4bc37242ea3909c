import type { ScenarioResult } from "../../engine/result.ts";
import { type BarRow, barRowsPart } from "./bar-rows.ts";
import type { ChartPart } from "./spec.ts";
import type { StudyChartScene } from "./study-scene.ts";

/** Each stage as it is, as a bar, and as it would be, as an outline. */
export function scenarioPart({
  result,
  table,
  messages,
}: StudyChartScene<ScenarioResult>): ChartPart {
  const { stages } = result;
  const most = Math.max(
    1,
    ...stages.flatMap(({ count, scenario_count: then }) => [count, then ?? 0]),
  );
  const rows = stages.map((stage, index): BarRow => {
    const { name = "", cells = [] } = table.rows[index] ?? {};
    const [now = "", share = "", then = "", planned = "", difference = ""] = cells.map(
      (cell) => cell.text,
    );
    const isSame = stage.scenario_count === stage.count;
    const shares = index === 0 || share === planned ? share : `${share} → ${planned}`;
    return {
      name,
      bar: stage.count / most,
      outline: stage.scenario_count === null || isSame ? null : stage.scenario_count / most,
      value: isSame ? now : then,
      detail: [isSame ? "" : difference, index === 0 ? "" : shares]
        .filter((each) => each !== "")
        .join(" · "),
      sentence: `${name}: ${isSame ? now : `${now} → ${then} (${difference})`}${index === 0 ? "" : `; ${shares}`}`,
    };
  });
  return barRowsPart(rows, {
    name: "scenario",
    top: "top",
    caption: messages.chart.study.scenario,
  });
}
