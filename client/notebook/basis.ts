import { runnableNames } from "./cells.ts";

/**
 * What the result of a cell depends on, of the texts of all cells with code: its own, those that declare
 * what any may use, and the funnels and studies that these name. While it stays the same, so does the result.
 */
export function basisOf(
  texts: readonly string[],
  index: number,
  /** Of what each of them declares, where that is known. */
  names: readonly (readonly string[])[] = texts.map(runnableNames),
): string {
  const used = new Set(
    texts.flatMap((_, at) => (at === index || names[at]?.length === 0 ? [at] : [])),
  );
  // Each that is added may name others.
  for (const at of used) {
    const text = texts[at] ?? "";
    for (const [other, declared] of names.entries()) {
      if (declared.some((name) => text.includes(name))) used.add(other);
    }
  }
  return texts.filter((_, at) => used.has(at)).join("\n");
}

/** Whether a text may read a file of data: it names it, or a pattern that it could match. */
export function mayRead(text: string, file: string): boolean {
  const locations = [...text.matchAll(/\bfrom\s*(["'])(.*?)\1/g)].map(([, , path = ""]) => path);
  return locations.some((path) => /[*?[]/.test(path) || path.endsWith(file));
}
