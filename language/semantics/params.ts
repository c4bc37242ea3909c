import { diagnose } from "../diagnostics.ts";
import type {
  Declaration,
  DurationNode,
  NumberNode,
  ParamDeclaration,
  ParamNode,
  ParamValue,
} from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import { parseText } from "../syntax/parse.ts";
import type { ParamModel, RowExpr } from "./model.ts";
import { decimalOf, durationMicroseconds, momentOf } from "./moments.ts";
import { removing, replacing } from "./fixes.ts";
import type { Reference, SymbolId } from "./references.ts";
import type { Scope } from "./scope.ts";
import { writeName } from "./write.ts";

interface TypedLiteral {
  readonly type: ParamModel["type"];
  readonly value: RowExpr;
}

/** The params that have a value, by name: that of the text, or the one set from outside if it fits. */
export function declareParams(
  nodes: readonly ParamDeclaration[],
  outside: ReadonlyMap<string, string>,
): ReadonlyMap<string, ParamModel> {
  const params = new Map<string, ParamModel>();
  for (const node of nodes) {
    const { name } = node;
    if (!name || params.has(name.text)) continue;
    const own = node.value && literalOf(node.value);
    if (!own) continue;
    const given = outside.get(name.text);
    // Nothing is computed with the text's value where another one was wanted.
    const value = given === undefined ? own.value : readLiteral(given, own.type);
    if (!value) continue;
    params.set(name.text, {
      name: name.text,
      span: node.span,
      nameSpan: name.span,
      type: own.type,
      value,
    });
  }
  return params;
}

function literalOf(node: ParamValue): TypedLiteral | undefined {
  switch (node.kind) {
    case "number":
    case "duration":
      return quantityOf(node);
    case "string":
      return { type: "text", value: { kind: "text", value: node.value } };
    case "date":
      return { type: "time", value: { kind: "moment", moment: momentOf(node.text) } };
    case "negative": {
      const operand = node.operand && quantityOf(node.operand);
      if (!operand) return undefined;
      const { type } = operand;
      return { type, value: { kind: "negate", operand: operand.value, type } };
    }
  }
}

function quantityOf(node: NumberNode | DurationNode): TypedLiteral {
  if (node.kind === "duration") {
    const microseconds = durationMicroseconds(node);
    return { type: "duration", value: { kind: "duration", microseconds } };
  }
  const value = decimalOf(node.text, node.percent);
  return { type: node.percent ? "share" : "number", value: { kind: "number", value } };
}

/** A value from outside, read as the param is declared; undefined where it isn't one of these. */
export function readLiteral(text: string, type: ParamModel["type"]): RowExpr | undefined {
  if (type === "text") return { kind: "text", value: text };
  const { tree, problems } = parseText(`param p = ${text.trim()}\n`);
  const [node] = tree.declarations;
  if (problems.length > 0 || tree.declarations.length !== 1) return undefined;
  if (node?.kind !== "param-declaration" || !node.value) return undefined;
  const literal = literalOf(node.value);
  // A share may be given as what it is: 0.2 for 20%.
  const fits = literal?.type === type || (type === "share" && literal?.type === "number");
  return fits ? literal?.value : undefined;
}

export function paramSymbol(param: ParamModel): SymbolId {
  return { kind: "param", name: param.name, declaration: param.nameSpan };
}

/** Declares the names for their uses, and says what nothing uses and what from outside doesn't fit. */
export function reportParams(scope: Scope, references: readonly Reference[]): void {
  const used = new Set(
    references.filter(({ target }) => target.kind === "param").map(({ target }) => target.name),
  );
  // A file that runs nothing by itself is there to be imported.
  const isShared = !scope.file.declarations.some(({ kind }) => runs.has(kind));
  const declared = scope.file.declarations.filter((node) => node.kind === "param-declaration");
  for (const node of declared) {
    const { name } = node;
    const param = name && scope.params.get(name.text);
    if (!name || param?.nameSpan !== name.span) continue;
    scope.refer({ span: name.span, target: paramSymbol(param), isDeclaration: true });
    const isImported = scope.fileAt(node.span.start) !== 0;
    if (!used.has(name.text) && !isShared && !isImported) {
      const fixes = [removing(node.span, scope.text)];
      const extras = { fixes, unnecessary: true };
      scope.report(diagnose("FNL2023", { name: name.text }, node.span, extras));
    }
  }
  for (const [name, text] of scope.outside) {
    if (scope.params.has(name)) continue;
    const node = declared.find((candidate) => candidate.name?.text === name);
    if (node) reportMisfit(node, text, scope);
    else reportUnknown(name, declared, scope);
  }
}

const runs: ReadonlySet<Declaration["kind"]> = new Set([
  "funnel",
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
  "audience",
]);

function reportMisfit({ name, value }: ParamDeclaration, text: string, scope: Scope): void {
  const own = value && literalOf(value);
  // One without a value of its own has been reported.
  if (!name || !own) return;
  const args = { name: name.text, text, type: own.type };
  scope.report(diagnose("FNL3019", args, name.span));
}

function reportUnknown(name: string, declared: readonly ParamDeclaration[], scope: Scope): void {
  const names = declared.map((node) => node.name?.text ?? "");
  const suggestion = nearest(name, [...scope.params.keys(), ...names]);
  const args = suggestion === undefined ? { name } : { name, suggestion };
  scope.report(diagnose("FNL2021", args, { start: 0, end: 0 }));
}

/** The use of a param. Undefined where there is none, which is said here. */
export function resolveParam(node: ParamNode, scope: Scope): ParamModel | undefined {
  const { name, span } = node;
  const param = scope.params.get(name);
  if (param) {
    const start = span.start + 1;
    scope.refer({
      span: { start, end: span.end },
      target: paramSymbol(param),
      isDeclaration: false,
    });
    return param;
  }
  // One without a value has been reported where it is declared.
  const { declarations } = scope.file;
  const isDeclared = declarations.some(
    (other) => other.kind === "param-declaration" && other.name?.text === name,
  );
  if (isDeclared) {
    scope.fail(span);
    return undefined;
  }
  // What isn't a plain name can't follow the sign.
  const plain = [...scope.params.keys()].filter((other) => writeName(other) === other);
  const suggestion = nearest(name, plain);
  const fixes = suggestion === undefined ? [] : [replacing(span, `$${suggestion}`)];
  const args = suggestion === undefined ? { name } : { name, suggestion };
  scope.report(diagnose("FNL2009", args, span, { fixes }));
  return undefined;
}
