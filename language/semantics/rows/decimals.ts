import type { Fix } from "../../diagnostics.ts";
import type { Expr } from "../../syntax/ast.ts";
import { insertOption } from "../insert-items.ts";
import type { RowEnvironment, Typed } from "./environment.ts";
import { isNumeric } from "./environment.ts";
import { valuesOf } from "./never.ts";

/**
 * `price > 5` over texts as `12,50`: in that file a comma stands before decimals, which is said once for
 * all of its columns.
 */
export function decimalComma(
  node: Expr,
  { type }: Typed,
  other: Typed,
  environment: RowEnvironment,
): readonly Fix[] {
  const [source] = environment.sources;
  if (node.kind !== "column" || type !== "text" || !isNumeric(other.type)) return [];
  if (!source || environment.sources.length > 1) return [];
  const { location } = source;
  if (!location || location.options.decimal !== undefined) return [];
  if (!/\.(?:csv|tsv)(?:\.(?:gz|zst))?$/i.test(location.path)) return [];
  const texts = valuesOf(node, environment)?.flatMap(({ values }) => values) ?? [];
  const isNumber = texts.every(({ value }) => /^\s*[-+]?\d+(?:,\d+)?\s*$/.test(value));
  const hasComma = texts.some(({ value }) => value.includes(","));
  return isNumber && hasComma ? [insertOption('decimal ","', source, environment.scope, true)] : [];
}
