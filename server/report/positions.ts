import type { FunnelResult } from "../engine/result.ts";
import type { ReportMessages } from "./messages/words.ts";
import { type Figures, noFigure } from "./numbers.ts";
import type { ReportTable } from "./report-table.ts";

/** A funnel in any order by how many of its stages there are; empty in other orders. */
export function describePositions(
  { positions = [], entered }: Pick<FunnelResult, "positions" | "entered">,
  { headings, ...messages }: ReportMessages,
  figures: Figures,
): ReportTable[] {
  if (positions.length === 0) return [];
  const all = figures.count(positions.length);
  return [
    {
      title: messages.positions.title,
      headings: [
        messages.positions.stages,
        headings.count,
        headings.fromPrevious,
        headings.fromFirst,
        headings.lost,
        headings.median,
      ],
      rows: positions.map(({ position, count, dropoff, seconds_from_previous: time }, index) => {
        const before = positions[index - 1]?.count;
        return {
          name: messages.positions.of(figures.count(position), all),
          cells: [
            figures.count(count),
            before === undefined ? noFigure : figures.shareOf(count, before),
            figures.shareOf(count, entered),
            dropoff === null ? noFigure : figures.count(dropoff),
            figures.duration(time?.median ?? null),
          ].map((text) => ({ text })),
        };
      }),
      note: "",
    },
  ];
}
