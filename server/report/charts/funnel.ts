import { funnelExtras } from "./funnel-extras.ts";
import type { FunnelRows } from "./funnel-rows.ts";
import { type Layer, arrow, box, formula, line, mouseTarget, target, text } from "./marks.ts";
import { widest, widestName } from "./measure.ts";
import type { Parameter } from "./params.ts";
import type { ChartPart } from "./spec.ts";

/**
 * What answers: a stage with all that belongs to it leads to who reached it, over it its name to the
 * text, what is missing to who was lost, the step to its times.
 */
const targets: readonly Layer[] = [
  {
    transform: [formula("answer", "datum.stage === null ? 'text' : 'reached'")],
    layer: [target("stages", ["zero", "full"], ["rowTop", "barBottom"])],
  },
  {
    transform: [
      formula("answer", "'text'"),
      formula("nameTop", "datum.barTop - nameHeight"),
      formula("nameBottom", "narrow ? datum.barTop : datum.barBottom"),
      formula("nameEnd", "narrow ? width : nameWidth"),
    ],
    layer: [mouseTarget("texts", ["zero", "nameEnd"], ["nameTop", "nameBottom"])],
  },
  {
    transform: [
      { filter: "datum.lost > 0 && datum.stage !== null" },
      formula("answer", "'dropped'"),
      formula("lostEnd", "max(datum.trackEnd, datum.barEnd + 6)"),
    ],
    layer: [target("losses", ["barEnd", "lostEnd"], ["barTop", "barBottom"], "lostSentence")],
  },
  {
    transform: [
      { filter: "datum.stepSentence !== ''" },
      formula("answer", "'time'"),
      formula("stepBottom", "datum.rowTop + stepHeight"),
    ],
    layer: [target("stepTimes", ["start", "full"], ["rowTop", "stepBottom"], "stepSentence")],
  },
];

/** From this many stages on, rows are lower. */
const many = 12;

/**
 * The funnel itself: stages run down, bars run right from one line. Behind each bar a pale track
 * shows the previous required stage, so that what is missing is an area; between two bars stands
 * the step. Where there is room names stand left of the bars, else above them.
 */
export function funnelPart({ rows, isBackward, legend, outlines }: FunnelRows): ChartPart {
  const names = widestName(rows.map((row) => row.name));
  const counts = widest(
    rows.map((row) => row.countText),
    true,
  );
  const shares = widest(rows.map((row) => row.shareText));
  const steps = widest(
    rows.map((row) => row.stepShare),
    true,
  );
  const dense = rows.length > many;
  const params: Parameter[] = [
    { name: "narrow", expr: "width < 42 * size" },
    { name: "nameWidth", expr: `min(${names} * em, 0.34 * width)` },
    { name: "left", expr: "narrow ? 0.5 : nameWidth + size" },
    { name: "countWidth", expr: `${counts} * em` },
    { name: "shareWidth", expr: `${shares} * em` },
    {
      name: "barsWidth",
      expr: "max(3 * size, width - left - (narrow ? 1 : countWidth + shareWidth + 1.4 * size))",
    },
    { name: "nameHeight", expr: "narrow ? 1.6 * size : 0" },
    {
      name: "barHeight",
      expr: dense ? "(narrow ? 0.8 : 1.4) * size" : "(narrow ? 1.1 : 2) * size",
    },
    { name: "stepHeight", expr: `${dense ? 1.7 : 2.1} * size` },
    { name: "pitch", expr: "nameHeight + barHeight + stepHeight" },
    { name: "stagesHeight", expr: `max(0, ${rows.length} * pitch - stepHeight)` },
    { name: "detailsLeft", expr: `left + 1.5 * size + ${steps} * em` },
  ];
  const extras = funnelExtras(legend);
  const layer: Layer = {
    data: { name: "stages" },
    transform: [
      formula("barTop", "top + datum.index * pitch + nameHeight"),
      formula("barBottom", "datum.barTop + barHeight"),
      formula("middle", "datum.barTop + barHeight / 2"),
      formula("nameMiddle", "narrow ? datum.barTop - 0.8 * size : datum.middle"),
      formula("stepMiddle", "datum.barTop - nameHeight - stepHeight / 2"),
      formula("rowTop", "datum.barTop - nameHeight - (datum.index === 0 ? 0 : stepHeight)"),
      formula("start", "left"),
      // A bar of one in a million is still to be seen.
      formula("barEnd", "left + (datum.count > 0 ? max(1.5, datum.bar * barsWidth) : 0)"),
      formula("trackEnd", "left + datum.track * barsWidth"),
      formula("lowX", "left + datum.low * barsWidth"),
      formula("highX", "left + datum.high * barsWidth"),
      formula("nameX", "narrow ? 0 : nameWidth"),
      formula("openEnd", "left + datum.open * barsWidth"),
      formula("exitStart", "left + datum.exit * barsWidth"),
      formula(
        "countX",
        "narrow ? width - shareWidth - 0.5 * size : left + max(datum.track, datum.reach) * barsWidth + 0.7 * size",
      ),
      formula("shareX", "narrow ? width : datum.countX + datum.countEms * em + 0.5 * size"),
      formula("arrowX", "left + 0.4 * size"),
      formula("stepX", "left + size"),
      formula("detailsX", "detailsLeft"),
      formula("zero", "0"),
      formula("full", "width"),
    ],
    layer: [
      box("tracks", ["start", "trackEnd"], ["barTop", "barBottom"], {
        fill: "track",
        stroke: "outline",
        rounded: true,
      }),
      extras.exits,
      {
        transform: [{ filter: "datum.count > 0" }],
        layer: [
          box("bars", ["start", "barEnd"], ["barTop", "barBottom"], {
            fill: { expr: "datum.optional ? optional : bar" },
            stroke: "bar",
            rounded: true,
          }),
        ],
      },
      {
        transform: [{ filter: "datum.count === 0" }],
        layer: [line("zeros", ["start", "start"], ["barTop", "barBottom"], "muted", 1)],
      },
      {
        transform: [{ filter: "datum.low !== null && (datum.high - datum.low) * barsWidth > 3" }],
        layer: [line("whiskers", ["lowX", "highX"], ["middle", "middle"], "whisker", 1.5)],
      },
      text("names", "name", ["nameX", "nameMiddle"], {
        colour: "ink",
        align: { expr: "narrow ? 'left' : 'right'" },
        limit: "narrow ? width - countWidth - shareWidth - 1.5 * size : nameWidth",
      }),
      text("counts", "countText", ["countX", "nameMiddle"], {
        colour: "ink",
        weight: 600,
        align: { expr: "narrow ? 'right' : 'left'" },
      }),
      text("shares", "shareText", ["shareX", "nameMiddle"], {
        colour: "muted",
        align: { expr: "narrow ? 'right' : 'left'" },
      }),
      {
        transform: [{ filter: "datum.stepShare !== ''" }],
        layer: [
          arrow("arrows", ["arrowX", "stepMiddle"], 0.2, {
            isUp: isBackward,
            colour: "datum.isLeak ? accent : muted",
          }),
          text("steps", "stepShare", ["stepX", "stepMiddle"], {
            colour: { expr: "datum.isLeak ? accent : ink" },
            scale: 0.92,
            weight: 600,
          }),
          text("details", "stepDetails", ["detailsX", "stepMiddle"], {
            colour: { expr: "datum.isLeak ? accent : datum.isMarked ? ink : muted" },
            scale: 0.92,
            limit: "width - detailsLeft",
          }),
        ],
      },
      text("captions", "caption", ["zero", "stepMiddle"], { colour: "muted", limit: "width" }),
      extras.hatching,
      ...targets,
    ],
  };
  return {
    params: [...params, ...extras.params],
    datasets: {
      stages: rows,
      ...(outlines.length === 0 ? {} : { outlines }),
      ...(legend.length === 0 ? {} : { legend: extras.legend }),
    },
    layers: [
      layer,
      ...(outlines.length === 0 ? [] : [extras.outlines]),
      ...(legend.length === 0 ? [] : [extras.legendLayer]),
    ],
    bottom: "top + stagesHeight + legendHeight",
  };
}
