import { day, hour, inRhythm, instant, minute, mixed, momentIn, second } from "./clock.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import { inTimeOrder, spoil, withDuplicates } from "./table.ts";
import type { Cell, Column, Table, TimedRow } from "./table.ts";

/**
 * Sign-ups of a planning app for teams, first quarter of 2026, read until the end of April.
 *
 * The planted leak: version 5.2.0 of the Android app, out on 2 February, loses the verification
 * code. Before it nine of ten verify, with it one of three.
 */
const release = instant("2026-02-02T00:00:00");
const from = instant("2026-01-01T00:00:00");
const to = instant("2026-04-01T00:00:00");
const end = instant("2026-05-01T00:00:00");
const visitors = 8200;

const columns: readonly Column[] = [
  { name: "ts", type: "timestamp" },
  { name: "user_id", type: "text" },
  { name: "event", type: "text" },
  { name: "device", type: "text" },
  { name: "app_version", type: "text" },
  { name: "channel", type: "text" },
  { name: "country", type: "text" },
  { name: "plan", type: "text" },
  { name: "amount", type: "money" },
  { name: "is_internal", type: "boolean" },
];

const channels = { search: 34, ads: 27, content: 17, referral: 14, direct: 8 };
const countries = { US: 30, DE: 16, GB: 11, FR: 9, IN: 12, BR: 8, PL: 6, JP: 4, NL: 4 };
const signUpShare = { search: 0.4, ads: 0.31, content: 0.27, referral: 0.56, direct: 0.45 };
const plans = { team: 62, business: 30, enterprise: 8 };
const prices = { team: 29, business: 79, enterprise: 249 };

type Device = "web" | "android" | "ios";

interface Person {
  readonly id: string;
  readonly device: Device | "bot";
  readonly channel: string | null;
  readonly country: string;
  readonly internal: boolean;
}

export function saasSignup(): Table {
  const random = createRandom("saas-signup");
  const rows: TimedRow[] = [];
  const record = (
    person: Person,
    at: number,
    event: string,
    more: { version?: string | null; plan?: string; amount?: number } = {},
  ): void => {
    if (at >= end) return;
    const time = new Date(at).toISOString().replace("T", " ").replace("Z", "");
    const version = more.version === undefined ? null : more.version;
    const cells: Cell[] = [
      time,
      person.id,
      event,
      person.device,
      version,
      person.channel,
      person.country,
      more.plan ?? null,
      more.amount ?? null,
      person.internal,
    ];
    rows.push({ at, cells });
  };

  for (let i = 0; i < visitors; i++) visitor(random, newPerson(random, i), record);
  for (let i = 0; i < 5; i++) crawler(random, i, record);

  const ordered = withDuplicates(random, inTimeOrder(rows), 0.004);
  spoil(random, ordered, 1, 38, null);
  spoil(random, ordered, 0, 7, null);
  spoil(random, ordered, 5, 260, null);
  return { columns, rows: ordered.map((row) => row.cells) };
}

function newPerson(random: Random, index: number): Person {
  return {
    id: `u_${(0x2f0000 + index * 37 + random.between(0, 36)).toString(16)}`,
    device: random.pick({ web: 50, android: 29, ios: 21 }),
    channel: random.pick(channels),
    country: random.pick(countries),
    internal: random.chance(0.012),
  };
}

type Record = (
  person: Person,
  at: number,
  event: string,
  more?: { version?: string | null; plan?: string; amount?: number },
) => void;

function visitor(random: Random, person: Person, record: Record): void {
  const first = momentIn(random, mixed, from, to, 0.5);
  const version = versionAt(random, person, first);
  const app = { version };
  const arrival = person.device === "web" ? "page_view" : "app_open";
  let at = first;
  record(person, at, arrival, app);
  for (let looks = random.heavyTail(1.7, 40) - 1; looks > 0; looks--) {
    at += random.chance(0.7) ? random.around(50 * second, 1) : random.around(2 * day, 0.8);
    if (at < to) record(person, at, arrival, app);
  }

  const likely = signUpShare[(person.channel ?? "direct") as keyof typeof signUpShare];
  if (!random.chance(person.internal ? 0.9 : likely)) return;
  at = first + random.around(5 * minute, 1.1);
  if (random.chance(0.2)) at = inRhythm(random, mixed, first + random.around(2 * day, 0.6));
  record(person, at, "sign_up", app);
  // The server sends the code in the same millisecond, more often than not.
  record(person, at + (random.chance(0.6) ? 0 : random.between(1, 900)), "code_sent", app);

  const broken = person.device === "android" && version === "5.2.0";
  if (!random.chance(broken ? 0.34 : 0.91)) {
    for (let tries = random.between(broken ? 1 : 0, broken ? 4 : 1); tries > 0; tries--) {
      at += random.around(3 * minute, 0.7);
      record(person, at, "code_sent", app);
    }
    return;
  }
  at += random.around(broken ? 6 * minute : 70 * second, 0.8);
  record(person, at, "verified", app);
  if (!random.chance(0.74)) return;
  at += random.around(14 * minute, 1.4);
  record(person, at, "project_created", app);
  while (random.chance(0.3)) record(person, at + random.around(day, 1.2), "project_created", app);
  member(random, person, at, app, record);
}

/** After the first project: comes back, invites others, starts a trial, pays. */
function member(
  random: Random,
  person: Person,
  start: number,
  app: { version: string | null },
  record: Record,
): void {
  let at = start;
  const keen = random.chance(0.62);
  if (!keen) return;
  for (let visits = random.heavyTail(0.9, 60); visits > 0; visits--) {
    at = inRhythm(random, mixed, at + random.around(1.2 * day, 0.9));
    record(person, at, "session_start", app);
    if (random.chance(0.07)) {
      for (let invited = random.heavyTail(1.5, 12); invited > 0; invited--) {
        record(person, at + random.around(4 * minute, 1), "invite_sent", app);
      }
    }
  }
  if (!random.chance(0.55)) return;
  const plan = random.pick(plans);
  const trial = inRhythm(random, mixed, start + random.around(2.5 * day, 0.8));
  record(person, trial, "payment", { ...app, plan, amount: 0 });
  if (!random.chance(0.58)) return;
  // The trial lasts 14 days; then the card is charged, at the same time each month.
  const seats = random.heavyTail(1.3, 50);
  const amount = prices[plan] * seats;
  for (let paid = trial + 14 * day; paid < end; paid += 30 * day) {
    record(person, paid, "payment", { ...app, plan, amount });
    if (random.chance(0.05)) {
      record(person, paid + random.around(2 * day, 0.5), "refund", { ...app, plan, amount });
      return;
    }
  }
}

function versionAt(random: Random, person: Person, at: number): string | null {
  if (person.device !== "android" && person.device !== "ios") return null;
  if (at < release) return random.pick({ "5.1.3": 88, "5.1.2": 12 });
  const rolledOut = Math.min(0.93, (at - release) / (3 * day));
  return random.chance(rolledOut) ? "5.2.0" : "5.1.3";
}

/** Looks at the front page every few minutes for weeks. */
function crawler(random: Random, index: number, record: Record): void {
  const person: Person = {
    id: `crawler-${index + 1}`,
    device: "bot",
    channel: null,
    country: "US",
    internal: false,
  };
  const pause = random.between(3, 9) * hour;
  for (let at = from + random.between(0, 5 * day); at < to; at += pause) {
    record(person, at, "page_view");
  }
}
