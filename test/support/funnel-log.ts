import { forEachAttempt } from "../../server/engine/kernel/attempts.ts";
import type { GroupingLimits } from "../../server/engine/kernel/group.ts";
import type { FunnelSpec, TaggedRows } from "../../server/engine/kernel/rows.ts";
import type { Choice, OracleFunnel, OracleRow } from "./oracle.ts";

/** Logs and funnels in shorthand, for tests of the kernel and its oracle. */

/**
 * `A B? C<=3 / 14`: stages that match the events of those letters, `?` optional, `<=` within, and
 * behind the slash the window. Letters may repeat: `A A` are two stages for the same event.
 */
export function parseFunnel(text: string): { letters: string[]; funnel: OracleFunnel } {
  const [stageText = "", window] = text.split("/").map((part) => part.trim());
  const parts = stageText.split(/\s+/).map((part) => /^([A-Z])(\?)?(?:<=(\d+))?$/.exec(part));
  const stages = parts.map((part) => ({
    optional: part?.[2] !== undefined,
    ...(part?.[3] === undefined ? {} : { within: Number(part[3]) }),
  }));
  return {
    letters: parts.map((part) => part?.[1] ?? ""),
    funnel: window === undefined ? { stages } : { stages, window: Number(window) },
  };
}

/**
 * `A0 AB5 | B1`: the rows of one actor after another, in file order; a row that is several events has
 * several letters. Split values follow behind colons, `-` is missing: `A0:ads:-`.
 */
export function parseLog(text: string, letters: readonly string[]): OracleRow[] {
  return text.split("|").flatMap((rows, actor) =>
    rows
      .trim()
      .split(/\s+/)
      .filter((row) => row !== "")
      .map((row) => {
        const [, events = "", time = "", values = ""] =
          /^([A-Z]+)(-?\d+)((?::[^:]+)*)$/.exec(row) ?? [];
        return {
          actor,
          time: Number(time),
          stages: letters.flatMap((letter, stage) => (events.includes(letter) ? [stage] : [])),
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
    stages: Int32Array.from(log, ({ stages }) =>
      stages.reduce((mask, stage) => mask | (1 << stage), 0),
    ),
    splits: values.map((known, split) =>
      Int32Array.from(log, (row) => known.indexOf(row.values[split] ?? "")),
    ),
  };
  return { rows, values };
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

/** `A0 - C5`: by stage its letter and the time of its row, a dash where there is none. */
export function showChoice(
  choice: Choice | null | undefined,
  log: readonly OracleRow[],
  letters: readonly string[],
): string {
  if (choice === null || choice === undefined) return "none";
  return choice
    .map((row, stage) => (row === null ? "-" : `${letters[stage]}${log[row]?.time}`))
    .join(" ");
}

/** The log in shorthand again, for messages and for keeping a failing case. */
export function showLog(log: readonly OracleRow[]): string {
  return log
    .map(
      ({ actor, time, stages, values }) =>
        `${actor}:{${stages.join(",")}}@${time}${values.length > 0 ? `:${values.join(":")}` : ""}`,
    )
    .join(" ");
}
