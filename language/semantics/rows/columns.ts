import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnNode, Expr, NameNode } from "../../syntax/ast.ts";
import { fold, nearest } from "../../syntax/near.ts";
import { functionMeant } from "../../syntax/other-words.ts";
import type { ColumnInfo } from "../catalog.ts";
import { findFunction, functionSignatures } from "../functions.ts";
import { reportHeaderless } from "../headerless.ts";
import type { ValueType } from "../model.ts";
import { referTo, type SourceEntry } from "../scope.ts";
import { writeName, writeString } from "../write.ts";
import type { RowEnvironment, Typed } from "./environment.ts";
import { findType, reportUnseenKey, suggestOrList } from "./column-names.ts";
import { isJoined, joinedType, nearJoined, reportUnjoined } from "./joined.ts";

/** A column of all sources of an expression, or the value of a `let` in its place. */
export function resolveColumn(
  node: ColumnNode,
  environment: RowEnvironment,
  /** May be a text that lacks its quotes: on the right side of a comparison. */
  mayBeText = false,
): Typed | undefined {
  const { scope, sources } = environment;
  const found: Typed[] = [];
  const lacking: SourceEntry[] = [];
  for (const source of sources) {
    const typed = columnOf(node, source, environment);
    if (typed === "reported") return undefined;
    if (typed === "missing") lacking.push(source);
    else found.push(typed);
  }
  if (sources.length === 0) return columnAs(node, "unknown");
  const [first] = found;
  if (!first) {
    reportUnknown(node, environment, mayBeText);
    return undefined;
  }
  const [without] = lacking;
  if (without) {
    const args = { column: pathText(node), source: without.name };
    scope.report(
      diagnose("FNL4013", args, node.span, {
        related: [
          {
            span: without.nameNode.span,
            note: { key: "sourceWithout", args: { name: without.name } },
          },
        ],
      }),
    );
    return undefined;
  }
  const [only] = sources;
  if (sources.length === 1 && only?.columns) reportUnseenKey(node.path, only.columns, scope);
  return join(node, found, environment);
}

function join(
  node: ColumnNode,
  found: readonly Typed[],
  environment: RowEnvironment,
): Typed | undefined {
  const [first] = found;
  if (!first) return undefined;
  if (found.length === 1) return first;
  if (found.every((typed) => typed.expr.kind === "column")) {
    const isSame = found.every((typed) => typed.type === first.type);
    return isSame ? first : columnAs(node, "unknown");
  }
  const written = JSON.stringify(first.expr);
  if (found.every((typed) => JSON.stringify(typed.expr) === written)) return first;
  environment.scope.report(diagnose("FNL4014", { name: pathText(node) }, node.span));
  return undefined;
}

function columnAs(node: ColumnNode, type: ValueType): Typed {
  const path = node.path.map((name) => name.text);
  return { expr: { kind: "column", path, type }, type };
}

function columnOf(
  node: ColumnNode,
  source: SourceEntry,
  environment: RowEnvironment,
): Typed | "missing" | "reported" {
  const [name] = node.path;
  if (!name) return "reported";
  const own = node.path.length === 1 ? source.lets.get(name.text) : undefined;
  if (own?.name) {
    const target = {
      kind: "let" as const,
      name: own.name.text,
      owner: source.name,
      declaration: own.name.span,
    };
    referTo(environment.scope, target, name);
    return letOf(name, source, environment) ?? "reported";
  }
  if (isJoined(node, source)) {
    const joined = joinedType(node, environment.scope);
    return joined === undefined ? "reported" : columnAs(node, roleType(node, source) ?? joined);
  }
  if (source.columns === undefined) return columnAs(node, roleType(node, source) ?? "unknown");
  const type = findType(node.path, source.columns);
  if (type === undefined) return "missing";
  return columnAs(node, roleType(node, source) ?? type);
}

/** The value of a `let`, put in the place of its name. One that needs itself has none. */
function letOf(
  name: NameNode,
  source: SourceEntry,
  environment: RowEnvironment,
): Typed | undefined {
  const item = source.lets.get(name.text);
  if (!item?.value) return undefined;
  const key = `${source.name} ${name.text}`;
  // A ring is reported by its own check.
  if (environment.resolving.includes(key)) return undefined;
  return environment.resolve(item.value, {
    ...environment,
    scope: silenced(environment),
    sources: [source],
    resolving: [...environment.resolving, key],
  });
}

/** What is wrong in a `let` is said once, where it is declared. */
function silenced(environment: RowEnvironment): RowEnvironment["scope"] {
  return { ...environment.scope, report: () => undefined, refer: () => undefined };
}

/** Actors and events are read as text, times as times, whatever they are in the file. */
function roleType(node: ColumnNode, source: SourceEntry): ValueType | undefined {
  const path = node.path.map((name) => name.text).join("\0");
  const isPath = (column: ColumnNode | undefined): boolean =>
    column?.path.map((name) => name.text).join("\0") === path;
  if (source.actor?.columns.some(isPath)) return "text";
  if (source.event?.value?.kind === "column" && isPath(source.event.value)) return "text";
  return isPath(source.time?.column) ? "time" : undefined;
}

/** The column where it names actors or events: those are read as texts, whatever they look like. */
export function idColumn(node: Expr, { sources }: RowEnvironment): string | undefined {
  if (node.kind !== "column") return undefined;
  return sources.some((source) => roleType(node, source) === "text") ? pathText(node) : undefined;
}

function pathText(node: ColumnNode): string {
  return node.path.map((name) => name.text).join(".");
}

function reportUnknown(node: ColumnNode, environment: RowEnvironment, mayBeText: boolean): void {
  const { scope, sources } = environment;
  const name = pathText(node);
  const [source] = sources;
  if (!source) return;
  if (reportHeaderless(source, scope)) {
    scope.fail(node.span);
    return;
  }
  if (reportUnjoined(node, source, scope)) return;
  const candidates = columnCandidates(sources);
  const fixes: Fix[] = [];
  const dotted = candidates.find((candidate) => candidate === name);
  const suggestion =
    dotted ??
    (node.path.length === 1
      ? nearest(name, candidates)
      : (ofSource(node, sources) ?? nearKey(node, sources) ?? nearJoined(node, sources, scope)));
  if (suggestion !== undefined) {
    const text = node.path.length === 1 || dotted ? writeName(suggestion) : suggestion;
    fixes.push({
      title: { key: "replaceWith", args: { text } },
      edits: [{ span: node.span, newText: text }],
      preferred: !mayBeText || fold(suggestion) === fold(name),
    });
  }
  const isPlain = node.path.every((part) => part.written === "plain");
  const lower = name.toLowerCase();
  const isMoment = isPlain && functionMeant(name) === "as_of";
  const part = isPlain ? partOfTime(name, source) : undefined;
  if (part !== undefined) {
    fixes.push({
      title: { key: "replaceWith", args: { text: part } },
      edits: [{ span: node.span, newText: part }],
      ...(suggestion === undefined && { preferred: true }),
    });
  } else if (isMoment) {
    const text = "as_of()";
    fixes.push({
      title: { key: "replaceWith", args: { text } },
      edits: [{ span: node.span, newText: text }],
      preferred: true,
    });
  } else if (isPlain && (lower === "true" || lower === "false")) {
    fixes.push({
      title: { key: "replaceWith", args: { text: lower } },
      edits: [{ span: node.span, newText: lower }],
      preferred: true,
    });
  } else if (mayBeText && isPlain) {
    const text = writeString(name);
    fixes.push({
      title: { key: "quoteText", args: { text } },
      edits: [{ span: node.span, newText: text }],
      ...(suggestion === undefined && { preferred: true }),
    });
  }
  // Where a text without its quotes is likelier, the columns would lead astray.
  const listable = mayBeText ? [] : columnCandidates([source]);
  const args = {
    name,
    source: source.name,
    ...suggestOrList(isMoment ? "as_of()" : (suggestion ?? part), listable),
  };
  scope.report(diagnose("FNL2004", args, node.span, { fixes }));
}

/** `month(ts)` for a `month` that is no column: what a function makes of the source's time. */
function partOfTime(name: string, { time }: SourceEntry): string | undefined {
  const called = findFunction(name.toLowerCase());
  if (called === undefined || functionSignatures[called].args.join(" ") !== "time")
    return undefined;
  const path = time?.column?.path.map(({ text }) => writeName(text));
  return path === undefined ? undefined : `${called}(${path.join(".")})`;
}

export function columnCandidates(sources: readonly SourceEntry[]): readonly string[] {
  return sources.flatMap((source) => [
    ...source.lets.keys(),
    ...(source.columns ?? []).map((column) => column.name),
  ]);
}

/** `channel` for `web.channel`: columns are written without their source. */
function ofSource({ path }: ColumnNode, sources: readonly SourceEntry[]): string | undefined {
  const [first, ...rest] = path;
  const source = sources.find(({ name }) => name === first?.text);
  const [column] = rest;
  if (!source || !column) return undefined;
  const isLet = rest.length === 1 && source.lets.has(column.text);
  if (!isLet && findType(rest, source.columns ?? []) === undefined) return undefined;
  return rest.map(({ text }) => writeName(text)).join(".");
}

/** The path with its last known part corrected. */
function nearKey(node: ColumnNode, sources: readonly SourceEntry[]): string | undefined {
  for (const source of sources) {
    let level = source.columns;
    const path: string[] = [];
    for (const name of node.path) {
      const exact = level?.find((column) => column.name === name.text);
      const near =
        exact?.name ??
        nearest(
          name.text,
          (level ?? []).map((column) => column.name),
        );
      if (near === undefined) break;
      path.push(writeName(near));
      const column: ColumnInfo | undefined = level?.find((candidate) => candidate.name === near);
      level = column?.fields;
      // Keys of JSON that aren't known are left as they are.
      if (level) continue;
      if (column?.type === "json")
        path.push(...node.path.slice(path.length).map((part) => writeName(part.text)));
      break;
    }
    if (path.length === node.path.length) return path.join(".");
  }
  return undefined;
}
