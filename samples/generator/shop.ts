import { day, hour, inRhythm, instant, leisure, minute, momentIn, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder, spoil, withDuplicates } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * Clicks and orders of a shop for kitchen things, April and May 2026, in the shop's own time.
 *
 * The planted leak: the campaign "spring_sale" promises free delivery from 30 euros, the checkout
 * grants it from 50. Its visitors fill their baskets like everyone else and leave at the fee.
 */
const from = instant("2026-04-01T00:00:00");
const to = instant("2026-06-01T00:00:00");
const end = instant("2026-06-11T00:00:00");
const visitors = 2900;

const columns: readonly Column[] = [
  { name: "time", type: "timestamp" },
  { name: "visitor", type: "text" },
  { name: "event", type: "text" },
  { name: "campaign", type: "text" },
  { name: "device", type: "text" },
  { name: "category", type: "text" },
  { name: "basket", type: "money" },
  { name: "payment", type: "text" },
  { name: "is_test", type: "boolean" },
];

const campaigns = {
  search: 26,
  spring_sale: 27,
  newsletter: 16,
  social: 15,
  price_compare: 8,
  influencer: 5,
  none: 9,
};
const interest = {
  search: 0.72,
  spring_sale: 0.7,
  newsletter: 0.78,
  social: 0.66,
  price_compare: 0.85,
  influencer: 0.64,
  none: 0.75,
};
const categories = { kettles: 22, pans: 26, knives: 14, coffee: 21, storage: 17 };
const payments = { card: 46, wallet: 31, invoice: 23 };

interface Person {
  readonly id: string;
  readonly campaign: keyof typeof campaigns;
  readonly device: string;
  readonly test: boolean;
}

type Record = (
  person: Person,
  at: number,
  event: string,
  more?: { category?: string; basket?: number; payment?: string },
) => void;

export function shop(): Table {
  const random = createRandom("shop");
  const rows: TimedRow[] = [];
  const record: Record = (person, at, event, more = {}) => {
    if (at >= end) return;
    const cells: Cell[] = [
      new Date(at).toISOString().slice(0, 19).replace("T", " "),
      person.id,
      event,
      person.campaign === "none" ? null : person.campaign,
      person.device,
      more.category ?? null,
      more.basket ?? null,
      more.payment ?? null,
      person.test,
    ];
    rows.push({ at: Math.floor(at / second) * second, cells });
  };

  for (let i = 0; i < visitors; i++) visitor(random, newPerson(random, i), record);
  priceRobot(random, record);

  const ordered = withDuplicates(random, inTimeOrder(rows), 0.003);
  spoil(random, ordered, 1, 24, null);
  spoil(random, ordered, 0, 6, "0000-00-00 00:00:00");
  return { columns, rows: ordered.map((row) => row.cells) };
}

function newPerson(random: Random, index: number): Person {
  return {
    // Numbers with leading zeros, as shops have them: they must stay text.
    id: String(4_017 + index * 211 + random.between(0, 210)).padStart(8, "0"),
    campaign: random.pick(campaigns),
    device: random.pick({ phone: 58, desktop: 34, tablet: 8 }),
    test: random.chance(0.008),
  };
}

function visitor(random: Random, person: Person, record: Record): void {
  // The sale is announced twice a month; the other campaigns run all the time.
  const visits = random.heavyTail(1.5, 14);
  let at = momentIn(random, leisure, from, to, 0.2);
  for (let visit = 0; visit < visits && at < to; visit++) {
    const bought = shoppingTrip(random, person, at, visit, record);
    if (bought && random.chance(0.7)) return;
    at = inRhythm(random, leisure, at + random.around(4 * day, 0.9));
  }
}

function shoppingTrip(
  random: Random,
  person: Person,
  start: number,
  visit: number,
  record: Record,
): boolean {
  let at = start;
  record(person, at, "visit");
  if (!random.chance(interest[person.campaign])) return false;
  const category = random.pick(categories);
  for (let views = random.heavyTail(1.1, 25); views > 0; views--) {
    at += random.around(40 * second, 0.9);
    record(person, at, "product_view", { category });
    if (random.chance(0.08)) record(person, at, "search");
  }
  if (!random.chance(0.36 + 0.05 * Math.min(visit, 3))) return false;
  // Who is promised something from 30 euros on buys for a little more than that.
  const spread = person.campaign === "spring_sale" ? 0.17 : 0.3;
  let basket = 0;
  for (let things = random.heavyTail(1.6, 8); things > 0; things--) {
    at += random.around(55 * second, 0.8);
    basket = Math.round((basket + random.around(37, spread)) * 100) / 100;
    record(person, at, "add_to_cart", { category, basket });
  }
  if (!random.chance(0.78)) return false;
  at += random.around(2 * minute, 0.9);
  const payment = random.pick(payments);
  record(person, at, "checkout", { category, basket, payment });
  // The delivery fee is on the page that opens with the checkout: one second or none later.
  const fee = basket < 50;
  if (fee) record(person, at + random.between(0, 1) * second, "delivery_fee", { category, basket });
  const misled = person.campaign === "spring_sale" && fee && basket >= 30;
  if (!random.chance(misled ? 0.04 : fee ? 0.75 : 0.84)) return false;
  at += random.around(3 * minute, 0.7);
  // An invoice is an order at once; the others fail now and then and are tried again.
  while (payment !== "invoice" && random.chance(0.07)) {
    record(person, at, "payment_failed", { category, basket, payment });
    at += random.around(minute, 0.6);
  }
  record(person, at, "order_paid", { category, basket, payment });
  if (random.chance(0.04)) {
    record(person, at + random.around(5 * day, 0.4), "returned", { category, basket });
  }
  return true;
}

/** A price comparison's robot: it reads product pages and never anything else. */
function priceRobot(random: Random, record: Record): void {
  const robot: Person = {
    id: "00000007",
    campaign: "price_compare",
    device: "bot",
    test: false,
  };
  for (let at = from + 2 * hour; at < to; at += random.between(5, 7) * hour) {
    record(robot, at, "visit");
    record(robot, at, "product_view", { category: random.pick(categories) });
  }
}
