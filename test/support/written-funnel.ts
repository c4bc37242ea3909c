import fc from "fast-check";
import type { OracleFunnel, OracleRow } from "./oracle.ts";
import type { OracleSplit } from "./oracle-splits.ts";

/**
 * Random funnels as people write them, over random rows as they lie in files, and what both mean to the
 * definition: for all that lies between a text and its figures.
 */
export interface Written {
  /** The statements of the funnel. */
  readonly lines: readonly string[];
  /** What the source says of visits; empty: nothing. */
  readonly visits: string;
  readonly rows: readonly FileRow[];
  /** In hours. */
  readonly funnel: OracleFunnel;
  readonly log: readonly OracleRow[];
  readonly splits: readonly OracleSplit[];
}

/** A row of a file. Null is missing. */
export interface FileRow {
  readonly who: number;
  readonly hour: number;
  readonly what: string;
  readonly channel: string | null;
  readonly device: string | null;
  readonly visit: string | null;
}

const ORDERS = ["sequential", "strict", "any", "furthest", "independent", "inverted"] as const;
const event = fc.constantFrom("a", "b", "c", "d");

const fileRow: fc.Arbitrary<FileRow> = fc.record({
  who: fc.nat(2),
  hour: fc.nat(9),
  what: fc.oneof({ weight: 9, arbitrary: event }, { weight: 1, arbitrary: fc.constant("e") }),
  channel: fc.constantFrom("ads", "mail", "web", null),
  device: fc.constantFrom("x", "y", null),
  visit: fc.constantFrom("v", "w", null),
});

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, freq = 3): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { freq, nil: undefined });

const stage = fc.record({
  isOptional: fc.boolean(),
  events: fc.uniqueArray(event, { minLength: 1, maxLength: 2 }),
  within: sometimes(fc.integer({ min: 1, max: 5 }), 1),
  after: sometimes(fc.integer({ min: 1, max: 3 }), 1),
  atLeast: sometimes(fc.constant(2), 1),
});

const choices = fc.record({
  order: fc.constantFrom(...ORDERS),
  stages: fc.array(stage, { minLength: 2, maxLength: 4 }),
  window: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom("unlimited", "id", "gap")),
  entersLast: fc.boolean(),
  isEach: fc.boolean(),
  same: fc.boolean(),
  without: sometimes(fc.record({ event, drops: fc.boolean() }), 1),
  exit: sometimes(event, 1),
  splits: fc.array(
    fc.record({
      at: fc.constantFrom("entry", "first", "last", "every", "goal"),
      top: sometimes(fc.integer({ min: 1, max: 2 })),
    }),
    { maxLength: 2 },
  ),
  rows: fc.array(fileRow, { minLength: 1, maxLength: 14, size: "max" }),
});

type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** Those that an order has no place for are left out. */
export const written: fc.Arbitrary<Written> = choices.map((given) => {
  const { order, rows } = given;
  const isFree = order === "any" || order === "furthest";
  const last = given.stages.length - 1;
  // A stage behind the first is required; of order any all are, inverted the last.
  const needed = given.stages.findLastIndex(({ isOptional }) => !isOptional);
  const isRequired = (index: number): boolean =>
    order === "any" || index === 0 || (index === last && (order === "inverted" || needed < 1));
  const stages = given.stages.map(({ isOptional, within, after, atLeast }, index) => ({
    optional: isOptional && !isRequired(index),
    ...(isFree || index === 0 || within === undefined ? {} : { within }),
    ...(isFree || index === 0 || after === undefined ? {} : { after }),
    ...(order === "any" || atLeast === undefined ? {} : { atLeast }),
  }));
  const goal = stages.findLastIndex(({ optional }) => !optional);
  const without = isFree || goal === 0 ? undefined : given.without;
  const isVisit = given.window === "id" || given.window === "gap";
  const funnel: OracleFunnel = {
    stages,
    ...(order === "sequential" || order === "inverted" ? {} : { order }),
    ...(order === "inverted" ? { inverted: true as const } : {}),
    ...(typeof given.window === "number" ? { window: given.window } : {}),
    ...(given.entersLast ? { entry: "last" as const } : {}),
    ...(given.isEach ? { count: "attempts" as const } : {}),
    // A visit is something that all rows of an attempt share.
    ...(given.same || isVisit ? { same: true } : {}),
    ...(without && { without: [{ from: 0, to: goal, dropActor: without.drops }] }),
    ...(given.exit && { exits: 1 }),
  };
  const marks = [without?.event, given.exit].filter((each) => each !== undefined);
  const splits = splitsOf(given, goal);
  const visitOf = visitsOf(given);
  const log = rows.map((row): OracleRow => {
    const shared = [...(given.same ? [row.device] : []), ...(isVisit ? [visitOf(row)] : [])];
    return {
      actor: row.who,
      time: row.hour,
      stages: given.stages.flatMap(({ events }, s) =>
        events.some((each) => each === row.what) ? [s] : [],
      ),
      values: [row.channel, row.device].slice(0, splits.length),
      ...(marks.length > 0
        ? { marks: marks.flatMap((each, mark) => (each === row.what ? [mark] : [])) }
        : {}),
      ...(shared.length > 0 ? { same: shared.includes(null) ? null : shared.join(" ") } : {}),
    };
  });
  return {
    lines: [
      order === "inverted" ? "model inverted" : `order ${order}`,
      `window ${typeof given.window === "number" ? hours(given.window) : isVisit ? "session" : given.window}`,
      ...(given.entersLast ? ["entry last"] : []),
      ...(given.isEach ? ["count attempts"] : []),
      ...(given.same ? ["same device"] : []),
      ...given.stages.map(({ events }, s) => stageLine(s, events, stages[s])),
      ...(without === undefined
        ? []
        : [
            `without ${without.event} between S0 and S${goal}${without.drops ? " else drop actor" : ""}`,
          ]),
      ...(given.exit === undefined ? [] : [`exit Gone: ${given.exit}`]),
      ...splits.map(({ at, top }, split) => {
        const where = typeof at === "number" ? `S${at}` : at;
        const most = top === undefined ? "" : ` top ${top}`;
        return `split by ${split === 0 ? "channel" : "device"} at ${where}${most}`;
      }),
    ],
    visits:
      given.window === "id" ? "session visit" : given.window === "gap" ? "session 1 hour" : "",
    rows,
    funnel,
    log,
    splits,
  };
});

const hours = (count: number): string => `${count} ${count === 1 ? "hour" : "hours"}`;

function stageLine(
  index: number,
  events: readonly string[],
  stage: OracleFunnel["stages"][number] | undefined,
): string {
  const { optional = false, within, after, atLeast } = stage ?? {};
  return [
    `${optional ? "optional " : ""}stage S${index}: ${events.join(" or ")}`,
    ...(within === undefined ? [] : [`within ${hours(within)}`]),
    ...(after === undefined ? [] : [`after ${hours(after)}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast} times`]),
  ].join(" ");
}

/** The funnel within the rows of each value on its own is a split by itself. */
function splitsOf({ splits }: Choices, goal: number): OracleSplit[] {
  const isAlone = splits[0]?.at === "every";
  return splits
    .filter(({ at }, index) => (isAlone ? index === 0 : at !== "every"))
    .map(({ at, top }) => ({
      at: at === "goal" ? goal : at,
      ...(top === undefined ? {} : { top }),
    }));
}

/** The visit of a row: its id, or how many times an hour passed without a row of the actor. */
function visitsOf({ window, rows }: Choices): (row: FileRow) => string | null {
  if (window !== "gap") return ({ visit }) => visit;
  return ({ who, hour }) => {
    const own = rows.filter((row) => row.who === who && row.hour <= hour).map((row) => row.hour);
    const times = [...new Set(own)].sort((a, b) => a - b);
    return String(times.filter((time, i) => time - (times[i - 1] ?? time) > 1).length);
  };
}
