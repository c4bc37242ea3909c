import type { Catalog, ColumnValues, FolderEntry } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";

/** Data with a shape of every kind, and with the files that lie beside the text. */

const tables = fakeCatalog({
  "web.csv": {
    user_id: { u1: 3, u2: 2 },
    ts: "time",
    name: { page_view: 900, sign_up: 120, invite_sent: 50, "trial started": 40, payment: 12 },
    device: { ios: 500, android: 400 },
    amount: "number",
    region_id: "text",
    is_internal: "boolean",
    variant: { A: 3, B: 2 },
    items: { keys: { sku: "text" } },
    day: { "31.01.2026": 3, "01.02.2026": 2 },
  },
  "data/deals.csv": {
    lead_id: "text",
    created_at: "time",
    qualified_at: "time",
    IsWon: "boolean",
    amount: "number",
  },
  "data/spend.csv": {
    day: "time",
    impressions: "number",
    clicks: "number",
    spend: "number",
  },
  "regions.csv": { region_id: { r1: 1 }, country: { DE: 5, FR: 3 } },
});

const numbers: ColumnValues = {
  values: [
    { value: "10", count: 5 },
    { value: "20", count: 3 },
  ],
  complete: true,
  rows: 100,
  missing: 40,
  min: "0",
  max: "99.5",
};

const times: ColumnValues = {
  values: [],
  complete: false,
  rows: 10,
  missing: 0,
  min: "2025-11-03T00:00:00.000000",
  max: "2026-02-10T10:00:00.000000",
};

const files: readonly FolderEntry[] = [
  { path: "a.funnel", kind: "funnel", bytes: 3 },
  { path: "data", kind: "folder", bytes: 0 },
  { path: "data/deals.csv", kind: "data", bytes: 1234 },
  { path: "data/spend.csv", kind: "data", bytes: 99 },
  { path: "shared/b.funnel", kind: "funnel", bytes: 3 },
  { path: "web.csv", kind: "data", bytes: 1_000_000 },
];

const imported =
  "/** From the other file. */\nsegment tablets = device = 'tablet'\nparam most = 5\n";

const below = 'source log from "../web.csv" {\n  actor user_id\n  time ts\n  event name\n}\n';

export const catalog: Catalog = {
  ...tables,
  values: (location, column) => {
    if (location.path !== "web.csv") return tables.values(location, column);
    if (column[0] === "ts") return times;
    return column[0] === "amount" ? numbers : tables.values(location, column);
  },
  files: (folder) => {
    if (folder === "") return files;
    return folder === ".." ? [{ path: "../other.csv", kind: "data", bytes: 5 }] : undefined;
  },
  file: (path) => {
    const text = path === "a.funnel" ? imported : path === "shared/b.funnel" ? below : undefined;
    return text === undefined ? undefined : { kind: "file", text };
  },
};

/** Every kind of source, a segment and a param, at the head of a file. */
export const head = `import "a.funnel"
param least = 20%
connection warehouse clickhouse { url env("CH_URL") }
source web from "web.csv" {
  actor user_id
  time ts
  event name
  join regions by region_id
}
source regions from "regions.csv" as lookup
source ads from "data/spend.csv" as totals {
  time day
  totals { impression: impressions, click: clicks }
  cost spend
}
source deals from "data/deals.csv" as records {
  actor lead_id
  stages { lead: created_at, won: qualified_at where IsWon }
}
segment mobile = device = "ios"
`;

/** The statements of a funnel with three stages and a measure. */
export function inFunnel(statement: string): string {
  return `${head}funnel Signup on web {
  stage A: page_view
  stage B: sign_up
  stage C: payment
  measure revenue = sum(amount) of C
  ${statement}
}
`;
}

export function inSource(statement: string, path = "web.csv", shape = "events"): string {
  return `${head}source s from "${path}" as ${shape} {\n  ${statement}\n}\n`;
}

export function inStudy(kind: string, statement: string): string {
  const on = kind === "retention" ? "web" : "Signup";
  return `${inFunnel("")}${kind} X on ${on} {\n  ${statement}\n}\n`;
}
