import { inRhythm, instant, leisure, minute, momentIn, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * A test of three checkouts in the shop for kitchen things, June 2026: the old one (A), one page instead of
 * four (B), and the old one in other colours (C).
 *
 * What it hides: one page is better, colours are not; and whoever looks up when the parcel comes buys more
 * often, in each of the three.
 */
const from = instant("2026-06-01T00:00:00");
const to = instant("2026-06-29T00:00:00");
const visitors = 1440;

const columns: readonly Column[] = [
  { name: "time", type: "timestamp" },
  { name: "visitor", type: "text" },
  { name: "event", type: "text" },
  { name: "checkout", type: "text" },
  { name: "basket", type: "money" },
];

const buys = { A: 0.46, B: 0.6, C: 0.46 };
type Checkout = keyof typeof buys;

export function checkoutTest(): Table {
  const random = createRandom("checkout-test");
  const rows: TimedRow[] = [];
  for (let i = 0; i < visitors; i++) visitor(random, i, rows);
  return { columns, rows: inTimeOrder(rows).map((row) => row.cells) };
}

function visitor(random: Random, index: number, rows: TimedRow[]): void {
  const id = String(52_000 + index * 7 + random.between(0, 6));
  const record = (at: number, event: string, checkout: Checkout, basket: number | null): void => {
    const time = new Date(at).toISOString().slice(0, 19).replace("T", " ");
    const cells: Cell[] = [time, id, event, checkout, basket];
    rows.push({ at: Math.floor(at / second) * second, cells });
  };
  const checkout = random.pick({ A: 1, B: 1, C: 1 });
  const basket = Math.round(random.around(48, 0.45) * 100) / 100;
  let at = momentIn(random, leisure, from, to);
  record(at, "checkout", checkout, basket);
  // Who deletes cookies or takes another device is given a checkout anew.
  if (random.chance(0.015)) {
    const again = inRhythm(random, leisure, at + random.around(600 * minute, 0.5));
    record(again, "checkout", random.pick({ A: 1, B: 1, C: 1 }), basket);
    at = again;
  }
  const asks = random.chance(0.3);
  if (asks) record((at += random.around(2 * minute, 0.6)), "delivery_times", checkout, null);
  if (random.chance(0.12))
    record((at += random.around(minute, 0.6)), "voucher_typed", checkout, null);
  if (!random.chance(Math.min(0.95, buys[checkout] + (asks ? 0.18 : 0)))) return;
  record(at + random.around(3 * minute, 0.7), "order_paid", checkout, basket);
}
