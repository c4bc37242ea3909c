import type { IToken } from "chevrotain";
import { diagnose, type Fix } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import type {
  BinaryExpr,
  ColumnNode,
  Comparison,
  Expr,
  MissingTest,
  TextTest,
  WhereItem,
} from "../ast.ts";
import type {
  ColumnCstNode,
  ColumnsCstNode,
  ConjunctionCstNode,
  ExpressionCstNode,
  FactorCstNode,
  MatchCstNode,
  NegationCstNode,
  ReferenceCstNode,
  SumCstNode,
  TermCstNode,
  TestCstNode,
  WhereCstNode,
} from "../cst.ts";
import type { Token } from "../tokens.ts";
import { foldChain } from "./chain.ts";
import {
  type BuildContext,
  cover,
  MAX_CHAIN,
  nameNode,
  nodeSpan,
  realTokens,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildDate, buildNumber } from "./values.ts";

export function buildExpression(
  node: ExpressionCstNode | undefined,
  context: BuildContext,
): Expr | undefined {
  if (!node) return undefined;
  const { conjunction, or } = node.children;
  return chain(
    conjunction,
    or,
    (part) => buildConjunction(part, context),
    () => "or",
    context,
  );
}

function buildConjunction(node: ConjunctionCstNode, context: BuildContext): Expr | undefined {
  const { negation, and } = node.children;
  return chain(
    negation,
    and,
    (part) => buildNegation(part, context),
    () => "and",
    context,
  );
}

function chain<Part>(
  parts: readonly Part[] | undefined,
  operators: readonly IToken[] | undefined,
  build: (part: Part) => Expr | undefined,
  operatorOf: (token: Token) => BinaryExpr["operator"],
  context: BuildContext,
): Expr | undefined {
  return foldChain(
    parts,
    operators,
    build,
    (left, joint, right) => binary(operatorOf(joint), tokenSpan(joint), left, right),
    context,
  );
}

function binary(
  operator: BinaryExpr["operator"],
  operatorSpan: Span,
  left: Expr | undefined,
  right: Expr | undefined,
): BinaryExpr {
  const span = cover(left?.span, operatorSpan, right?.span);
  return {
    kind: "binary",
    span,
    operator,
    operatorSpan,
    ...(left && { left }),
    ...(right && { right }),
  };
}

function buildNegation(node: NegationCstNode, context: BuildContext): Expr | undefined {
  const inner = node.children.test?.[0];
  let result = inner && buildTest(inner, context);
  const words = realTokens(node.children.not);
  const limited = words.slice(0, MAX_CHAIN);
  const extra = words[MAX_CHAIN];
  if (extra) context.report(diagnose("FNL1019", { limit: MAX_CHAIN }, tokenSpan(extra)));
  for (const word of limited.toReversed()) {
    const span = cover(tokenSpan(word), result?.span);
    result = { kind: "unary", span, operator: "not", ...(result && { operand: result }) };
  }
  return result;
}

function buildTest(node: TestCstNode, context: BuildContext): Expr | undefined {
  const parts = node.children;
  const operand = parts.sum?.[0] && buildSum(parts.sum[0], context);
  const comparison = tokenOf(parts.comparison);
  if (comparison) {
    const right = parts.right?.[0];
    const missing = missingWord(right);
    const operator = comparisonOf(comparison);
    if (missing && (operator === "=" || operator === "!="))
      return absence(operand, comparison, missing, operator === "!=", context);
    return binary(operator, tokenSpan(comparison), operand, right && buildSum(right, context));
  }
  const is = tokenOf(parts.is);
  if (is) return buildIs(node, operand, is, context);
  const match = parts.match?.[0];
  if (!match) return operand;
  return buildMatch(match, operand, tokenOf(parts.notMatch), context);
}

export function comparisonOf(token: Token): Comparison {
  switch (token.value) {
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return token.value;
    default:
      return "=";
  }
}

const noValue = /^(?:null|nil|none|nan|undefined)$/i;
/** Only behind `is`: elsewhere they are likelier texts that lack their quotes. */
const empty = /^(?:null|nil|none|nan|undefined|empty|blank|absent|unset|na|пуст(?:о|ой|ая|ое)?)$/iu;
const present = /^(?:set|present|filled|given|defined)$/i;

/** `= null`, `= missing`: the word where a value should be. */
function missingWord(node: SumCstNode | undefined, words = noValue): Token | undefined {
  const terms = node?.children.term;
  const factors = terms?.[0]?.children.factor;
  if (terms?.length !== 1 || factors?.length !== 1) return undefined;
  const { missing, reference } = factors[0]?.children ?? {};
  const word = tokenOf(missing);
  if (word) return word;
  const names = reference?.[0]?.children.name;
  const name = tokenOf(names);
  const isPlain = names?.length === 1 && reference?.[0]?.children.open === undefined;
  return isPlain && name && words.test(name.image) ? name : undefined;
}

function absence(
  operand: Expr | undefined,
  first: Token,
  last: Token,
  negated: boolean,
  context: BuildContext,
): MissingTest {
  const span = cover(tokenSpan(first), tokenSpan(last));
  const instead = negated ? "is not missing" : "is missing";
  const found = context.text.slice(span.start, span.end);
  const fix: Fix = {
    title: { key: "replaceWith", args: { text: instead } },
    edits: [{ span, newText: instead }],
    preferred: true,
  };
  context.report(diagnose("FNL1023", { found, instead }, span, { fixes: [fix] }));
  return missingTest(operand, span, negated);
}

function missingTest(operand: Expr | undefined, rest: Span, negated: boolean): MissingTest {
  const span = cover(operand?.span, rest);
  return { kind: "missing-test", span, negated, ...(operand && { operand }) };
}

function buildIs(
  node: TestCstNode,
  operand: Expr | undefined,
  is: Token,
  context: BuildContext,
): Expr {
  const not = tokenOf(node.children.isNot);
  const missing = tokenOf(node.children.missing);
  const negated = not !== undefined;
  const words = cover(tokenSpan(is), not && tokenSpan(not), missing && tokenSpan(missing));
  const wrong = node.children.wrong?.[0];
  const word = missingWord(wrong, empty);
  if (word) return absence(operand, is, word, negated, context);
  const opposite = missingWord(wrong, present);
  if (opposite) return absence(operand, is, opposite, !negated, context);
  if (!wrong) return missingTest(operand, words, negated);
  const instead = negated ? "!=" : "=";
  const fix: Fix = {
    title: { key: "replaceWith", args: { text: instead } },
    edits: [{ span: words, newText: instead }],
    preferred: true,
  };
  const found = negated ? "is not" : "is";
  context.report(diagnose("FNL1009", { found, instead }, words, { fixes: [fix] }));
  return binary(instead, words, operand, buildSum(wrong, context));
}

function buildMatch(
  node: MatchCstNode,
  operand: Expr | undefined,
  not: Token | undefined,
  context: BuildContext,
): Expr {
  const parts = node.children;
  const span = cover(operand?.span, not && tokenSpan(not), nodeSpan(node, operand?.span));
  const negated = not !== undefined;
  const shared = { span, negated, ...(operand && { operand }) };
  const values = (parts.value ?? []).map((value) => buildSum(value, context));
  if (tokenOf(parts.in)) {
    return { kind: "in-test", ...shared, values: values.filter((value) => value !== undefined) };
  }
  if (tokenOf(parts.between)) {
    const low = parts.low?.[0] && buildSum(parts.low[0], context);
    const high = parts.high?.[0] && buildSum(parts.high[0], context);
    return { kind: "between-test", ...shared, ...(low && { low }), ...(high && { high }) };
  }
  const value = parts.pattern ? stringOf(parts.pattern) : values[0];
  let test: TextTest["test"] = "contains";
  if (tokenOf(parts.starts)) test = "starts";
  else if (tokenOf(parts.ends)) test = "ends";
  else if (tokenOf(parts.matches)) test = "matches";
  return { kind: "text-test", ...shared, test, ...(value && { value }) };
}

function buildSum(node: SumCstNode, context: BuildContext): Expr | undefined {
  return chain(
    node.children.term,
    node.children.operator,
    (part) => buildTerm(part, context),
    (token) => (token.value === "-" ? "-" : "+"),
    context,
  );
}

function buildTerm(node: TermCstNode, context: BuildContext): Expr | undefined {
  return chain(
    node.children.factor,
    node.children.operator,
    (part) => buildFactor(part, context),
    (token) => (token.value === "/" ? "/" : "*"),
    context,
  );
}

export function buildFactor(node: FactorCstNode, context: BuildContext): Expr | undefined {
  const operand = buildPrimary(node, context);
  const minus = tokenOf(node.children.minus);
  if (!minus) return operand;
  const span = cover(tokenSpan(minus), operand?.span);
  return { kind: "unary", span, operator: "-", ...(operand && { operand }) };
}

function buildPrimary(node: FactorCstNode, context: BuildContext): Expr | undefined {
  const parts = node.children;
  if (parts.number?.[0]) return buildNumber(parts.number[0], context);
  if (parts.reference?.[0]) return buildReference(parts.reference[0], context);
  const text = stringOf(parts.text);
  if (text) return text;
  const date = tokenOf(parts.date);
  if (date) return buildDate(date, context);
  const param = tokenOf(parts.param);
  if (param) return { kind: "param", span: tokenSpan(param), name: param.value };
  const truth = tokenOf(parts.true) ?? tokenOf(parts.false);
  if (truth) return { kind: "boolean", span: tokenSpan(truth), value: truth.value === "true" };
  const period = tokenOf(parts.period);
  if (period) return reportPeriod(period, context);
  const missing = tokenOf(parts.missing);
  if (missing) {
    const args = { found: "missing", instead: "is missing" };
    context.report(diagnose("FNL1023", args, tokenSpan(missing)));
    return undefined;
  }
  const open = tokenOf(parts.open);
  if (!open) return undefined;
  const inner = buildExpression(parts.expression?.[0], context);
  const close = tokenOf(parts.close);
  const span = cover(tokenSpan(open), inner?.span, close && tokenSpan(close));
  return { kind: "group", span, ...(inner && { inner }) };
}

/** `2026-01` outside `during`; a subtraction such as `1000-10` looks the same. */
function reportPeriod(token: Token, context: BuildContext): undefined {
  const span = tokenSpan(token);
  const spaced = token.value.replace("-", " - ");
  const replacing = (key: "replaceWith" | "quoteText", text: string): Fix => ({
    title: { key, args: { text } },
    edits: [{ span, newText: text }],
  });
  const [year = 0, month = 1] = token.value.split("-").map(Number);
  const isMonth = !token.value.includes("Q");
  if (isMonth && (year < 1900 || year > 2100 || month < 1 || month > 12)) {
    const fixes = [{ ...replacing("replaceWith", spaced), preferred: true }];
    context.report(diagnose("FNL1011", { text: token.value, instead: spaced }, span, { fixes }));
    return;
  }
  const fixes = [replacing("quoteText", `"${token.value}"`)];
  if (isMonth) fixes.push(replacing("replaceWith", spaced));
  context.report(diagnose("FNL1028", { text: token.value }, span, { fixes }));
}

function buildReference(node: ReferenceCstNode, context: BuildContext): Expr | undefined {
  const names = realTokens(node.children.name).map(nameNode);
  const [name] = names;
  if (!name) return undefined;
  if (!tokenOf(node.children.open))
    return { kind: "column", span: cover(...names.map((part) => part.span)), path: names };
  const args = (node.children.argument ?? []).map((part) => buildExpression(part, context));
  return {
    kind: "call",
    span: nodeSpan(node),
    name,
    args: args.filter((arg) => arg !== undefined),
  };
}

export function buildColumn(node: ColumnCstNode | undefined): ColumnNode | undefined {
  const names = realTokens(node?.children.name).map(nameNode);
  if (names.length === 0) return undefined;
  return { kind: "column", span: cover(...names.map((part) => part.span)), path: names };
}

export function buildColumns(node: ColumnsCstNode): readonly ColumnNode[] {
  return (node.children.column ?? [])
    .map((column) => buildColumn(column))
    .filter((column) => column !== undefined);
}

export function buildWhere(node: WhereCstNode, context: BuildContext): WhereItem {
  const condition = buildExpression(node.children.expression?.[0], context);
  return { kind: "where", span: nodeSpan(node), ...(condition && { condition }) };
}
