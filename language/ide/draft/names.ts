import { nameOf } from "./source.ts";
import { stageName } from "./path.ts";

/** `events` for `data/events.csv`; numbered where a source of the text has that name. */
export function sourceName(path: string, taken: ReadonlySet<string | undefined>): string {
  const plain = nameOf(path).replace(/[^\p{L}\p{M}\p{Nd}_]+/gu, "_");
  return untaken(plain.replace(/^[^\p{L}_]+/u, "") || "data", taken);
}

/** `Events` for the same file. */
export function funnelName(path: string, taken: ReadonlySet<string | undefined>): string {
  return untaken(stageName(nameOf(path)).replace(/^[^\p{L}_]+/u, "") || "Funnel", taken);
}

/** With the first number behind it that makes it a new one. */
export function untaken(name: string, taken: ReadonlySet<string | undefined>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}${n}`;
  return free;
}
