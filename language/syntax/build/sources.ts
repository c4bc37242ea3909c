import type { Span } from "../../text.ts";
import type {
  ActorItem,
  NameNode,
  OptionNode,
  OptionsItem,
  RowStageNode,
  SourceItem,
  SourceNode,
  TableReference,
  TotalNode,
} from "../ast.ts";
import type {
  ActorCstNode,
  ColumnsCstNode,
  EventNameCstNode,
  JoinCstNode,
  OptionEntryCstNode,
  OptionsCstNode,
  RowStageCstNode,
  SourceBodyCstNode,
  SourceHeaderCstNode,
  SourceItemCstNode,
  TotalsColumnCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  type Header,
  nameNode,
  nameOf,
  nodeSpan,
  numberOf,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildColumn, buildColumns, buildExpression, buildWhere } from "./expressions.ts";
import { buildDuration } from "./values.ts";

export function buildSourceHeader(node: SourceHeaderCstNode): Header<SourceNode> | undefined {
  const parts = node.children;
  const keyword = tokenOf(parts.keyword);
  if (!keyword) return undefined;
  const name = nameOf(parts.name);
  const location = stringOf(parts.location);
  const table = buildTable(parts);
  const shape = nameOf(parts.shape);
  return {
    kind: "source",
    span: nodeSpan(node),
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(location && { location }),
    ...(table && { table }),
    ...(shape && { shape }),
  };
}

function buildTable(parts: SourceHeaderCstNode["children"]): TableReference | undefined {
  const keyword = tokenOf(parts.table);
  if (!keyword) return undefined;
  const table = stringOf(parts.tableName);
  const connection = nameOf(parts.connection);
  const on = tokenOf(parts.on);
  return {
    kind: "table-reference",
    span: cover(tokenSpan(keyword), table?.span, on && tokenSpan(on), connection?.span),
    ...(table && { table }),
    ...(connection && { connection }),
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
  if (parts.actor?.[0]) return buildActor(parts.actor[0]);
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
    const ownName = nameOf(name);
    const value = buildExpression(expression?.[0], context);
    return { kind: "let", span, ...(ownName && { name: ownName }), ...(value && { value }) };
  }
  if (parts.options?.[0]) return buildOptions(parts.options[0]);
  if (parts.each?.[0]) {
    const column = buildColumn(parts.each[0].children.column?.[0]);
    return { kind: "each", span, ...(column && { column }) };
  }
  if (parts.join?.[0]) return buildJoin(parts.join[0], span);
  if (parts.session?.[0]) {
    const { duration, column } = parts.session[0].children;
    const value = buildDuration(duration?.[0], context) ?? buildColumn(column?.[0]);
    return { kind: "session", span, ...(value && { value }) };
  }
  if (parts.rowStages?.[0]) {
    const stages = (parts.rowStages[0].children.rowStage ?? [])
      .map((stage) => buildRowStage(stage, context))
      .filter((stage) => stage !== undefined);
    return { kind: "row-stages", span, stages };
  }
  if (parts.totals?.[0]) {
    const totals = (parts.totals[0].children.totalsColumn ?? [])
      .map((total) => buildTotal(total))
      .filter((total) => total !== undefined);
    return { kind: "totals", span, totals };
  }
  if (parts.amount?.[0]) {
    const keyword = tokenOf(parts.amount[0].children.keyword);
    if (!keyword) return undefined;
    const value = buildExpression(parts.amount[0].children.expression?.[0], context);
    return {
      kind: "amount",
      span,
      keyword: keyword.value === "cost" ? "cost" : "value",
      keywordSpan: tokenSpan(keyword),
      ...(value && { value }),
    };
  }
  if (parts.currency?.[0]) {
    const { text, column } = parts.currency[0].children;
    const value = stringOf(text) ?? buildColumn(column?.[0]);
    return { kind: "currency", span, ...(value && { value }) };
  }
  if (parts.sheet?.[0]) {
    const sheet = stringOf(parts.sheet[0].children.name);
    return { kind: "sheet", span, ...(sheet && { sheet }) };
  }
  if (parts.dedupe?.[0])
    return { kind: "dedupe", span, columns: columnList(parts.dedupe[0].children.columns) };
  return undefined;
}

/** Also in a funnel: another unit for it. */
export function buildActor(node: ActorCstNode): ActorItem {
  const { row, columns, word } = node.children;
  const wordNode = stringOf(word);
  return {
    kind: "actor",
    span: nodeSpan(node),
    row: tokenOf(row) !== undefined,
    columns: columnList(columns),
    ...(wordNode && { word: wordNode }),
  };
}

function columnList(columns: readonly ColumnsCstNode[] | undefined): ActorItem["columns"] {
  return columns?.[0] ? buildColumns(columns[0]) : [];
}

function buildJoin({ children }: JoinCstNode, span: Span): SourceItem {
  const lookup = nameOf(children.name);
  const [first, second] = children.column ?? [];
  const column = buildColumn(first);
  const key = buildColumn(second);
  return {
    kind: "join",
    span,
    ...(lookup && { lookup }),
    ...(column && { column }),
    ...(key && { key }),
  };
}

function eventNameOf(nodes: readonly EventNameCstNode[] | undefined): NameNode | undefined {
  const { name, text } = nodes?.[0]?.children ?? {};
  const token = tokenOf(text);
  return nameOf(name) ?? (token && nameNode(token));
}

function buildRowStage(node: RowStageCstNode, context: BuildContext): RowStageNode | undefined {
  const event = eventNameOf(node.children.eventName);
  const value = buildExpression(node.children.expression?.[0], context);
  const where = node.children.where?.[0];
  const condition = where && buildWhere(where, context).condition;
  if (!event && !value) return undefined;
  return {
    kind: "row-stage",
    span: nodeSpan(node),
    ...(event && { event }),
    ...(value && { value }),
    ...(condition && { condition }),
  };
}

function buildTotal(node: TotalsColumnCstNode): TotalNode | undefined {
  const event = eventNameOf(node.children.eventName);
  const column = buildColumn(node.children.column?.[0]);
  if (!event && !column) return undefined;
  return {
    kind: "total",
    span: nodeSpan(node),
    ...(event && { event }),
    ...(column && { column }),
  };
}

function buildOptions(node: OptionsCstNode): OptionsItem {
  const options = (node.children.optionEntry ?? [])
    .map((option) => buildOption(option))
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
