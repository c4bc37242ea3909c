import { diagnose } from "../../diagnostics.ts";
import type { NameNode } from "../../syntax/ast.ts";
import type { SourceEntry } from "../scope.ts";
import type { CheckContext } from "./check.ts";
import { columnsIn } from "./columns-in.ts";

/** A `let` that needs itself, directly or by way of others; said once for each ring. */
export function letCycles({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const done = new Set<string>();
    for (const [name, item] of source.lets) {
      if (done.has(name) || !item.name) continue;
      const ring = findRing(name, source, [], done);
      if (ring) scope.report(diagnose("FNL4015", { name: ring.text }, ring.span));
    }
  }
}

/** The name of a `let` on a ring that can be reached from one. */
function findRing(
  name: string,
  source: SourceEntry,
  path: readonly string[],
  done: Set<string>,
): NameNode | undefined {
  const item = source.lets.get(name);
  if (path.includes(name)) return item?.name;
  if (!item?.value || done.has(name)) return undefined;
  for (const column of columnsIn(item.value)) {
    const [first] = column.path;
    if (!first || column.path.length > 1 || !source.lets.has(first.text)) continue;
    const ring = findRing(first.text, source, [...path, name], done);
    if (ring) {
      done.add(name);
      return ring;
    }
  }
  done.add(name);
  return undefined;
}
