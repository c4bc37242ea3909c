import { forEachAttempt } from "../../server/engine/kernel/attempts.ts";
import type { GroupingLimits } from "../../server/engine/kernel/group.ts";
import { MAY_ENTER, type FunnelSpec, type TaggedRows } from "../../server/engine/kernel/rows.ts";
import type { Choice, OracleFunnel, OracleRow } from "./oracle.ts";
import { hasTime, NO_TIME } from "./oracle-times.ts";

/** Logs and funnels in shorthand, for tests of the kernel and its oracle. */

/** A funnel in shorthand, with the letters that its stages and its `without` match. */
export interface ParsedFunnel {
  readonly letters: string[];
  readonly funnel: OracleFunnel;
  readonly marks: string[];
}

/**
 * `A B? C<=3>=1x2 / 14; without E 0-2 drop; last; same; strict`, `; furthest`, `; any`,
 * `; independent`, `; inverted`, `; attempts`: stages that match the events of those
 * letters, `?` optional, `<=` within, `>=` after, `x` at least so many times; behind the slash the
 * window. Letters may repeat: `A A` are two stages for the same event. `without` names a letter and two
 * stages by index, `exit E` a letter.
 */
export function parseFunnel(text: string): ParsedFunnel {
  const [first = "", ...statements] = text.split(";").map((part) => part.trim());
  const [stageText = "", window] = first.split("/").map((part) => part.trim());
  const parts = stageText
    .split(/\s+/)
    .map((part) => /^([A-Z])(\?)?(?:<=(\d+))?(?:>=(\d+))?(?:x(\d+))?$/.exec(part));
  const stages = parts.map((part) => ({
    optional: part?.[2] !== undefined,
    ...(part?.[3] === undefined ? {} : { within: Number(part[3]) }),
    ...(part?.[4] === undefined ? {} : { after: Number(part[4]) }),
    ...(part?.[5] === undefined ? {} : { atLeast: Number(part[5]) }),
  }));
  const without = statements.flatMap((part) => {
    const [, letter = "", from, to, drop] =
      /^without ([A-Z]) (\d+)-(\d+)( drop)?$/.exec(part) ?? [];
    if (from === undefined) return [];
    return [{ letter, from: Number(from), to: Number(to), dropActor: drop !== undefined }];
  });
  const exits = statements.flatMap((part) => /^exit ([A-Z])$/.exec(part)?.[1] ?? []);
  return {
    letters: parts.map((part) => part?.[1] ?? ""),
    marks: [...without.map(({ letter }) => letter), ...exits],
    funnel: {
      stages,
      ...(window === undefined ? {} : { window: Number(window) }),
      ...(statements.includes("strict") ? { order: "strict" as const } : {}),
      ...(statements.includes("attempts") ? { count: "attempts" as const } : {}),
      ...(statements.includes("furthest") ? { order: "furthest" as const } : {}),
      ...(statements.includes("any") ? { order: "any" as const } : {}),
      ...(statements.includes("independent") ? { order: "independent" as const } : {}),
      ...(statements.includes("inverted") ? { inverted: true as const } : {}),
      ...(statements.includes("last") ? { entry: "last" as const } : {}),
      ...(statements.includes("same") ? { same: true } : {}),
      ...(without.length === 0
        ? {}
        : { without: without.map(({ from, to, dropActor }) => ({ from, to, dropActor })) }),
      ...(exits.length === 0 ? {} : { exits: exits.length }),
    },
  };
}

/**
 * `A0 AB5 | B1`: the rows of one actor after another, in file order; a row that is several events has
 * several letters. `A*` has no time. What rows may share follows behind `#`, split values behind colons, `-` is missing:
 * `A0#x:ads:-`.
 */
export function parseLog(
  text: string,
  letters: readonly string[],
  marks: readonly string[] = [],
): OracleRow[] {
  const isShared = text.includes("#");
  return text.split("|").flatMap((rows, actor) =>
    rows
      .trim()
      .split(/\s+/)
      .filter((row) => row !== "")
      .map((row) => {
        const [, events = "", time = "", same, values = ""] =
          /^([A-Z]+)(-?\d+|\*)(?:#(\w+))?((?::[^:]+)*)$/.exec(row) ?? [];
        const named = (of: readonly string[]): number[] =>
          of.flatMap((letter, index) => (events.includes(letter) ? [index] : []));
        return {
          actor,
          time: time === "*" ? NO_TIME : Number(time),
          stages: named(letters),
          ...(marks.length === 0 ? {} : { marks: named(marks) }),
          ...(isShared ? { same: same ?? null } : {}),
          values: values
            .split(":")
            .slice(1)
            .map((value) => (value === "-" ? null : value)),
        };
      }),
  );
}

/** The log as the kernel reads it, and the values that its split codes stand for. */
export function tagLog(
  log: readonly OracleRow[],
  splits = 0,
): { rows: TaggedRows; values: string[][] } {
  const values = Array.from({ length: splits }, (_, split) => [
    ...new Set(log.flatMap((row) => row.values[split] ?? [])),
  ]);
  const rows = {
    length: log.length,
    actor: Int32Array.from(log, ({ actor }) => actor),
    actors: Math.max(0, ...log.map(({ actor }) => actor + 1)),
    time: Float64Array.from(log, ({ time }) => time),
    stages: Int32Array.from(log, ({ stages, mayEnter }) =>
      mayEnter === false ? maskOf(stages) : maskOf(stages) | MAY_ENTER,
    ),
    ...(log.some((row) => row.marks !== undefined)
      ? { marks: Int32Array.from(log, ({ marks = [] }) => maskOf(marks)) }
      : {}),
    ...(log.some((row) => row.same !== undefined) ? { same: [codesOf(log)] } : {}),
    ...timelessOf(log),
    splits: values.map((known, split) =>
      Int32Array.from(log, (row) => known.indexOf(row.values[split] ?? "")),
    ),
  };
  return { rows, values };
}

/** What the rows without a time are. */
function timelessOf(log: readonly OracleRow[]): Pick<TaggedRows, "timeless"> {
  const rows = log.filter(({ time }) => !hasTime(time));
  if (rows.length === 0) return {};
  return {
    timeless: {
      stages: maskOf(rows.flatMap(({ stages }) => stages)),
      marks: maskOf(rows.flatMap(({ marks = [] }) => marks)),
    },
  };
}

const maskOf = (bits: readonly number[]): number =>
  bits.reduce((mask, bit) => mask | (1 << bit), 0);

function codesOf(log: readonly OracleRow[]): Int32Array {
  const known = [...new Set(log.flatMap(({ same }) => same ?? []))];
  return Int32Array.from(log, ({ same }) => known.indexOf(same ?? ""));
}

/** What the kernel chooses, by actor, in the oracle's form. */
export function kernelChoices(
  log: readonly OracleRow[],
  funnel: FunnelSpec,
  limits?: GroupingLimits,
): Map<number, Choice> {
  const choices = new Map<number, Choice>();
  const { rows } = tagLog(log);
  forEachAttempt(
    rows,
    funnel,
    (attempt) => {
      choices.set(
        attempt.actor,
        Array.from(attempt.rows, (row) => (row < 0 ? null : row)),
      );
    },
    limits,
  );
  return choices;
}

/** All attempts that the kernel counts, by actor and place of the entry's row. */
export function kernelAttempts(
  log: readonly OracleRow[],
  funnel: FunnelSpec,
): { actor: number; chosen: Choice }[] {
  const attempts: { actor: number; chosen: Choice }[] = [];
  forEachAttempt(tagLog(log).rows, funnel, ({ actor, rows }) => {
    attempts.push({ actor, chosen: Array.from(rows, (row) => (row < 0 ? null : row)) });
  });
  return attempts.sort((a, b) => a.actor - b.actor || (a.chosen[0] ?? 0) - (b.chosen[0] ?? 0));
}

/** `A0 - C5`: by stage its letter and the time of its row, a dash where there is none. */
export function showChoice(
  choice: Choice | null | undefined,
  log: readonly OracleRow[],
  letters: readonly string[],
): string {
  if (choice === null || choice === undefined) return "none";
  return choice
    .map((row, stage) => (row === null ? "-" : `${letters[stage]}${showTime(log[row])}`))
    .join(" ");
}

const showTime = (row: OracleRow | undefined): string =>
  row === undefined || hasTime(row.time) ? `${row?.time}` : "*";

/** The log in shorthand again, for messages and for keeping a failing case. */
export function showLog(log: readonly OracleRow[]): string {
  return log
    .map(
      ({ actor, time, stages, values, marks = [], same }) =>
        `${actor}:{${stages.join(",")}}@${hasTime(time) ? time : "*"}${marks.map((mark) => `!${mark}`).join("")}${same === undefined ? "" : `#${same}`}${values.length > 0 ? `:${values.join(":")}` : ""}`,
    )
    .join(" ");
}
