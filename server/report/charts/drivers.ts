import type { DriversResult } from "../../engine/result.ts";
import { type ForestRow, forestPart } from "./forest.ts";
import type { ChartPart } from "./spec.ts";
import type { StudyChartScene } from "./study-scene.ts";
import { logTicks } from "./ticks.ts";

/** Said of at most one in twenty that go along with nothing. */
const sure = 0.05;

/** The odds ratio of each signal of the report's table with its interval, on a logarithmic axis. */
export function driversPart({
  result,
  table,
  messages,
  figures,
}: StudyChartScene<DriversResult>): ChartPart {
  const signals = result.signals.slice(0, table.rows.length);
  const ends = signals.flatMap(({ odds_ratio: ratio, interval }) =>
    [ratio ?? 0, ...(interval ?? [])].filter((each) => each > 0 && Number.isFinite(each)),
  );
  const axis = logTicks(Math.min(1, ...ends), Math.max(1, ...ends));
  const rows = signals.map((signal, index): ForestRow => {
    const { odds_ratio: ratio, interval, p_adjusted: p } = signal;
    const { name = "", cells = [] } = table.rows[index] ?? {};
    const [actors = "", value = "", range = "", chance = ""] = cells.map((cell) => cell.text);
    const [low, high] = interval ?? [null, null];
    const beyond = {
      left: ratio === 0 || (low !== null && low < axis.least),
      right: ratio === null || (high !== null && high > axis.most),
    };
    const inside = ratio !== null && ratio >= axis.least && ratio <= axis.most;
    return {
      name,
      at: inside ? axis.part(ratio) : null,
      low: low === null ? null : axis.part(low),
      high: high === null ? null : axis.part(high),
      ...(beyond.left && beyond.right
        ? { goesOn: "both" }
        : beyond.left
          ? { goesOn: "left" }
          : beyond.right
            ? { goesOn: "right" }
            : {}),
      value,
      detail: range,
      isSure: p !== null && p < sure,
      sentence: [
        `${name}: ${table.headings[2] ?? ""} ${value} (${range})`,
        `${table.headings[1] ?? ""}: ${actors}`,
        `p ${chance}`,
      ].join("; "),
    };
  });
  return forestPart(rows, {
    name: "odds",
    top: "top",
    caption: messages.chart.study.odds,
    ticks: axis.values.map((value) => ({
      at: axis.part(value),
      label: value < 1 ? `1/${figures.count(1 / value)}` : figures.count(value),
    })),
    reference: axis.part(1),
  });
}
