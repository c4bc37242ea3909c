import type { ExperimentResult, VariantResult } from "../../engine/result.ts";
import { createSigns } from "../changes.ts";
import { harmless } from "../harmless.ts";
import type { Figures } from "../numbers.ts";
import { barRowsPart } from "./bar-rows.ts";
import { type ForestRow, forestPart } from "./forest.ts";
import type { ChartPart } from "./spec.ts";
import type { StudyChartScene } from "./study-scene.ts";
import { shareLabel, signedTicks } from "./ticks.ts";

/** The share of each variant, how much better each is than control, how likely each is the best. */
export function experimentParts({
  result,
  table,
  messages,
  figures,
}: StudyChartScene<ExperimentResult>): ChartPart[] {
  const { variants, control } = result;
  const words = messages.chart.study;
  const signs = createSigns(messages);
  const level = shareLabel(result.confidence, figures);
  const title = harmless(control);
  const own = variants.find(({ name }) => name === control);
  const most = Math.max(
    1e-9,
    ...variants.map(({ interval, share }) => interval?.[1] ?? share ?? 0),
  );
  const part = (share: number | null | undefined): number | null =>
    share === null || share === undefined ? null : Math.min(1, share / most);
  const shares = variants.map((variant, index) => {
    const { name, interval, share } = variant;
    const text = figures.withInterval(figures.share(share), interval);
    const of = words.of(figures.count(variant.to), figures.count(variant.from));
    return {
      name: table.rows[index]?.name ?? harmless(name),
      bar: part(share) ?? 0,
      low: part(interval?.[0]),
      high: part(interval?.[1]),
      tick: name === control ? null : part(own?.share),
      isPale: name === control,
      value: figures.share(share),
      detail: of,
      sentence: `${harmless(name)}: ${text}; ${of}`,
    };
  });
  const parts = [
    barRowsPart(shares, {
      name: "shares",
      top: "top",
      caption: words.shares(table.title, level, title),
    }),
  ];
  const below = (): string => `${parts.at(-1)?.bottom} + 2 * size`;

  const compared = variants.filter((variant) => (variant.against_control?.lift ?? null) !== null);
  if (compared.length > 0) {
    const ends = compared.flatMap((variant) => endsOf(variant));
    const axis = signedTicks(Math.min(...ends), Math.max(...ends));
    const percent = (lift: number): string => `${signs.signed(lift)}\u00a0%`;
    const rows = compared.map((variant): ForestRow => {
      const { name, against_control: against } = variant;
      const lift = against?.lift ?? 0;
      const interval = against?.lift_interval ?? null;
      const range = interval === null ? "" : signs.range(interval);
      const p = against?.p_adjusted ?? null;
      const noise = Math.round((1 - result.confidence) * 1e6) / 1e6;
      const told = range === "" ? percent(lift) : `${percent(lift)} (${range})`;
      return {
        name: harmless(name),
        at: axis.part(lift),
        low: interval === null ? null : axis.part(interval[0]),
        high: interval === null ? null : axis.part(interval[1]),
        value: percent(lift),
        detail: range,
        isSure: result.trustworthy && p !== null && p < noise,
        sentence: `${harmless(name)}: ${told}; p ${signs.chance(p, true)}`,
      };
    });
    parts.push(
      forestPart(rows, {
        name: "lifts",
        top: below(),
        caption: words.lift(title, level),
        ticks: axis.values.map((value) => ({
          at: axis.part(value),
          label: value === 0 ? "0" : percent(value).replace(/[.,]0(?=\u00a0)/, ""),
        })),
        reference: axis.part(0),
      }),
    );
  }
  const best = variants.flatMap(({ name, best: chance }) =>
    chance === null
      ? []
      : [
          {
            name: harmless(name),
            bar: chance,
            value: nearly(chance, figures),
            detail: "",
            isPale: name === control,
            sentence: `${harmless(name)}: ${words.best} ${nearly(chance, figures)}`,
          },
        ],
  );
  if (best.length > 1) {
    parts.push(barRowsPart(best, { name: "best", top: below(), caption: words.best }));
  }
  return parts;
}

/** A probability, of which more than three digits say nothing. */
function nearly(chance: number, figures: Figures): string {
  if (chance > 0 && chance < 0.001) return `<\u00a0${figures.share(0.001)}`;
  if (chance > 0.999 && chance < 1) return `>\u00a0${shareLabel(0.999, figures)}`;
  return figures.share(chance);
}

function endsOf({ against_control: against }: VariantResult): number[] {
  return [0, against?.lift ?? 0, ...(against?.lift_interval ?? [])];
}
