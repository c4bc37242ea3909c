import type { RowExpr } from "../../../language/index.ts";
import type { Match } from "../plan/plan.ts";
import type { Dialect } from "./dialect.ts";
import { type Fragment, all, any, number, sql, text } from "./fragment.ts";

/** Under which condition a match holds for the rows of one event: always, never, or as written. */
type Holds = boolean | Fragment;

/**
 * The stages of a row as a bit mask. One comparison of the event decides which conditions are looked
 * at: `case event when 'a' then … end` is faster than a test a stage.
 */
export function stageMask(
  stages: readonly Match[],
  event: Fragment | undefined,
  write: (condition: RowExpr) => Fragment,
  dialect: Dialect,
): Fragment {
  const names = [...new Set(stages.flatMap(eventsOf))];
  const maskOf = (name: string | undefined): Fragment =>
    bits(
      stages.map((stage) => holdsFor(stage, name, write)),
      dialect,
    );
  const otherwise = maskOf(undefined);
  if (event === undefined || names.length === 0) return otherwise;
  const cases = names.map((name) => sql` when ${text(name)} then ${maskOf(name)}`);
  return sql`case ${event}${cases.reduce((sum, next) => sql`${sum}${next}`)} else ${otherwise} end`;
}

/** A match as a condition. */
export function matchCondition(
  match: Match,
  event: Fragment | undefined,
  write: (condition: RowExpr) => Fragment,
): Fragment {
  switch (match.kind) {
    case "none":
      return sql`false`;
    case "any":
      return sql`true`;
    case "event":
      return event === undefined ? sql`false` : sql`${event} = ${text(match.event)}`;
    case "or":
      return any(match.of.map((part) => matchCondition(part, event, write)));
    case "where":
      return all([matchCondition(match.of, event, write), write(match.condition)]);
  }
}

function eventsOf(match: Match): readonly string[] {
  switch (match.kind) {
    case "none":
    case "any":
      return [];
    case "event":
      return [match.event];
    case "or":
      return match.of.flatMap(eventsOf);
    case "where":
      return eventsOf(match.of);
  }
}

function holdsFor(
  match: Match,
  event: string | undefined,
  write: (condition: RowExpr) => Fragment,
): Holds {
  switch (match.kind) {
    case "none":
      return false;
    case "any":
      return true;
    case "event":
      return match.event === event;
    case "or": {
      const parts = match.of.map((part) => holdsFor(part, event, write));
      if (parts.includes(true)) return true;
      const open = parts.filter((part) => typeof part !== "boolean");
      return open.length === 0 ? false : any(open);
    }
    case "where": {
      const of = holdsFor(match.of, event, write);
      if (of === false) return false;
      const condition = write(match.condition);
      return of === true ? condition : all([of, condition]);
    }
  }
}

function bits(holds: readonly Holds[], dialect: Dialect): Fragment {
  let always = 0;
  const open: Fragment[] = [];
  holds.forEach((hold, index) => {
    if (hold === true) always |= 1 << index;
    else if (hold !== false) {
      open.push(sql`case when ${hold} then ${number(1 << index)} else 0 end`);
    }
  });
  const fixed = number(always);
  return open.length === 0 ? fixed : dialect.bitOr([fixed, ...open]);
}
