import { diagnose } from "../../diagnostics.ts";
import { findColumn } from "../each.ts";
import { insertItems } from "../insert-items.ts";
import type { SourceEntry } from "../scope.ts";
import { pathOf } from "../sources.ts";
import type { CheckContext } from "./check.ts";

/**
 * Times with a zone and times without one, in one funnel: the latter are taken as UTC, which is hours off
 * where they are local. Whoever knows that they are UTC says so.
 */
export function mixedZones({ scope, funnels }: CheckContext): void {
  const said = new Set<SourceEntry>();
  for (const { sources } of funnels) {
    const zoned = sources.find((source) => isZoned(source) === true);
    if (!zoned) continue;
    for (const source of sources) {
      const { items, time } = source;
      const isSaid = items.some((item) => item.kind === "timezone");
      // Numbers since 1970 are UTC by themselves, and a pattern may read the zone.
      if (isSaid || !time || time.format || isZoned(source) !== false) continue;
      if (said.has(source)) continue;
      said.add(source);
      const text = 'timezone "UTC"';
      const edits = [insertItems([text], source, scope)];
      const fixes = [{ title: { key: "insertLine" as const, args: { text } }, edits }];
      const related = [
        {
          span: zoned.nameNode.span,
          note: { key: "firstDeclaredHere" as const, args: { name: zoned.name } },
        },
      ];
      const args = { source: source.name, other: zoned.name };
      scope.report(diagnose("FNL5114", args, time.span, { fixes, related }));
    }
  }
}

/** Undefined where the column isn't known, or holds no times. */
function isZoned({ columns, time }: SourceEntry): boolean | undefined {
  if (!columns || !time?.column) return undefined;
  const column = findColumn(pathOf(time.column), columns);
  return column?.type === "time" ? (column.zoned ?? false) : undefined;
}
