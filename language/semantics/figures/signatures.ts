import { type FigureName, figureNames } from "../../vocabulary/figures.ts";
import { notYet } from "../checks/not-yet.ts";
import type { MeasureUnit } from "../measure-unit.ts";

export { type FigureName, figureNames } from "../../vocabulary/figures.ts";

/** What is written in the parentheses of a figure. */
export interface FigureParameter {
  readonly kind: "step" | "stage" | "within" | "value" | "condition" | "number" | "source";
  /** As it is shown: `A -> B`. */
  readonly label: string;
  readonly optional: boolean;
}

/** How a figure over a funnel's result is written, and what it yields. */
export interface FigureSignature {
  readonly name: FigureName;
  readonly parameters: readonly FigureParameter[];
  /** The words that its stage comes after; empty: it has none. */
  readonly at: readonly ("at" | "of")[];
  /** "value": what its value is. */
  readonly unit: MeasureUnit | "value";
  /** In full, what may be left out in brackets: `conversion(A -> B [within 3 days])`. */
  readonly label: string;
  /** With what is needed alone, as a person would write it. */
  readonly example: string;
  /** False where this version reads it, but can't compute it yet. */
  readonly available: boolean;
}

type Kind = FigureParameter["kind"];
type Row = readonly [
  parameters: readonly FigureParameter[],
  at: readonly ("at" | "of")[],
  unit: FigureSignature["unit"],
  example: string,
];

const need = (kind: Kind, label: string): FigureParameter => ({ kind, label, optional: false });
const may = (kind: Kind, label: string): FigureParameter => ({ kind, label, optional: true });

const step = [may("step", "A -> B")];
const stage = need("stage", "Stage");
const limit = may("within", "within 3 days");
const value = need("value", "value");
const condition = need("condition", "condition");
const both = ["at", "of"] as const;

const rows: Readonly<Record<FigureName, Row>> = {
  actors: [[stage], [], "number", "actors(Paid)"],
  conversion: [[...step, limit], [], "share", "conversion(Visit -> Paid)"],
  dropoff: [step, [], "share", "dropoff(Visit -> Paid)"],
  median_time: [step, [], "duration", "median_time(Visit -> Paid)"],
  average_time: [step, [], "duration", "average_time(Visit -> Paid)"],
  p90_time: [step, [], "duration", "p90_time(Visit -> Paid)"],
  count: [[may("value", "value")], both, "number", "count of Paid"],
  sum: [[value], both, "value", "sum(amount) of Paid"],
  avg: [[value], both, "value", "avg(amount) of Paid"],
  min: [[value], both, "value", "min(amount) of Paid"],
  max: [[value], both, "value", "max(amount) of Paid"],
  median: [[value], both, "value", "median(amount) of Paid"],
  share: [[condition], ["at"], "share", 'share(channel = "ads") at Paid'],
  cost: [[need("source", "source")], [], "money", "cost(ads)"],
  value: [[need("source", "source")], [], "money", "value(ads)"],
  nps: [
    [value, may("number", "low"), may("number", "high")],
    ["at"],
    "number",
    "nps(mark) at Survey",
  ],
  csat: [[condition], ["at"], "share", "csat(mark >= 4) at Survey"],
  repeat_rate: [[stage, limit], [], "share", "repeat_rate(Paid)"],
  ctr: [[need("step", "A -> B")], [], "share", "ctr(Impression -> Click)"],
  bounce_rate: [[], [], "share", "bounce_rate"],
  time_on_site: [[], [], "duration", "time_on_site"],
  events_per_visit: [[], [], "number", "events_per_visit"],
  win_rate: [[], [], "share", "win_rate"],
  sales_cycle: [[], [], "duration", "sales_cycle"],
  ltv: [[value], [], "value", "ltv(amount)"],
  referrals_per_actor: [[stage], [], "number", "referrals_per_actor(Invite)"],
};

/** Of these names the table of what can't be run yet has others for statements of sources. */
const ofSources: ReadonlySet<FigureName> = new Set<FigureName>(["cost", "value"]);

function isAvailable(name: FigureName): boolean {
  return !notYet.has(ofSources.has(name) ? `${name}(source)` : name);
}

function signature(name: FigureName): FigureSignature {
  const [parameters, at, unit, example] = rows[name];
  const label = `${name}${written(parameters)}${at.length > 0 ? ` ${at.join("|")} Stage` : ""}`;
  return { name, parameters, at, unit, label, example, available: isAvailable(name) };
}

/** `(A -> B [within 3 days])`, `(value[, low[, high]])`, `[(A -> B)]` */
function written(parameters: readonly FigureParameter[]): string {
  if (parameters.length === 0) return "";
  const [first, ...rest] = parameters;
  let inside = first?.label ?? "";
  for (const { kind, label } of rest) inside += kind === "within" ? ` [${label}]` : `[, ${label}]`;
  return first?.optional ? `[(${inside})]` : `(${inside})`;
}

export const figureSignatures: readonly FigureSignature[] = figureNames.map(signature);

const byName: ReadonlyMap<string, FigureSignature> = new Map(
  figureSignatures.map((each) => [each.name, each]),
);

export function findFigure(name: string): FigureSignature | undefined {
  return byName.get(name);
}

const ofTimes: ReadonlySet<FigureName> = new Set<FigureName>([
  "median_time",
  "average_time",
  "p90_time",
]);

/** Between two rows: what has no times has none of these. */
export function isTimeFigure(name: FigureName): boolean {
  return ofTimes.has(name);
}
