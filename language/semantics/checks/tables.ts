import { diagnose } from "../../diagnostics.ts";
import type { DiagnosticCode, DiagnosticParams } from "../../diagnostics.ts";
import type { CheckContext } from "./check.ts";

/** A table that can't be read is reported where it is named, in the words of who tried. */
export function tables({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const { location } = source.node;
    const table = source.location && scope.catalog.table(source.location);
    if (!location || table?.kind !== "failure") continue;
    // The host gives the code together with its own arguments.
    const code = table.code as DiagnosticCode;
    const args = table.args as unknown as DiagnosticParams[typeof code];
    scope.report(diagnose(code, args, location.span));
  }
}
