import type { FunnelModel, LookupSource, RowExpr, SourceModel } from "../../../language/index.ts";
import type { MeasurePlan } from "./measures.ts";
import type { FunnelPlan, ScanPlan } from "./plan.ts";

/** Sums over rows of whole sources, whose rows need no actors. */
export interface AmountsPlan {
  /** A scan for each sum, all with the same limits of time. */
  readonly plan: FunnelPlan;
  /** One a scan. */
  readonly amounts: readonly AmountPlan[];
}

export interface AmountPlan {
  readonly kind: "cost" | "value";
  readonly source: string;
  readonly value: RowExpr;
  /** Its code, or where each row says it. */
  readonly currency?: string | RowExpr;
}

/** A source, or a part of one, that isn't there has no sum. */
export function planAmounts(
  wanted: MeasurePlan["amounts"],
  funnel: Pick<FunnelModel, "name" | "during" | "splits">,
  sources: readonly SourceModel[],
  lookups: readonly LookupSource[] = [],
): AmountsPlan {
  const found = wanted.flatMap(({ kind, source: name }) => {
    const source = sources.find((each) => each.name === name);
    const value = source?.[kind];
    if (source === undefined || value === undefined) return [];
    const amount: AmountPlan = { kind, source: name, value, ...currencyOf(source) };
    return [{ amount, scan: scanOf(source, amount, funnel) }];
  });
  const joined = new Set(found.flatMap(({ scan }) => scan.joins.map(({ lookup }) => lookup)));
  return {
    plan: {
      funnel: funnel.name,
      scans: found.map(({ scan }) => scan),
      segments: [],
      lookups: lookups
        .filter(({ name }) => joined.has(name))
        .map(({ name, location, timezone, where }) => ({
          source: name,
          location,
          timezone,
          where,
        })),
      entry: funnel.during ?? { kind: "none" },
      timeless: false,
    },
    amounts: found.map(({ amount }) => amount),
  };
}

function scanOf(
  source: SourceModel,
  { value, currency }: AmountPlan,
  { splits }: Pick<FunnelModel, "splits">,
): ScanPlan {
  const time = source.shape === "lookup" ? undefined : source.time;
  const byRow = typeof currency === "object" ? [currency] : [];
  return {
    source: source.name,
    location: source.location,
    timezone: source.timezone,
    actor: [],
    ...(time === undefined ? {} : { time }),
    // Without a time of its own a record has that of the first thing it did.
    ...(source.shape === "records" && time === undefined ? { records: source.stages } : {}),
    ...(source.each === undefined ? {} : { each: source.each }),
    joins: source.joins.map(({ lookup, column, key }) => ({ lookup, column, key })),
    ...(source.dedupe === undefined ? {} : { dedupe: source.dedupe }),
    where: source.where,
    filters: [],
    stages: [],
    splits: splits.map((split) => ({ value: split.value, rows: "all" })),
    marks: [],
    same: [],
    values: [
      { value, as: "number", stages: 0 },
      ...byRow.map((code) => ({ value: code, as: "text" as const, stages: 0 })),
    ],
    entersAnywhere: false,
    everyRow: true,
  };
}

function currencyOf({ currency }: SourceModel): Pick<AmountPlan, "currency"> {
  if (currency === undefined) return {};
  return currency.kind === "constant"
    ? { currency: currency.code }
    : { currency: { kind: "column", path: currency.column, type: "text" } };
}
