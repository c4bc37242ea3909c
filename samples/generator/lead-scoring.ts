import { day, inRhythm, instant, leisure, momentIn, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * Leads of an invented maker of planning software, January to June 2026: what they did on the site before they
 * asked for a talk, what is known of their company, and a score that the agency sold along with the addresses.
 *
 * What it hides: the score that was bought says nothing; who looked at the prices before, and how many people
 * the company has, says most of it.
 */
const from = instant("2026-01-05T00:00:00");
const to = instant("2026-06-29T00:00:00");
const leads = 720;

const columns: readonly Column[] = [
  { name: "time", type: "timestamp" },
  { name: "lead", type: "text" },
  { name: "event", type: "text" },
  { name: "channel", type: "text" },
  { name: "employees", type: "text" },
  { name: "agency_score", type: "text" },
];

export function leadScoring(): Table {
  const random = createRandom("lead-scoring");
  const rows: TimedRow[] = [];
  for (let i = 0; i < leads; i++) lead(random, i, rows);
  return { columns, rows: inTimeOrder(rows).map((row) => row.cells) };
}

function lead(random: Random, index: number, rows: TimedRow[]): void {
  const id = `L-${10_000 + index * 3 + random.between(0, 2)}`;
  const channel = random.pick({ search: 4, partner: 2, event: 2, list: 3 });
  const employees = random.chance(0.08) ? null : Math.max(2, Math.round(random.around(60, 1.1)));
  const score = random.between(1, 100);
  const record = (at: number, event: string): void => {
    const time = new Date(at).toISOString().slice(0, 19).replace("T", " ");
    const cells: Cell[] = [
      time,
      id,
      event,
      channel,
      employees === null ? null : String(employees),
      String(score),
    ];
    rows.push({ at: Math.floor(at / second) * second, cells });
  };
  const asked = momentIn(random, leisure, from, to);
  const sawPrices = random.chance(0.35);
  const sawWebinar = random.chance(0.25);
  if (sawPrices) record(asked - random.around(2 * day, 0.8), "prices_seen");
  if (sawWebinar) record(asked - random.around(6 * day, 0.8), "webinar");
  record(asked, "talk_asked");
  // Whoever hears of a discount has mostly been in talks for a while.
  if (random.chance(0.3)) record(inRhythm(random, leisure, asked + 9 * day), "discount_offered");
  const size = employees === null ? 0 : Math.min(0.2, Math.max(-0.08, (employees - 60) / 700));
  const chance = 0.12 + (sawPrices ? 0.3 : 0) + (channel === "partner" ? 0.1 : 0) + size;
  if (random.chance(chance)) {
    record(inRhythm(random, leisure, asked + random.around(14 * day, 0.5)), "contract_signed");
  }
}
