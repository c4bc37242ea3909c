import { diagnose } from "../../diagnostics.ts";
import { writeString } from "../write.ts";
import { nearestZone, zoneName } from "../zones.ts";
import { type CheckContext, replacing } from "./check.ts";

/** Time zones are named, since an offset knows nothing of summer time. */
export function timeZones({ scope }: CheckContext): void {
  for (const { node } of scope.allSources) {
    for (const item of node.items) {
      if (item.kind !== "timezone" || !item.zone) continue;
      const zone = item.zone.value;
      if (zoneName(zone) !== undefined) continue;
      const suggestion = nearestZone(zone);
      const fixes =
        suggestion === undefined ? [] : [replacing(item.zone.span, writeString(suggestion))];
      const args = suggestion === undefined ? { zone } : { zone, suggestion };
      scope.report(diagnose("FNL3012", args, item.zone.span, { fixes }));
    }
  }
}
