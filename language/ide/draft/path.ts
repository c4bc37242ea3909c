import type { EventOrder } from "../../semantics/catalog.ts";
import { locationOf } from "../../semantics/location.ts";
import type { SourceNode } from "../../syntax/ast.ts";
import type { Data } from "../data.ts";
import { mappingOf } from "../mapping.ts";

type Step = EventOrder[number];

/** As many stages as a first look wants, and as few. */
const MOST_STAGES = 5;
const FEWEST_STAGES = 2;
/** With fewer, events that fewer do one after the other are taken, too. */
const WANTED_STAGES = 3;
const JOINED_SHARES = [0.8, 0.5, 0.2, 0];
/** What fewer actors did than this part of those who did the commonest event is no step of a path. */
const LEAST_SHARE = 0.01;

/** The events of a source in the order that most actors do them in; empty where it isn't known. */
export function draftPath(data: Data, source: SourceNode): readonly Step[] {
  const location = locationOf(source);
  const { actor = [], time, event } = mappingOf(data, source);
  if (location === undefined || actor.length === 0 || time === undefined) return [];
  if (event === undefined || typeof event === "string") return [];
  const format = source.items.find((item) => item.kind === "time")?.format?.value;
  const columns = {
    actor,
    time,
    ...(format === undefined ? {} : { timeFormat: format }),
    event,
  };
  const order = data.catalog.order(location, columns);
  if (order === undefined) data.needs.push({ kind: "order", location, columns });
  return commonestPath(order ?? []);
}

/**
 * The longest row of events of which each comes later than the one before, to the middle actor, and is
 * done by no more of them; of equally long ones the one that more actors go. Most of those who did an event
 * did it after the one before, as far as there are enough such events. Of a long row the first, the last and
 * what most do between stay. Empty where there is none.
 */
export function commonestPath(order: EventOrder): readonly Step[] {
  const most = Math.max(0, ...order.map(({ actors }) => actors));
  const wanted = order.filter(({ event }) => !setback.test(event));
  const end = goalOf(wanted);
  const steps = upTo(end, wanted)
    .filter(({ actors }) => actors >= most * LEAST_SHARE)
    .sort((a, b) => a.median - b.median || b.actors - a.actors || compare(a.event, b.event));
  for (const share of JOINED_SHARES) {
    const path = longestPath(steps, share, end);
    if (path.length >= WANTED_STAGES || share === 0) {
      return path.length < FEWEST_STAGES ? [] : shortened(path);
    }
  }
  return [];
}

/**
 * By steps in the order of their time. `share`: of those who did a step, who did it after the one before.
 * `end`: where it has to end, if it can.
 */
function longestPath(
  steps: readonly Step[],
  share: number,
  end: Step | undefined,
): readonly Step[] {
  const best: { readonly path: readonly Step[]; readonly sum: number }[] = [];
  for (const step of steps) {
    const before = best
      .filter(({ path }) => {
        const last = path.at(-1);
        return last !== undefined && last.actors >= step.actors && follows(step, last, share);
      })
      .reduce((a, b) => (isBetter(b, a) ? b : a), { path: [] as readonly Step[], sum: 0 });
    best.push({ path: [...before.path, step], sum: before.sum + step.actors });
  }
  const ending = best.filter(({ path }) => path.at(-1) === end);
  return (ending.length > 0 ? ending : best).reduce((a, b) => (isBetter(b, a) ? b : a), {
    path: [],
    sum: 0,
  }).path;
}

function follows({ actors, after }: Step, before: Step, share: number): boolean {
  return after === undefined || (after[before.event] ?? 0) >= actors * share;
}

/** What nobody goes for. */
const setback =
  /(?:^|[^\p{L}])(?:lost|leave|left|returned|refund(?:ed)?|cancell?(?:ed)?|reject(?:ed)?|unsubscribed?|bounced?)(?:$|[^\p{L}])|error|fail|возврат|отказ|отмен|отпис|ошибк/iu;

/** What a shop or a service wants, said so that it can't be a step to it. */
const goal =
  /(?:^|[^\p{L}])(?:paid|purchased?|bought|ordered|completed|won|subscribed|(?:order|payment|purchase|checkout|deal)[^\p{L}]?(?:done|paid|placed|completed?|success(?:ful)?|won)|оплата|оплачен[оаы]?|покупка|куплено)$/iu;

/** The event that is clearly the goal, of several the one that most actors got to. */
function goalOf(steps: readonly Step[]): Step | undefined {
  const goals = steps.filter(({ event }) => goal.test(event));
  return goals.sort((a, b) => b.actors - a.actors || compare(a.event, b.event))[0];
}

/** What comes before the goal, and the goal. */
function upTo(end: Step | undefined, steps: readonly Step[]): readonly Step[] {
  if (end === undefined) return steps;
  const before = steps.filter(({ median, actors }) => median < end.median && actors >= end.actors);
  return before.length === 0 ? steps : [...before, end];
}

function isBetter(
  a: { readonly path: readonly Step[]; readonly sum: number },
  b: { readonly path: readonly Step[]; readonly sum: number },
): boolean {
  return a.path.length > b.path.length || (a.path.length === b.path.length && a.sum > b.sum);
}

function shortened(path: readonly Step[]): readonly Step[] {
  if (path.length <= MOST_STAGES) return path;
  const between = path
    .slice(1, -1)
    .sort((a, b) => b.actors - a.actors)
    .slice(0, MOST_STAGES - 2);
  return path.filter(
    (step, index) => index === 0 || index === path.length - 1 || between.includes(step),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const WINDOWS: readonly (readonly [seconds: number, text: string])[] = [
  [HOUR, "1 hour"],
  [6 * HOUR, "6 hours"],
  [DAY, "1 day"],
  [3 * DAY, "3 days"],
  [7 * DAY, "7 days"],
  [14 * DAY, "14 days"],
  [30 * DAY, "30 days"],
  [60 * DAY, "60 days"],
  [90 * DAY, "90 days"],
  [180 * DAY, "180 days"],
];

/** A round time in which 95 in 100 of those who got to the end got there. */
export function draftWindow(path: readonly Step[]): string | undefined {
  const late = path.at(-1)?.late;
  if (late === undefined) return undefined;
  return WINDOWS.find(([seconds]) => late <= seconds)?.[1] ?? LONGEST_WINDOW;
}

const LONGEST_WINDOW = "365 days";

/** Whether that cuts nobody off for being slow, and limits anything. `span`: of the data, in seconds. */
export function isLimit(path: readonly Step[], window: string, span: number | undefined): boolean {
  const late = path.at(-1)?.late ?? 0;
  const seconds = WINDOWS.find(([, text]) => text === window)?.[0] ?? 365 * DAY;
  return late <= seconds && (span === undefined || seconds < span);
}

/** `page_view` as `PageView`; not every such name is a plain one. */
export function stageName(event: string): string {
  const words = event.split(/[^\p{L}\p{M}\p{Nd}]+/u).filter((word) => word !== "");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return name === "" ? "Stage" : name;
}
