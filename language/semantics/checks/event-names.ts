import { diagnose } from "../../diagnostics.ts";
import { writeName } from "../write.ts";
import { type CheckContext, replacing } from "./check.ts";

/** `event "name"` says that each row is the event "name", though a column of that name is likelier. */
export function eventNames({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const value = source.event?.value;
    if (value?.kind !== "string" || !source.columns) continue;
    if (!source.columns.some((column) => column.name === value.value)) continue;
    const fixes = [replacing(value.span, writeName(value.value))];
    scope.report(diagnose("FNL2037", { name: value.value }, value.span, { fixes }));
  }
}
