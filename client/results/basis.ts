import { createHash } from "node:crypto";
import { basisOf } from "../notebook/basis.ts";
import { cutFile, runnableNames } from "../notebook/cells.ts";

/**
 * The fingerprint of what the result of a funnel or study depends on in the text of its file: while it
 * stays the same, so does the result. Undefined where the text has no such funnel.
 */
export function basisOfFunnel(text: string, funnel: string): string | undefined {
  const texts = cutFile(text).cells.flatMap((cell) => (cell.kind === "code" ? [cell.text] : []));
  const index = texts.findIndex((one) => runnableNames(one).includes(funnel));
  if (index === -1) return undefined;
  return createHash("sha256").update(basisOf(texts, index)).digest("hex");
}
