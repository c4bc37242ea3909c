import { diagnose } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import type {
  OptionNode,
  OptionsItem,
  SegmentNode,
  SourceItem,
  SourceNode,
  UnavailableItem,
} from "../ast.ts";
import type {
  OptionEntryCstNode,
  OptionsCstNode,
  SegmentCstNode,
  SourceBodyCstNode,
  SourceHeaderCstNode,
  SourceItemCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  nameOf,
  nodeSpan,
  numberOf,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildColumn, buildExpression, buildWhere } from "./expressions.ts";
import { buildActorsCondition } from "./steps.ts";
import { unavailableItem } from "./unavailable.ts";

export type Header<T extends { items: unknown; block?: unknown }> = Omit<
  T,
  "items" | "block" | "doc"
>;

/** The head of a source; what it can't be read from yet becomes an item. */
export function buildSourceHeader(
  node: SourceHeaderCstNode,
  context: BuildContext,
): { readonly header: Header<SourceNode>; readonly items: readonly SourceItem[] } | undefined {
  const parts = node.children;
  const keyword = tokenOf(parts.keyword);
  if (!keyword) return undefined;
  const name = nameOf(parts.name);
  const location = stringOf(parts.location);
  const shape = nameOf(parts.shape);
  const table = tokenOf(parts.table);
  const items: SourceItem[] = [];
  if (table) {
    const keywordSpan = tokenSpan(table);
    context.report(diagnose("FNL1025", { keyword: "table" }, keywordSpan));
    items.push({ kind: "unavailable-item", span: keywordSpan, keyword: "table", keywordSpan });
  }
  return {
    header: {
      kind: "source",
      span: nodeSpan(node),
      keywordSpan: tokenSpan(keyword),
      ...(name && { name }),
      ...(location && { location }),
      ...(shape && { shape }),
    },
    items,
  };
}

export function buildSourceItems(
  node: SourceBodyCstNode | undefined,
  context: BuildContext,
): readonly SourceItem[] {
  return (node?.children.sourceItem ?? [])
    .map((item) => buildSourceItem(item, context))
    .filter((item) => item !== undefined);
}

function buildSourceItem(node: SourceItemCstNode, context: BuildContext): SourceItem | undefined {
  const parts = node.children;
  const span = nodeSpan(node);
  if (parts.actor?.[0]) {
    const { keyword, row, columns, word } = parts.actor[0].children;
    const first = tokenOf(keyword);
    if (tokenOf(row) && first) return unavailableItem("actor row", span, tokenSpan(first), context);
    const list = (columns?.[0]?.children.column ?? [])
      .map((column) => buildColumn(column))
      .filter((column) => column !== undefined);
    const wordNode = stringOf(word);
    return { kind: "actor", span, columns: list, ...(wordNode && { word: wordNode }) };
  }
  if (parts.time?.[0]) {
    const column = buildColumn(parts.time[0].children.column?.[0]);
    const format = stringOf(parts.time[0].children.format);
    return { kind: "time", span, ...(column && { column }), ...(format && { format }) };
  }
  if (parts.event?.[0]) {
    const value =
      stringOf(parts.event[0].children.text) ?? buildColumn(parts.event[0].children.column?.[0]);
    return { kind: "event", span, ...(value && { value }) };
  }
  if (parts.timezone?.[0]) {
    const zone = stringOf(parts.timezone[0].children.zone);
    return { kind: "timezone", span, ...(zone && { zone }) };
  }
  if (parts.where?.[0]) return buildWhere(parts.where[0], context);
  if (parts.let?.[0]) {
    const { name, expression } = parts.let[0].children;
    const nameNode = nameOf(name);
    const value = buildExpression(expression?.[0], context);
    return { kind: "let", span, ...(nameNode && { name: nameNode }), ...(value && { value }) };
  }
  if (parts.options?.[0]) return buildOptions(parts.options[0]);
  const planned = parts.plannedSourceItem?.[0];
  return planned && unavailableItemOf(planned, context);
}

/** The keyword is the first token of the one statement below the node. */
export function unavailableItemOf(
  node: { readonly children: object },
  context: BuildContext,
): UnavailableItem | undefined {
  for (const statements of Object.values(node.children) as SourceBodyCstNode[][]) {
    for (const statement of statements) {
      const keyword = tokenOf((statement.children as { keyword?: [] }).keyword);
      if (keyword)
        return unavailableItem(keyword.image, nodeSpan(statement), tokenSpan(keyword), context);
    }
  }
  return undefined;
}

function buildOptions(node: OptionsCstNode): OptionsItem {
  const options = (node.children.optionEntry ?? [])
    .map(buildOption)
    .filter((option) => option !== undefined);
  return { kind: "options", span: nodeSpan(node), options };
}

function buildOption(node: OptionEntryCstNode): OptionNode | undefined {
  const parts = node.children;
  const key = tokenOf(parts.key);
  if (!key) return undefined;
  const truth = tokenOf(parts.true) ?? tokenOf(parts.false);
  const value =
    stringOf(parts.text) ??
    numberOf(parts.digits) ??
    (truth && {
      kind: "boolean" as const,
      span: tokenSpan(truth),
      value: truth.image === "true",
    });
  return {
    kind: "option",
    span: nodeSpan(node),
    key: key.value,
    keySpan: tokenSpan(key),
    ...(value && { value }),
  };
}

export function buildSegment(node: SegmentCstNode, context: BuildContext): SegmentNode | undefined {
  const parts = node.children;
  const keyword = tokenOf(parts.keyword);
  if (!keyword) return undefined;
  const name = nameOf(parts.name);
  const actors = parts.actorsCondition?.[0];
  const value = actors
    ? buildActorsCondition(actors, context)
    : buildExpression(parts.expression?.[0], context);
  const span = nodeSpan(node);
  const doc = context.docAt(span.start);
  return {
    kind: "segment",
    span,
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(value && { value }),
    ...(doc !== undefined && { doc }),
  };
}

/** A whole source, from its head and the statements of its block. */
export function joinSource(
  built: { readonly header: Header<SourceNode>; readonly items: readonly SourceItem[] },
  items: readonly SourceItem[],
  block: Span | undefined,
  context: BuildContext,
): SourceNode {
  const doc = context.docAt(built.header.span.start);
  return {
    ...built.header,
    span: cover(built.header.span, block),
    items: [...built.items, ...items],
    ...(block && { block }),
    ...(doc !== undefined && { doc }),
  };
}
