import { type FakeTable, fakeCatalog } from "../support/catalog.ts";

/** As long as a declaration of ours with all that people write in it. */
const linesOfFunnel = 18;

const events: FakeTable = {
  user_id: "text",
  ts: "time",
  event: {
    page_view: 9000,
    product_view: 5000,
    add_to_cart: 1200,
    checkout: 800,
    payment: 500,
    refund: 20,
  },
  channel: { ads: 4000, search: 9000, mail: 3000 },
  device: { ios: 5000, android: 6000, desktop: 5000 },
  amount: "number",
  is_test: "boolean",
};

/** Knows the data of the texts here: what is measured is the language, not the reading of files. */
export const catalog = fakeCatalog({ "data/events.csv": events });

const head = `source web from "data/events.csv" {
  actor user_id
  time ts
  event event
  timezone "Europe/Berlin"
  where not is_test
}

segment mobile = device in ("ios", "android")
`;

function funnel(index: number): string {
  return `
/** Number ${index} of many: from the first visit to the paid order, within a week. */
funnel Purchase${index} on web {
  during 2026-04-01 .. 2026-05-31
  where channel != "mail" and amount > ${index % 50}
  segment mobile
  window 7 days

  stage Attention "Visited": page_view
  stage Interest "Looked at a product": product_view where device = "ios" or amount between 1 and 5
  stage Desire "Filled a basket": add_to_cart within 3 days
  // Those who come back later count as well.
  optional stage Payment "Paid": (checkout or payment) where amount > 0
  stage Action: payment

  split by channel top 4
  expect conversion(Desire -> Action) >= 65% else warn
}
`;
}

/** A file without mistakes, of so many funnels over one source. */
export function funnels(count: number): string {
  return head + Array.from({ length: count }, (_, index) => funnel(index)).join("");
}

/** A file without mistakes, of at least so many lines. */
export function linesOfFunnels(lines: number): string {
  return funnels(Math.ceil((lines - 10) / linesOfFunnel));
}

/** A file without mistakes, of so many funnels of a few lines. */
export function smallFunnels(count: number): string {
  const funnels = Array.from(
    { length: count },
    (_, index) => `
funnel Small${index} on web {
  // From a visit to its payment.
  stage Visit: page_view where amount > 1
  stage Paid: payment within 3 days
  expect conversion > 1%
}
`,
  );
  return head + funnels.join("");
}
