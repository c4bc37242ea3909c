import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

export function inProject(...parts: readonly string[]): string {
  return path.join(projectRoot, ...parts);
}
