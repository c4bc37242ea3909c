import { day, inRhythm, instant, momentIn, office } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * Deals of 2025 as a CRM's report lists them: one row a deal with a date for each stage, exported on
 * 31 March 2026. A deal that is still open has a closing date as well: the one that is hoped for.
 *
 * The planted leak: leads from trade fairs are qualified and get an offer like all others, and then
 * most of them turn out to have no budget.
 */
const from = instant("2025-01-02T00:00:00");
const to = instant("2026-01-01T00:00:00");
const end = instant("2026-04-01T00:00:00");
const deals = 760;

const columns: readonly Column[] = [
  { name: "Deal ID", type: "text" },
  { name: "Created", type: "text" },
  { name: "Qualified", type: "text" },
  { name: "Proposal Sent", type: "text" },
  { name: "Close Date", type: "text" },
  { name: "Renewed", type: "text" },
  { name: "Is Closed", type: "boolean" },
  { name: "Is Won", type: "boolean" },
  { name: "Loss Reason", type: "text" },
  { name: "Amount", type: "money" },
  { name: "Lead Source", type: "text" },
];

const budgets = { "No budget": 30, Competitor: 40, "No decision": 30 };
const budgetsOfFairs = { "No budget": 76, Competitor: 12, "No decision": 12 };

export function crmDeals(): Table {
  const random = createRandom("crm-deals");
  const rows: TimedRow[] = [];
  for (let i = 0; i < deals; i++) {
    const at = momentIn(random, office, from, to, 0.1);
    rows.push({ at, cells: deal(random, i, at) });
  }
  return { columns, rows: inTimeOrder(rows).map((row) => row.cells) };
}

function deal(random: Random, index: number, created: number): Cell[] {
  const source = random.pick({ Website: 36, Partner: 20, "Trade fair": 24, "Cold call": 20 });
  const amount = Math.round(random.around(12_000, 0.7) / 100) * 100;
  const later = (time: number, days: number): number =>
    inRhythm(random, office, time + random.around(days * day, 0.6));
  const qualified = random.chance(0.7) ? later(created, 8) : null;
  const proposal = qualified !== null && random.chance(0.74) ? later(qualified, 17) : null;
  const likely = source === "Trade fair" ? 0.18 : 0.52;
  const won = proposal !== null && random.chance(likely) ? later(proposal, 24) : null;
  // One in eight that isn't won is never closed either: it stays open with a hope.
  const left = won === null && random.chance(0.88);
  const lost = left ? later(proposal ?? qualified ?? created, 26) : null;
  const renewed = won !== null && random.chance(0.45) ? later(won, 120) : null;
  const closed = won ?? lost;
  const isClosed = closed !== null && closed < end;
  const reasons = source === "Trade fair" && proposal !== null ? budgetsOfFairs : budgets;
  const reason = random.pick(reasons);
  const hoped = Math.max(created, end) + random.between(10, 90) * day;
  const dateOf = (time: number | null): Cell =>
    time === null || time >= end ? null : dayText(time);
  return [
    `D-${String(10_400 + index)}`,
    dayText(created),
    dateOf(qualified),
    dateOf(proposal),
    dayText(isClosed ? closed : hoped),
    dateOf(renewed),
    isClosed,
    isClosed && won !== null,
    isClosed && won === null ? reason : null,
    amount,
    source,
  ];
}

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);
