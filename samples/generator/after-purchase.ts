import { day, inRhythm, instant, leisure, momentIn, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder, spoil } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * A roastery that sends coffee: its orders and recommendations as events, and its survey as records,
 * one row a customer who was asked. New customers of September 2025 to January 2026, told until April.
 *
 * The planted leak: parcels of the carrier "Parcelo" come days late. Who waits for the first one is
 * less content, seldom orders again, and says so in the survey.
 */
const from = instant("2025-09-01T00:00:00");
const to = instant("2026-02-01T00:00:00");
const end = instant("2026-05-01T00:00:00");
const customers = 960;

const orderColumns: readonly Column[] = [
  { name: "time", type: "timestamp" },
  { name: "customer", type: "text" },
  { name: "event", type: "text" },
  { name: "carrier", type: "text" },
  { name: "amount", type: "money" },
];

const surveyColumns: readonly Column[] = [
  { name: "customer", type: "text" },
  { name: "sent_at", type: "timestamp" },
  { name: "answered_at", type: "timestamp" },
  { name: "carrier", type: "text" },
  { name: "recommend", type: "text" },
  { name: "satisfaction", type: "text" },
];

interface Customer {
  readonly id: string;
  readonly carrier: string;
  readonly late: boolean;
}

export function afterPurchase(): { readonly orders: Table; readonly survey: Table } {
  const random = createRandom("after-purchase");
  const orders: TimedRow[] = [];
  const survey: TimedRow[] = [];
  for (let i = 0; i < customers; i++) {
    const carrier = random.pick({ "City Bikes": 27, Postal: 44, Parcelo: 29 });
    const late = carrier === "Parcelo" && random.chance(0.85);
    const customer = { id: `C${String(2_000 + i * 3)}`, carrier, late };
    const first = momentIn(random, leisure, from, to, 0.3);
    buy(random, customer, first, orders);
    ask(random, customer, first, survey);
  }
  const ordered = inTimeOrder(orders);
  spoil(random, ordered, 1, 5, null);
  return {
    orders: { columns: orderColumns, rows: ordered.map((row) => row.cells) },
    survey: { columns: surveyColumns, rows: inTimeOrder(survey).map((row) => row.cells) },
  };
}

function buy(random: Random, customer: Customer, first: number, rows: TimedRow[]): void {
  const record = (at: number, event: string, amount: number | null): void => {
    if (at >= end) return;
    const cells = [timeText(at), customer.id, event, customer.carrier, amount];
    rows.push({ at: Math.floor(at / second) * second, cells });
  };
  let at = first;
  record(at, "order", price(random));
  let again = customer.late ? 0.2 : 0.52;
  for (let orders = 1; random.chance(again) && orders < 12; orders++) {
    at = inRhythm(random, leisure, at + random.around(32 * day, 0.4));
    record(at, "order", price(random));
    if (random.chance(0.16)) {
      record(inRhythm(random, leisure, at + random.around(4 * day, 0.7)), "recommended", null);
    }
    again = 0.72;
  }
}

const price = (random: Random): number => Math.round(random.around(24, 0.35) * 10) / 10;

/** Three weeks after the first order everybody is asked; half of them answer. */
function ask(random: Random, customer: Customer, first: number, rows: TimedRow[]): void {
  const sent = Math.floor(first / day) * day + 21 * day + 10 * 60 * 60 * second;
  const answered = random.chance(0.5)
    ? inRhythm(random, leisure, sent + random.around(1.5 * day, 0.8))
    : null;
  const recommend = mark(random, customer.late ? 6.2 : 8.8, 1.9, 0, 10);
  const satisfaction = mark(random, customer.late ? 3 : 4.4, 0.9, 1, 5);
  const cells: Cell[] = [
    customer.id,
    timeText(sent),
    answered === null ? null : timeText(answered),
    customer.carrier,
    answered === null ? null : recommend,
    // Some answer the first question alone.
    answered === null || random.chance(0.06) ? null : satisfaction,
  ];
  rows.push({ at: sent, cells });
}

/** A mark around a middle, cut at the ends of the scale. */
function mark(random: Random, middle: number, spread: number, low: number, high: number): number {
  const around = middle + spread * Math.log(random.around(1, 1));
  return Math.min(high, Math.max(low, Math.round(around)));
}

const timeText = (time: number): string =>
  new Date(time).toISOString().slice(0, 19).replace("T", " ");
