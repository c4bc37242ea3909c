import { day, inRhythm, instant, momentIn, office, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder, spoil } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * The history of opportunities as a CRM exports it: one row a change of stage, amount, probability or
 * closing date, from January 2025 to June 2026, times in UTC.
 *
 * The planted leak: deals of the DACH region reach the legal review like all others and then stall
 * there: their companies ask for a data processing agreement that nobody has ready.
 */
const from = instant("2025-01-02T00:00:00");
const to = instant("2026-01-01T00:00:00");
const end = instant("2026-07-01T00:00:00");
const deals = 940;

const columns: readonly Column[] = [
  { name: "OpportunityId", type: "text" },
  { name: "CreatedDate", type: "timestamp" },
  { name: "StageName", type: "text" },
  { name: "Amount", type: "text" },
  { name: "Probability", type: "text" },
  { name: "CloseDate", type: "text" },
  { name: "Type", type: "text" },
  { name: "Region", type: "text" },
  { name: "LeadSource", type: "text" },
];

const probabilities = {
  Prospecting: 10,
  Qualification: 20,
  "Needs Analysis": 35,
  "Proposal/Price Quote": 60,
  "Negotiation/Review": 70,
  "Legal Review": 85,
  "Closed Won": 100,
  "Closed Lost": 0,
} as const;

type Stage = keyof typeof probabilities;

interface Deal {
  readonly id: string;
  readonly type: string;
  readonly region: string;
  readonly source: string | null;
  amount: number;
  closes: number;
}

type Record = (deal: Deal, at: number, stage: Stage) => void;

export function b2bPipeline(): Table {
  const random = createRandom("b2b-pipeline");
  const rows: TimedRow[] = [];
  const record: Record = (deal, at, stage) => {
    if (at >= end) return;
    const time = Math.floor(at / second) * second;
    const cells: Cell[] = [
      deal.id,
      new Date(time).toISOString(),
      stage,
      deal.amount,
      probabilities[stage],
      new Date(deal.closes).toISOString().slice(0, 10),
      deal.type,
      deal.region,
      deal.source,
    ];
    rows.push({ at: time, cells });
  };

  for (let i = 0; i < deals; i++) work(random, newDeal(random, i), record);

  const ordered = inTimeOrder(rows);
  spoil(random, ordered, 0, 4, null);
  spoil(random, ordered, 1, 3, "#N/A");
  spoil(random, ordered, 8, 60, null);
  return { columns, rows: ordered.map((row) => row.cells) };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function newDeal(random: Random, index: number): Deal {
  let tail = "";
  for (let i = 0; i < 4; i++) tail += letters[random.between(0, letters.length - 1)] ?? "";
  return {
    id: `0065g00000${String(index).padStart(4, "0")}${tail}`,
    type: random.pick({ "New Business": 78, "Existing Business": 22 }),
    region: random.pick({ DACH: 30, Nordics: 20, "UK & Ireland": 24, France: 15, Benelux: 11 }),
    source: random.pick({ Web: 34, Partner: 18, Event: 16, "Cold Call": 22, Referral: 10 }),
    amount: Math.round(random.around(18_000, 0.8) / 250) * 250,
    closes: 0,
  };
}

/** How likely a deal is to go on from each stage, and after how many days. */
const path: readonly { stage: Stage; next: number; days: number }[] = [
  { stage: "Prospecting", next: 0.68, days: 9 },
  { stage: "Qualification", next: 0.71, days: 11 },
  { stage: "Needs Analysis", next: 0.82, days: 14 },
  { stage: "Proposal/Price Quote", next: 0.66, days: 16 },
  { stage: "Legal Review", next: 0.86, days: 12 },
];

function work(random: Random, deal: Deal, record: Record): void {
  let at = momentIn(random, office, from, to, 0.15);
  deal.closes = at + random.between(60, 150) * day;
  const known = deal.type === "Existing Business";
  // Customers' further orders and a few inbound deals are qualified when they are made.
  const first = random.chance(known ? 0.7 : 0.04) ? 1 : 0;
  for (let index = first; index < path.length; index++) {
    const step = path[index];
    if (step === undefined) return;
    const skipped = step.stage === "Needs Analysis" && random.chance(0.3);
    if (!skipped) {
      record(deal, at, step.stage);
      at = changes(random, deal, at, step.stage, record);
      if (step.stage === "Proposal/Price Quote" && random.chance(0.35)) {
        at = inRhythm(random, office, at + random.around(4 * day, 0.6));
        record(deal, at, "Negotiation/Review");
      }
    }
    const stalls = step.stage === "Legal Review" && deal.region === "DACH" && !known;
    if (stalls && random.chance(0.64)) {
      stall(random, deal, at, record);
      return;
    }
    if (!skipped && !random.chance(known ? Math.min(0.95, step.next + 0.1) : step.next)) {
      lose(random, deal, at, record);
      return;
    }
    if (skipped) continue;
    at = inRhythm(random, office, at + random.around(step.days * day, 0.6));
    if (step.stage === "Proposal/Price Quote" && random.chance(0.09)) {
      record(deal, at, "Needs Analysis");
      at = inRhythm(random, office, at + random.around(7 * day, 0.5));
      record(deal, at, "Proposal/Price Quote");
      at = inRhythm(random, office, at + random.around(8 * day, 0.5));
    }
  }
  deal.closes = at;
  record(deal, at, "Closed Won");
  // A clerk fixes the amount of a won deal: a second row of the same stage.
  if (random.chance(0.12)) {
    deal.amount += 500;
    record(deal, at + random.around(3 * day, 0.5), "Closed Won");
  }
}

/** Rows of the same stage: another amount, or the closing date moved on. */
function changes(random: Random, deal: Deal, start: number, stage: Stage, record: Record): number {
  let at = start;
  while (random.chance(0.28)) {
    at = inRhythm(random, office, at + random.around(2 * day, 0.7));
    if (random.chance(0.6)) deal.amount = Math.max(1000, deal.amount + 250 * random.between(-8, 9));
    else deal.closes += random.between(1, 6) * 7 * day;
    record(deal, at, stage);
  }
  return at;
}

/** The closing date is moved on again and again; a few are signed after half a year. */
function stall(random: Random, deal: Deal, start: number, record: Record): void {
  let at = start;
  for (let moved = random.between(1, 5); moved > 0; moved--) {
    at = inRhythm(random, office, at + random.around(18 * day, 0.4));
    deal.closes = Math.max(deal.closes, at) + 30 * day;
    record(deal, at, "Legal Review");
  }
  if (random.chance(0.15)) record(deal, start + random.between(170, 260) * day, "Closed Won");
}

function lose(random: Random, deal: Deal, start: number, record: Record): void {
  // One in four is never closed at all: it stays open in its stage.
  if (random.chance(0.25)) return;
  const at = inRhythm(random, office, start + random.around(20 * day, 0.7));
  deal.closes = at;
  record(deal, at, "Closed Lost");
}
