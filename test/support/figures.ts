import { type Analysis, analyze, type MeasureDeclaration } from "../../language/index.ts";
import { fakeCatalog } from "./catalog.ts";
import { checkBesides, type Mistake } from "./mistakes.ts";

/** Marks and visits of a shop, and what its advertising cost. */
const tables = fakeCatalog({
  "e.csv": {
    user_id: "text",
    ts: "time",
    name: { visit: 100, sign_up: 50, survey: 30, payment: 20, invite: 5 },
    channel: { ads: 60, seo: 40 },
    amount: "number",
    mark: "number",
    is_paid: "boolean",
    created: "time",
  },
  "ads.csv": { day: "time", impressions: "number", clicks: "number", spend: "number" },
  "shop.csv": { day: "time", orders: "number", turnover: "number" },
});

export const sources = `source web from "e.csv" {
  actor user_id
  time ts
  event name
}

source ads from "ads.csv" as totals {
  time day
  totals { impression: impressions, click: clicks }
  cost spend
  currency "EUR"
}

source shop from "shop.csv" as totals {
  time day
  totals { order: orders }
  value turnover
  currency "USD"
}

`;

/** A funnel over actors with these statements behind its stages. */
export function overActors(...lines: readonly string[]): string {
  const stages = [
    "stage Visit: visit",
    "stage SignUp: sign_up",
    "optional stage Survey: survey",
    "stage Paid: payment",
  ];
  return funnel("web", [...stages, ...lines]);
}

/** A funnel that begins with counts. */
export function overTotals(...lines: readonly string[]): string {
  const stages = ["stage Seen: impression", "stage Click: click", "stage Visit: visit"];
  return funnel("ads, web", [...stages, ...lines]);
}

function funnel(on: string, lines: readonly string[]): string {
  return `${sources}funnel F on ${on} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

export function analyzeFigures(text: string): Analysis {
  return analyze(text, tables);
}

/** One mistake, in a text of which this version may not be able to run everything. */
export function checkFigures(mistake: Mistake): void {
  checkBesides({ catalog: tables, ...mistake }, ["FNL1025", "FNL1029"]);
}

/** The measures of the text's first funnel. */
export function measuresOf(text: string): readonly MeasureDeclaration[] {
  return analyzeFigures(text).program.funnels[0]?.measures ?? [];
}

/** What is wrong with a text besides what this version can't run. */
export function problemsOf(text: string): readonly string[] {
  return analyzeFigures(text)
    .diagnostics.filter(({ code }) => code !== "FNL1025" && code !== "FNL1029")
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}
