import type { RetentionResult } from "../../engine/result.ts";
import type { Figures } from "../numbers.ts";
import type { ReportTable } from "../study-report.ts";
import { type Layer, box, formula, target, text } from "./marks.ts";
import { widest } from "./measure.ts";
import type { ChartPart } from "./spec.ts";

/** So much of the hue the fullest cell has: any ink is read on it. */
const fullest = 0.6;

/**
 * Cohorts below each other, periods to the right: the fuller, the more have come back. The figures and
 * names are those of the report's table, which has them in the same order; cells that are too narrow for
 * a number say it when pointed at.
 */
export function retentionPart(
  { cohorts, total }: RetentionResult,
  { headings, rows, note }: ReportTable,
  figures: Figures,
): ChartPart {
  const shown = cohorts.slice(cohorts.length - (rows.length - 1));
  const shares = [total.cells, ...shown.map((cohort) => cohort.cells)];
  // Everybody is there in the period in which they begin, or would drown the rest.
  const most = Math.max(
    0,
    ...shares.flatMap((cells) => cells.slice(1).map((cell) => cell.share ?? 0)),
  );
  const periods = headings.length - 2;
  const heads = rows.map(({ name, cells }, row) => ({ row, name, size: cells[0]?.text ?? "" }));
  const cells = rows.flatMap(({ name, cells: texts }, row) =>
    (shares[row] ?? []).flatMap(({ share }, period) => {
      if (share === null) return [];
      const cell = texts[period + 1];
      // As the table's note explains it.
      const shownText = `${cell?.text ?? figures.share(share)}${cell?.isPartial === true ? "*" : ""}`;
      const shade = most === 0 ? 0 : Math.min(1, share / most) * fullest;
      const sentence = `${name}, ${headings[period + 2] ?? ""}: ${shownText}`;
      return [{ row, period, shade, text: shownText, sentence }];
    }),
  );
  const names = widest([...rows.map(({ name }) => name), headings[0] ?? ""]);
  const sizes = widest([...heads.map(({ size }) => size), headings[1] ?? ""]);
  const numbers = widest(cells.map((cell) => cell.text)) * 0.85;
  const pitch = 1.9;
  const place = [
    formula("upper", `top + (1.8 + ${pitch} * datum.row + (datum.row > 0 ? 0.5 : 0)) * size`),
    formula("lower", `datum.upper + ${pitch} * size - 1`),
    formula("middle", "(datum.upper + datum.lower) / 2"),
  ];
  const column = [
    formula("left", "gridLeft + datum.period * gridCell"),
    formula("right", "datum.left + gridCell - 1"),
    formula("centre", "(datum.left + datum.right) / 2"),
  ];
  const layers: Layer[] = [
    {
      data: { name: "gridHeads" },
      transform: [...place, formula("zero", "0"), formula("sizeX", "gridLeft - 0.7 * size")],
      layer: [
        text("gridNames", "name", ["zero", "middle"], { colour: "ink", limit: "gridNames" }),
        text("gridSizes", "size", ["sizeX", "middle"], { colour: "muted", align: "right" }),
      ],
    },
    {
      data: { name: "gridPeriods" },
      transform: [
        {
          filter: "datum.period % max(1, ceil((datum.ems * em + 0.6 * size) / gridCell)) === 0",
        },
        ...column,
        formula("textX", "datum.centre + datum.ems * em / 2"),
        formula("middle", "top + 0.9 * size"),
      ],
      layer: [
        text("gridPeriods", "label", ["textX", "middle"], {
          colour: "muted",
          scale: 0.85,
          align: "right",
        }),
      ],
    },
    {
      data: { name: "gridCells" },
      transform: [...place, ...column, formula("textX", "datum.right - 0.4 * size")],
      layer: [
        box("gridGround", ["left", "right"], ["upper", "lower"], {
          fill: "track",
          stroke: "outline",
        }),
        box("gridCells", ["left", "right"], ["upper", "lower"], {
          fill: "bar",
          opacity: { expr: "datum.shade" },
        }),
        {
          transform: [{ filter: `gridCell > ${numbers.toFixed(2)} * em + 0.9 * size` }],
          layer: [
            text("gridNumbers", "text", ["textX", "middle"], {
              colour: "ink",
              scale: 0.85,
              align: "right",
            }),
          ],
        },
        target("gridTargets", ["left", "right"], ["upper", "lower"]),
      ],
    },
    {
      data: { name: "gridNote" },
      transform: [formula("x", "0"), formula("middle", "gridBottom + 1.1 * size")],
      layer: [
        text("gridNoteText", "text", ["x", "middle"], {
          colour: "muted",
          scale: 0.85,
          limit: "width",
        }),
      ],
    },
  ];
  const bottom = `top + ${(2.3 + pitch * rows.length).toFixed(1)} * size`;
  return {
    params: [
      { name: "gridNames", expr: `min(${names} * em, 0.36 * width)` },
      { name: "gridLeft", expr: `gridNames + ${sizes} * em + 1.6 * size` },
      {
        name: "gridCell",
        expr: `max(3, min(7 * size, (width - gridLeft) / ${Math.max(1, periods)}))`,
      },
      { name: "gridBottom", expr: bottom },
    ],
    datasets: {
      gridHeads: heads,
      gridPeriods: headings.slice(2).map((label, period) => ({
        label,
        period,
        ems: widest([label]) * 0.85,
      })),
      gridCells: cells,
      gridNote: note === "" ? [] : [{ text: note }],
    },
    layers,
    bottom: note === "" ? "gridBottom" : "gridBottom + 1.8 * size",
  };
}
