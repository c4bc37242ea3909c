import { day, hour, inRhythm, instant, leisure, minute, momentIn, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder, withDuplicates } from "./table.ts";
import type { Cell, Table, TimedRow } from "./table.ts";

/**
 * Six weeks of advertising for an online bookkeeping, February and March 2026, Berlin time: what the ad
 * platforms counted each day, and what people did on the site. A quarter of them came without an ad.
 *
 * The planted leak: the cheap clicks of `Display` are mostly slips of the thumb in games. They visit, and
 * seldom sign up; who does pays as often as others. So the cheapest clicks make the dearest customers.
 */
const begin = instant("2026-02-02T00:00:00");
const days = 42;
const end = begin + days * day;

interface Channel {
  readonly name: string;
  /** A day, about. */
  readonly impressions: number;
  readonly clicks: number;
  /** Of a click, in euros. */
  readonly price: number;
  /** Of those who clicked, how many wait until the page is there. */
  readonly arrive: number;
  readonly signUp: number;
}

const channels: readonly Channel[] = [
  { name: "Search", impressions: 420, clicks: 17, price: 1.1, arrive: 0.88, signUp: 0.14 },
  { name: "Social", impressions: 1900, clicks: 19, price: 0.65, arrive: 0.8, signUp: 0.12 },
  { name: "Display", impressions: 3600, clicks: 40, price: 0.45, arrive: 0.62, signUp: 0.022 },
];

export interface AdCampaign {
  readonly spend: Table;
  readonly visits: Table;
}

export function adCampaign(): AdCampaign {
  const random = createRandom("ad-campaign");
  const counted: Cell[][] = [];
  const rows: TimedRow[] = [];
  let visitors = 0;
  const come = (at: number, channel: string | null, signUp: number): void => {
    visitors++;
    visit(random, `v${1000 + visitors}`, at, channel, signUp, rows);
  };
  for (let index = 0; index < days; index++) {
    const start = begin + index * day;
    for (const { name, impressions, clicks, price, arrive, signUp } of channels) {
      const shown = Math.round(impressions * (0.8 + 0.4 * random.next()));
      const clicked = Math.round((clicks * shown * (0.85 + 0.3 * random.next())) / impressions);
      const cost = Math.round(clicked * price * (0.9 + 0.2 * random.next()) * 100) / 100;
      counted.push([new Date(start).toISOString().slice(0, 10), name, shown, clicked, cost]);
      for (let click = 0; click < clicked; click++) {
        if (random.chance(arrive))
          come(momentIn(random, leisure, start, start + day), name, signUp);
      }
    }
    for (let guest = random.between(8, 18); guest > 0; guest--) {
      come(momentIn(random, leisure, start, start + day), null, 0.1);
    }
  }
  return {
    spend: {
      columns: [
        { name: "day", type: "text" },
        { name: "channel", type: "text" },
        { name: "impressions", type: "text" },
        { name: "clicks", type: "text" },
        { name: "cost", type: "money" },
      ],
      rows: counted,
    },
    visits: {
      columns: [
        { name: "visitor", type: "text" },
        { name: "ts", type: "timestamp" },
        { name: "event", type: "text" },
        { name: "channel", type: "text" },
        { name: "price", type: "money" },
      ],
      rows: withDuplicates(random, inTimeOrder(rows), 0.004).map(({ cells }) => cells),
    },
  };
}

/** From the visit to a payment, as far as the visitor gets. */
function visit(
  random: Random,
  visitor: string,
  at: number,
  channel: string | null,
  signUp: number,
  rows: TimedRow[],
): void {
  const record = (time: number, event: string, price: number | null = null): void => {
    const whole = Math.floor(time / second) * second;
    if (whole >= end) return;
    const written = new Date(whole).toISOString().replace("T", " ").replace("Z", "");
    rows.push({ at: whole, cells: [visitor, written, event, channel, price] });
  };
  record(at, "visit");
  if (random.chance(0.15))
    record(inRhythm(random, leisure, at + random.around(2 * day, 0.6)), "visit");
  if (!random.chance(signUp)) return;
  const signed = at + random.around(random.chance(0.7) ? 6 * minute : 20 * hour, 0.7);
  record(signed, "sign_up");
  if (!random.chance(0.42)) return;
  const paid = inRhythm(random, leisure, signed + random.around(4 * day, 0.7));
  const price = Number(random.pick({ "19": 35, "190": 65 }));
  record(paid, "payment", price);
}
