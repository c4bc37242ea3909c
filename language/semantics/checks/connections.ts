import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ConnectionNode, ConnectionSetting, StringNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { connectionKeys, isVariableName } from "../connections.ts";
import { removing, replacing } from "../fixes.ts";
import type { Scope } from "../scope.ts";
import type { CheckContext } from "./check.ts";

const engines = ["clickhouse"] as const;

/** A connection says by which variables of the environment a database is reached, never with what. */
export function connections({ scope }: CheckContext): void {
  for (const node of scope.file.declarations)
    if (node.kind === "connection") checkConnection(node, scope);
}

function checkConnection(node: ConnectionNode, scope: Scope): void {
  const { engine, items, name } = node;
  if (engine && !engines.some((known) => known === engine.text)) {
    const suggestion = nearest(engine.text, engines);
    // There is only one, though another database may be meant, which can't be read.
    const fixes = [replacing(engine.span, suggestion ?? engines[0], suggestion !== undefined)];
    const allowed = engines.map((word) => `\`${word}\``).join(", ");
    const word = engine.text;
    const args = suggestion === undefined ? { word, allowed } : { word, allowed, suggestion };
    scope.report(diagnose("FNL2018", args, engine.span, { fixes }));
  }
  const seen = new Map<string, ConnectionSetting>();
  for (const item of items) {
    const first = seen.get(item.key);
    if (first) {
      const related = [
        { span: first.span, note: { key: "firstHere" as const, args: { keyword: item.key } } },
      ];
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4008", { keyword: item.key }, item.span, { fixes, related }));
    } else seen.set(item.key, item);
    if (!connectionKeys.some((key) => key === item.key)) reportKey(item, scope);
    if (item.variable) checkVariable(item.key, item.variable, scope);
  }
  const isWhole = node.block && !scope.hasMisread(node.block);
  // A word that is none may be the misspelt one.
  const isKnown = items.every(({ key }) => connectionKeys.some((known) => known === key));
  if (name && isWhole && isKnown && !seen.has("url"))
    scope.report(
      diagnose("FNL4029", { name: name.text }, name.span, { fixes: addUrl(node, scope) }),
    );
}

function reportKey(item: ConnectionSetting, scope: Scope): void {
  const suggestion = nearest(item.key, connectionKeys);
  const allowed = connectionKeys.map((word) => `\`${word}\``).join(", ");
  const word = item.key;
  const args = suggestion === undefined ? { word, allowed } : { word, allowed, suggestion };
  const fixes = suggestion === undefined ? [] : [replacing(item.keySpan, suggestion)];
  scope.report(diagnose("FNL2018", args, item.keySpan, { fixes }));
}

/** Set, and a name at all: what is written in its place is never repeated. */
function checkVariable(key: string, variable: StringNode, scope: Scope): void {
  const name = variable.value;
  if (!isVariableName(name)) {
    const fixes = [replacing(variable.span, `"${variableFor(key)}"`, false)];
    scope.report(diagnose("FNL4028", { key }, variable.span, { fixes }));
    return;
  }
  const isSet = scope.catalog.variable(name);
  if (isSet === undefined) scope.need({ kind: "variable", name });
  else if (!isSet) scope.report(diagnose("FNL2024", { name }, variable.span));
}

/** The name that is offered for a setting's variable. */
export function variableFor(key: string): string {
  return `CLICKHOUSE_${key.toUpperCase()}`;
}

function addUrl(node: ConnectionNode, scope: Scope): readonly Fix[] {
  const { block } = node;
  if (!block) return [];
  const statement = `url env("${variableFor("url")}")`;
  const lineBreak = scope.text.includes("\r\n") ? "\r\n" : "\n";
  const isOneLine = !/[\r\n]/.test(scope.text.slice(block.start, block.end));
  const at = block.start + 1;
  const newText = isOneLine ? ` ${statement}` : `${lineBreak}  ${statement}`;
  return [
    {
      title: { key: "insertLine", args: { text: statement } },
      edits: [{ span: { start: at, end: at }, newText }],
      preferred: true,
    },
  ];
}
