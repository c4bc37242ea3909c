import { diagnose } from "../../diagnostics.ts";
import type { SourceItem, StringNode } from "../../syntax/ast.ts";
import { currencyMeant, isCurrencyCode } from "../currencies.ts";
import { removing, replacing } from "../fixes.ts";
import { foldersAsEscapes } from "../location.ts";
import { durationMicroseconds } from "../moments.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { writeString } from "../write.ts";
import type { CheckContext } from "./check.ts";

/** What a source says in texts and durations: its path, a currency, a sheet, the gap between visits. */
export function sourceValues({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    if (source.node.location) checkPath(source.node.location, scope);
    for (const item of source.node.items) checkItem(item, source, scope);
    checkLookupNames(source, scope);
  }
}

function checkPath(location: StringNode, scope: Scope): void {
  if (location.value.trim() === "") {
    scope.report(diagnose("FNL5036", {}, location.span));
    return;
  }
  const written = scope.text.slice(location.span.start, location.span.end);
  // A backslash that means nothing has been reported already; the next one then follows.
  const isReported = /\\[^\\ntu"'`]/.test(written);
  const [escape] = foldersAsEscapes(location, scope.text);
  if (!escape || isReported) return;
  const { start } = escape;
  const fixes = [replacing({ start, end: start + 1 }, "/")];
  const text = scope.text.slice(start, escape.end);
  scope.report(diagnose("FNL1008", { text, isPath: true }, escape, { fixes }));
}

function checkItem(item: SourceItem, source: SourceEntry, scope: Scope): void {
  switch (item.kind) {
    case "currency":
      if (item.value?.kind === "string") checkCode(item.value, scope);
      break;
    case "sheet": {
      const { location } = source.node;
      if (!location || /\.xlsx$/i.test(location.value)) break;
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4024", { path: location.value }, item.span, { fixes }));
      break;
    }
    case "session":
      if (item.value?.kind === "duration" && durationMicroseconds(item.value) === 0)
        scope.report(diagnose("FNL4005", { keyword: "session" }, item.value.span));
      break;
    default:
      break;
  }
}

function checkCode(node: StringNode, scope: Scope): void {
  if (isCurrencyCode(node.value)) return;
  const suggestion = currencyMeant(node.value);
  const fixes = suggestion === undefined ? [] : [replacing(node.span, writeString(suggestion))];
  const args = { text: node.value, ...(suggestion !== undefined && { suggestion }) };
  scope.report(diagnose("FNL4023", args, node.span, { fixes }));
}

/** In `regions.name` the name before the dot is the lookup, so nothing else is called so. */
function checkLookupNames(source: SourceEntry, scope: Scope): void {
  for (const [name, item] of source.lets) {
    const join = source.joins.get(name);
    if (!join?.lookup || !item.name) continue;
    const related = [
      { span: join.lookup.span, note: { key: "firstDeclaredHere" as const, args: { name } } },
    ];
    scope.report(diagnose("FNL2022", { name }, item.name.span, { related }));
  }
}
