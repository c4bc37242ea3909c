import { createHash } from "node:crypto";
import { basisOf } from "../notebook/basis.ts";
import { cutFile, runnableNames } from "../notebook/cells.ts";

/**
 * Tells of each funnel and study of a file the fingerprint of what its result depends on in the text: while
 * it stays the same, so does the result. Undefined: the text has no such funnel.
 */
export function basesOfFile(text: string): (funnel: string) => string | undefined {
  const texts = cutFile(text).cells.flatMap((cell) => (cell.kind === "code" ? [cell.text] : []));
  const names = texts.map(runnableNames);
  const places = new Map<string, number>();
  for (const [index, declared] of names.entries()) {
    for (const name of declared) if (!places.has(name)) places.set(name, index);
  }
  return (funnel) => {
    const index = places.get(funnel);
    if (index === undefined) return undefined;
    return createHash("sha256")
      .update(basisOf(texts, index, names))
      .digest("hex");
  };
}
