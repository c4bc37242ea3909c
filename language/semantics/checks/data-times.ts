import { diagnose } from "../../diagnostics.ts";
import type { DuringItem } from "../../syntax/ast.ts";
import { dayOf, type TimeRange, timesOf } from "../facts.ts";
import { resolveDuring } from "../funnel-parts.ts";
import type { Moment } from "../model.ts";
import { durationMicroseconds } from "../moments.ts";
import type { Scope } from "../scope.ts";
import type { CheckContext } from "./check.ts";

const DAY = 86_400_000_000;
const HOUR = DAY / 24;

/** Times that have nothing to do with those of the data. */
export function dataTimes({ scope, funnels }: CheckContext): void {
  for (const { node, sources } of funnels)
    for (const item of node.items) {
      if (item.kind === "window" && item.value?.kind === "duration") {
        const times = timesOf(sources, scope);
        if (!times || durationMicroseconds(item.value) <= times.last - times.first) continue;
        scope.report(diagnose("FNL5122", lengthOf(times.last - times.first), item.value.span));
      }
      if (item.kind === "during" && item.value && item.value.kind !== "last") {
        const times = timesOf(sources, scope);
        if (times) checkDuring(item, times, scope);
      }
    }
}

/** In whole units, rounded up. */
function lengthOf(microseconds: number): {
  readonly count: number;
  readonly unit: "minute" | "hour" | "day";
} {
  const unit = microseconds >= 2 * DAY ? "day" : microseconds >= 2 * HOUR ? "hour" : "minute";
  const size = { day: DAY, hour: HOUR, minute: HOUR / 60 }[unit];
  return { count: Math.max(1, Math.ceil(microseconds / size)), unit };
}

/** Zones may shift times by less than a day, so only what lies further off is certain. */
function checkDuring(item: DuringItem, { first, last }: TimeRange, scope: Scope): void {
  const during = resolveDuring(item);
  if (!item.value || during?.kind !== "between") return;
  const from = microsOf(during.from);
  const to = during.to ? microsOf(during.to) : Infinity;
  // What ends before it starts is reported itself.
  if (to <= from || (from <= last + DAY && to >= first - DAY)) return;
  const args = { first: dayOf(first), last: dayOf(last) };
  scope.report(diagnose("FNL5123", args, item.value.span));
}

function microsOf({ local, offset = 0 }: Moment): number {
  return Date.parse(`${local.slice(0, 19)}Z`) * 1000 - offset * 60_000_000;
}
