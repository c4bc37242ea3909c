import { diagnose } from "../../diagnostics.ts";
import type { DiagnosticCode, DiagnosticParams } from "../../diagnostics.ts";
import type { TableFailure } from "../catalog.ts";
import { removing, replacing } from "../fixes.ts";
import { insertOption } from "../insert-items.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { writeString } from "../write.ts";
import type { CheckContext } from "./check.ts";

/** A table that can't be read is reported where it is named, in the words of who tried. */
export function tables({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const { location } = source.node;
    const table = source.location && scope.catalog.table(source.location);
    if (!location || !table) continue;
    if (table.kind === "table") {
      const { repeated = [] } = table;
      if (repeated.length === 0) continue;
      const names = repeated.map((name) => `\`${name}\``).join(", ");
      scope.report(diagnose("FNL5113", { path: location.value, names }, location.span));
    } else if (table.code === "FNL5018") reportSingleColumn(table, source, scope);
    else if (table.code === "FNL5013") reportEncoding(table, source, scope);
    else {
      // The host gives the code together with its own arguments.
      const code = table.code as DiagnosticCode;
      const args = table.args as unknown as DiagnosticParams[typeof code];
      scope.report(diagnose(code, args, location.span));
    }
  }
}

/** What the bytes probably are, written for the one who doesn't know it; what is written and wrong is replaced. */
function reportEncoding({ args }: TableFailure, source: SourceEntry, scope: Scope): void {
  const { location, items } = source.node;
  if (!location) return;
  const { path, line, encoding } = args as unknown as DiagnosticParams["FNL5013"];
  const likely = writeString(encoding);
  const written = items
    .find((item) => item.kind === "options")
    ?.options.find(({ key }) => key === "encoding")?.value;
  const fix = written
    ? replacing(written.span, likely)
    : insertOption(`encoding ${likely}`, source, scope, true);
  scope.report(diagnose("FNL5013", { path, line, encoding }, location.span, { fixes: [fix] }));
}

/** A single column that holds what may separate several: the delimiter is another, or has to be said. */
function reportSingleColumn({ args }: TableFailure, source: SourceEntry, scope: Scope): void {
  const { location, items } = source.node;
  if (!location) return;
  const path = String(args["path"]);
  const column = String(args["column"]);
  const options = items.find((item) => item.kind === "options");
  const written = options?.options.find(({ key }) => key === "delimiter");
  const likely = separatorIn(column);
  const delimiter = source.location?.options.delimiter;
  // What is written for one and can't be one is reported itself.
  if (written && delimiter === undefined) return;
  if (!written?.value || delimiter === undefined) {
    const fixes =
      likely === undefined
        ? []
        : [insertOption(`delimiter ${writeString(likely)}`, source, scope, true)];
    scope.report(diagnose("FNL5018", { path, column }, location.span, { fixes }));
    return;
  }
  const fixes =
    likely === undefined || likely === delimiter
      ? [removing(written.span, scope.text)]
      : [replacing(written.value.span, writeString(likely))];
  scope.report(diagnose("FNL5037", { path, column, delimiter }, written.value.span, { fixes }));
}

/** What occurs most often in a header of which nothing else was made. */
function separatorIn(header: string): string | undefined {
  const counts = [";", ",", "\t", "|", ":", "~", "^"].map((sign) => ({
    sign,
    count: header.split(sign).length - 1,
  }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.sign : undefined;
}
