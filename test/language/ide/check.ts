import assert from "node:assert/strict";
import { type Analysis, type Catalog, type Locale, analyze } from "../../../language/index.ts";
import { type FakeTable, fakeCatalog } from "../../support/catalog.ts";
import { type Marked, marked } from "../../support/marked.ts";

export const web: FakeTable = {
  user_id: { u1: 3, u2: 2 },
  ts: "time",
  name: { page_view: 900, sign_up: 120, "trial started": 40, payment: 12, 'a"b': 1 },
  device: { ios: 500, android: 400, "smart tv": 3 },
  amount: "number",
  "Lead Source": { ads: 10 },
  is_internal: "boolean",
  props: { keys: { plan: "text", limits: { keys: { seats: "number" } } } },
};

export const shop: FakeTable = {
  visitor: "text",
  at: "time",
  action: { order: 30, basket: 60 },
  device: { desktop: 100 },
};

/** Orders, each with the list of what was bought. */
export const orders: FakeTable = {
  user: "text",
  at: "time",
  items: { elements: { sku: "text", price: "number" } },
};

export const catalog: Catalog = fakeCatalog({
  "web.csv": web,
  "shop.csv": shop,
  "orders.ndjson": orders,
});

export const webSource = `source web from "web.csv" {
  actor user_id
  time ts
  event name
}
`;
export const shopSource = `source shop from "shop.csv" {
  actor visitor
  time at
  event action
}
`;

export interface Given extends Marked {
  readonly analysis: Analysis;
  readonly catalog: Catalog;
  readonly locale: Locale;
}

/** A text with `<|>` where the cursor stands, analysed over the fake data above. */
export function given(source: string, locale: Locale = "en"): Given {
  const { text, offset } = marked(source);
  return { text, offset, analysis: analyze(text, catalog), catalog, locale };
}

/** The text with each span in brackets, to compare places legibly. */
export function bracketed(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): string {
  const ordered = [...spans].sort((a, b) => b.start - a.start);
  return ordered.reduce(
    (rest, { start, end }) =>
      `${rest.slice(0, start)}[${rest.slice(start, end)}]${rest.slice(end)}`,
    text,
  );
}

export function assertLines(actual: string, expected: readonly string[]): void {
  assert.deepEqual(actual.split("\n"), expected);
}
