import { findKeyword } from "../../vocabulary.ts";
import type {
  ConnectionNode,
  ConnectionSetting,
  ImportNode,
  ParamDeclaration,
  ParamValue,
  SegmentNode,
} from "../ast.ts";
import type {
  ConnectionBodyCstNode,
  ConnectionHeaderCstNode,
  ConnectionSettingCstNode,
  ImportCstNode,
  ParamCstNode,
  ParamValueCstNode,
  SegmentCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  docOf,
  type Header,
  nameOf,
  nodeSpan,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildExpression } from "./expressions.ts";
import { buildActorsCondition } from "./steps.ts";
import { buildDate, buildNumber } from "./values.ts";

export function buildImport(node: ImportCstNode): ImportNode | undefined {
  const keyword = tokenOf(node.children.keyword);
  if (!keyword) return undefined;
  const path = stringOf(node.children.path);
  return {
    kind: "import",
    span: nodeSpan(node),
    keywordSpan: tokenSpan(keyword),
    ...(path && { path }),
  };
}

export function buildParam(
  node: ParamCstNode,
  context: BuildContext,
): ParamDeclaration | undefined {
  const keyword = tokenOf(node.children.keyword);
  if (!keyword) return undefined;
  const span = nodeSpan(node);
  const name = nameOf(node.children.name);
  const value = buildParamValue(node.children.paramValue?.[0], context);
  return {
    kind: "param-declaration",
    span,
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(value && { value }),
    ...docOf(span, context),
  };
}

function buildParamValue(
  node: ParamValueCstNode | undefined,
  context: BuildContext,
): ParamValue | undefined {
  if (!node) return undefined;
  const parts = node.children;
  const text = stringOf(parts.text);
  if (text) return text;
  const date = tokenOf(parts.date);
  if (date) return buildDate(date, context);
  const operand = parts.number?.[0] && buildNumber(parts.number[0], context);
  const minus = tokenOf(parts.minus);
  if (!minus) return operand;
  const span = cover(tokenSpan(minus), operand?.span);
  return { kind: "negative", span, ...(operand && { operand }) };
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
  return {
    kind: "segment",
    span,
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(value && { value }),
    ...docOf(span, context),
  };
}

export function buildConnectionHeader(
  node: ConnectionHeaderCstNode,
): Header<ConnectionNode> | undefined {
  const keyword = tokenOf(node.children.keyword);
  if (!keyword) return undefined;
  const name = nameOf(node.children.name);
  const engine = nameOf(node.children.engine);
  return {
    kind: "connection",
    span: nodeSpan(node),
    keywordSpan: tokenSpan(keyword),
    ...(name && { name }),
    ...(engine && { engine }),
  };
}

export function buildConnectionItems(
  node: ConnectionBodyCstNode | undefined,
): readonly ConnectionSetting[] {
  return (node?.children.connectionSetting ?? [])
    .map((setting) => buildSetting(setting))
    .filter((setting) => setting !== undefined);
}

function isSetting(word: string): boolean {
  return findKeyword(word, "connection") !== undefined;
}

function buildSetting(node: ConnectionSettingCstNode): ConnectionSetting | undefined {
  const key = tokenOf(node.children.key);
  // A lone word after a mistake is no setting of its own.
  if (!key || (!tokenOf(node.children.env) && !isSetting(key.image))) return undefined;
  const variable = stringOf(node.children.variable);
  return {
    kind: "connection-setting",
    span: nodeSpan(node),
    key: key.value,
    keySpan: tokenSpan(key),
    ...(variable && { variable }),
  };
}
