import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnInfo } from "../catalog.ts";
import { reportHeaderless } from "../headerless.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { findShape, type NeededItem, shapeRules } from "../shapes.ts";
import { isIdName } from "../id-name.ts";
import { writeName } from "../write.ts";
import type { CheckContext } from "./check.ts";
import { insertItems } from "../insert-items.ts";

type Part = Extract<NeededItem, "actor" | "time" | "event">;

const parts: readonly Part[] = ["actor", "time", "event"];

/** A source says what its shape needs; what is missing is offered from the columns of its table. */
export function sourceParts({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const { node } = source;
    // Without its location nothing of a source is clear, and that has been reported.
    if (!source.location && !node.table) continue;
    if (scope.hasMisread(node.span) || isOtherShape(source)) continue;
    if (source.inferred.length > 0) reportInferred(source, scope);
    const missing = source.missing.filter((item) => !source.isUndecided || !isPart(item));
    if (missing.length === 0 || reportHeaderless(source, scope)) continue;
    const fixes = fixesFor(missing, source, scope);
    const args = { source: source.name, shape: source.shape, missing };
    scope.report(diagnose("FNL4011", args, source.nameNode.span, { fixes }));
  }
}

/** Where the shape itself is wrong, nothing can be said of what it needs. */
function isOtherShape({ node, preset, shape }: SourceEntry): boolean {
  if (node.shape && !preset && !findShape(node.shape.text)) return true;
  return node.items.some((item) => shapeRules[shape].excludes.includes(item.kind));
}

/** Nothing is wrong; whoever looks finds what is read as what, and can have it written out. */
function reportInferred(source: SourceEntry, scope: Scope): void {
  const statements = source.inferred.map(({ text }) => text);
  const fix: Fix = {
    title: { key: "writeMapping", args: {} },
    edits: [insertItems(statements, source, scope)],
  };
  const args = { source: source.name, items: statements.join(", ") };
  scope.report(diagnose("FNL4026", args, source.nameNode.span, { fixes: [fix] }));
}

function isPart(item: NeededItem): item is Part {
  return item === "actor" || item === "time" || item === "event";
}

const likelyNames: Readonly<Record<Part, RegExp>> = {
  actor:
    /user|actor|client|customer|visitor|person|account|contact|lead|deal|member|uid|distinct|^case|польз|клиент|посетит|участник|сделк/i,
  time: /time|date|_at$|^at$|^ts$|stamp|when|created|время|дата|когда/i,
  event: /event|action|activity|^name$|_name$|type|stage|step|событ|действ|этап/i,
};

/** Of a column whose name says nothing. */
const guess = 0.5;

/** Whether the name of a column tells that it is the part. */
function isTold(part: NeededItem, name: string, source: SourceEntry): boolean {
  const column = leavesOf(source.columns ?? []).find((one) => one.written === name);
  return !isPart(part) || (column !== undefined && score(part, column) > guess);
}

interface Leaf extends ColumnInfo {
  /** As it is written, with what it lies in: `user.id`. */
  readonly written: string;
}

/** Of nested columns what lies in them. */
function leavesOf(
  columns: readonly ColumnInfo[],
  above: readonly ColumnInfo[] = [],
): readonly Leaf[] {
  return columns.flatMap((column) => {
    const path = [...above, column];
    if (column.fields !== undefined) return leavesOf(column.fields, path);
    const names = path.map(({ name }) => name);
    // An id is of that in which it lies; all else in it tells no more than its own name.
    const name = /^u?u?id$/i.test(column.name) ? names.join("_") : column.name;
    return [{ ...column, name, written: names.map(writeName).join(".") }];
  });
}

/** The columns that may be meant, as they are written, the likeliest first. */
export function candidates(part: Part, source: SourceEntry): readonly string[] {
  const scored = leavesOf(source.columns ?? [])
    .map((column) => ({ name: column.written, score: score(part, column) }))
    .filter((column) => column.score > 0);
  const least = scored.some((column) => column.score > guess) ? guess : 0;
  return scored
    .filter((column) => column.score > least)
    .sort((a, b) => b.score - a.score)
    .map((column) => column.name);
}

function score(part: Part, column: ColumnInfo): number {
  const isNamed = likelyNames[part].test(column.name) ? 2 : 0;
  const isId = isIdName(column.name);
  const isWord = column.type === "text";
  switch (part) {
    case "actor":
      return isWord || column.type === "number" ? isNamed + (isId ? 1 : 0) || guess : 0;
    case "time":
      return column.type === "time" ? 3 + isNamed : column.type === "boolean" ? 0 : isNamed;
    case "event":
      return isWord && !isId ? isNamed || guess : 0;
  }
}

/** One statement's column to choose from, or all that is missing at once. */
function fixesFor(
  missing: readonly NeededItem[],
  source: SourceEntry,
  scope: Scope,
): readonly Fix[] {
  const [only] = missing;
  const taken = columnsOf(source);
  const isInferred = (name: string): boolean =>
    source.inferred.some(({ text }) =>
      parts.some((part) => `${text} `.startsWith(`${part} ${name} `)),
    );
  const free = (part: Part): readonly string[] =>
    candidates(part, source).filter((name) => !taken.includes(name) && !isInferred(name));
  if (only && missing.length === 1) {
    const [first] = isPart(only) ? free(only) : [];
    const isSure = first === undefined || isTold(only, first, source);
    return statementsFor(only, source, free).map((text, i) => ({
      title: { key: "insertLine", args: { text } },
      edits: [insertItems([text], source, scope)],
      ...(i === 0 && isSure && { preferred: true }),
    }));
  }
  const statements: string[] = [];
  const columns: string[] = [];
  let isSure = true;
  for (const item of missing) {
    const names = isPart(item) ? free(item).filter((name) => !columns.includes(name)) : [];
    const [text] = isPart(item)
      ? names.map((name) => `${item} ${name}`)
      : statementsFor(item, source, free);
    if (text === undefined) return [];
    if (names[0] !== undefined) {
      columns.push(names[0]);
      isSure &&= isTold(item, names[0], source);
    }
    statements.push(text);
  }
  return [
    {
      title: { key: "describeSource", args: { columns: columns.join(", ") } },
      edits: [insertItems(statements, source, scope)],
      ...(isSure && { preferred: true }),
    },
  ];
}

function columnsOf({ actor, time, event }: SourceEntry): readonly string[] {
  const nodes = [
    ...(actor?.columns ?? []),
    time?.column,
    event?.value?.kind === "column" ? event.value : undefined,
  ];
  return nodes.flatMap((node) =>
    node === undefined ? [] : [node.path.map(({ text }) => writeName(text)).join(".")],
  );
}

/** The statements that would say what is missing, the likeliest first. */
function statementsFor(
  item: NeededItem,
  source: SourceEntry,
  free: (part: Part) => readonly string[],
): readonly string[] {
  const { columns } = source;
  switch (item) {
    case "actor":
    case "time":
    case "event":
      return free(item)
        .slice(0, 3)
        .map((name) => `${item} ${name}`);
    case "stages": {
      const times = (columns ?? []).filter(({ type }) => type === "time");
      const stages = times.map(({ name }) => `${stageName(name)}: ${writeName(name)}`);
      return stages.length === 0 ? [] : [`stages { ${stages.join(", ")} }`];
    }
    case "totals": {
      const numbers = (columns ?? []).filter(
        ({ name, type }) =>
          type === "number" && !isIdName(name) && !/cost|spend|price|расход|цена/i.test(name),
      );
      const totals = numbers.map(({ name }) => `${writeName(name)}: ${writeName(name)}`);
      return totals.length === 0 ? [] : [`totals { ${totals.join(", ")} }`];
    }
  }
}

/** `qualified_at`, `Date qualified` → `qualified` */
function stageName(column: string): string {
  const name = column.replace(/[_ ]?(?:at|date|time|on)$/i, "").replace(/^(?:date|time)[_ ]/i, "");
  return writeName(name === "" ? column : name);
}
