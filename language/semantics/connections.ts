import { diagnose } from "../diagnostics.ts";
import type { ConnectionNode, ConnectionSetting, NameNode } from "../syntax/ast.ts";
import { didYouMean } from "./fixes.ts";
import type { ConnectionModel } from "./model.ts";
import type { SymbolId } from "./references.ts";
import { referTo, type Scope } from "./scope.ts";

/** Where a connection's values are kept: the first of each kind counts. */
export const connectionKeys = ["url", "user", "password", "database"] as const;

type ConnectionKey = (typeof connectionKeys)[number];

export function connectionSymbol(node: ConnectionNode, name: NameNode): SymbolId {
  return { kind: "connection", name: name.text, declaration: (node.name ?? name).span };
}

/** The connections that can be used, the first of each name; the declarations are kept as references. */
export function resolveConnections(scope: Scope): readonly ConnectionModel[] {
  const models: ConnectionModel[] = [];
  for (const node of scope.connections.values()) {
    const { name, engine, span } = node;
    if (!name) continue;
    scope.refer({ span: name.span, target: connectionSymbol(node, name), isDeclaration: true });
    const variables = variablesOf(node.items);
    if (engine?.text !== "clickhouse" || variables.url === undefined) continue;
    models.push({ name: name.text, engine: "clickhouse", span, nameSpan: name.span, variables });
  }
  return models;
}

function variablesOf(items: readonly ConnectionSetting[]): ConnectionModel["variables"] {
  const variables: Partial<Record<ConnectionKey, string>> = {};
  for (const { key, variable } of items) {
    const known = connectionKeys.find((candidate) => candidate === key);
    if (known && variable && isVariableName(variable.value)) variables[known] ??= variable.value;
  }
  return variables;
}

/** What stands in the parentheses of `env`; anything else may be the secret itself. */
export function isVariableName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}

/** The use of a connection after `on` of a table. Undefined where there is none, which is said here. */
export function resolveConnectionUse(name: NameNode, scope: Scope): ConnectionNode | undefined {
  const node = scope.connections.get(name.text);
  if (node) {
    referTo(scope, connectionSymbol(node, name), name);
    return node;
  }
  const { args, fixes } = didYouMean(name, scope.connections.keys());
  scope.report(diagnose("FNL2020", args, name.span, { fixes }));
  return undefined;
}
