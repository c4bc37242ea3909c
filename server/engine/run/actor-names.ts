import type { ScanPlan } from "../plan/plan.ts";
import type { ActorCodes } from "./values.ts";

/**
 * How an actor is called whom a code stands for: as in the data. Several columns stand behind each other,
 * and rows that are actors of several sources have their source's name before their number.
 */
export function actorNames(
  { form, codes }: ActorCodes,
  scans: readonly ScanPlan[],
): (code: number) => string {
  const read = codes.reader();
  switch (form.kind) {
    case "integer":
      return read;
    case "offset":
      return (code) => String(form.least + BigInt(code));
    case "text":
      return scans.every(({ actor }) => actor.length === 1)
        ? read
        : (code) => parted(read(code)).join(" ");
  }
}

/** The parts of what the dialect's `compose` made: each behind its length in bytes. */
function parted(text: string): string[] {
  const parts: string[] = [];
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    const colon = rest.indexOf(":");
    const end = colon + 1 + Number(rest.subarray(0, colon).toString());
    if (colon < 0 || !(end <= rest.length)) return [text];
    parts.push(
      rest
        .subarray(colon + 1, end)
        .toString()
        .replace("\0", ""),
    );
    rest = rest.subarray(end);
  }
  return parts;
}
