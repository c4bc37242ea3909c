import type { IToken } from "chevrotain";
import type { Span } from "../../text.ts";
import type {
  AudienceNode,
  AudienceValue,
  DriversItem,
  ExperimentItem,
  GoalItem,
  NameNode,
  NumberNode,
  PlannedShare,
  RetentionItem,
  ScenarioStage,
  StudyNode,
} from "../ast.ts";
import type {
  AudienceCstNode,
  AudienceValueCstNode,
  DriversBodyCstNode,
  DriversItemCstNode,
  ExperimentBodyCstNode,
  ExperimentItemCstNode,
  GoalCstNode,
  RetentionBodyCstNode,
  RetentionItemCstNode,
  ScenarioBodyCstNode,
  ScenarioStageCstNode,
  StudySubjectCstNode,
  VariantShareCstNode,
} from "../cst.ts";
import {
  type BuildContext,
  cover,
  docOf,
  nameOf,
  nodeSpan,
  numberOf,
  stringOf,
  tokenOf,
  tokenSpan,
} from "./context.ts";
import { buildExpression, buildWhere } from "./expressions.ts";
import { buildMeasureItem, buildSplit } from "./funnel-items.ts";
import { buildSignals } from "./scores.ts";
import { buildSteps } from "./steps.ts";

/** All heads of studies are alike. */
interface StudyHeaderNode {
  readonly children: {
    readonly keyword?: IToken[];
    readonly studySubject?: StudySubjectCstNode[];
  };
}

interface StudyHead<Kind> {
  readonly kind: Kind;
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly name?: NameNode;
  readonly subject?: NameNode;
}

export function buildStudyHeader<Kind extends StudyNode["kind"]>(
  kind: Kind,
  node: StudyHeaderNode,
): StudyHead<Kind> | undefined {
  const keyword = tokenOf(node.children.keyword);
  if (!keyword) return undefined;
  const subjectNode = node.children.studySubject?.[0];
  const parts = subjectNode?.children;
  const name = nameOf(parts?.name);
  const subject = nameOf(parts?.subject);
  const keywordSpan = tokenSpan(keyword);
  return {
    kind,
    span: cover(keywordSpan, subjectNode && nodeSpan(subjectNode, keywordSpan)),
    keywordSpan,
    ...(name && { name }),
    ...(subject && { subject }),
  };
}

export function buildRetentionItems(
  node: RetentionBodyCstNode | undefined,
  context: BuildContext,
): readonly RetentionItem[] {
  return (node?.children.retentionItem ?? [])
    .map((item) => buildRetentionItem(item, context))
    .filter((item) => item !== undefined);
}

function buildRetentionItem(
  node: RetentionItemCstNode,
  context: BuildContext,
): RetentionItem | undefined {
  const parts = node.children;
  const span = nodeSpan(node);
  if (parts.where?.[0]) return buildWhere(parts.where[0], context);
  if (parts.split?.[0]) return buildSplit(parts.split[0], context);
  if (parts.measure?.[0]) return buildMeasureItem(parts.measure[0], context);
  if (parts.every?.[0]) {
    const period = nameOf(parts.every[0].children.period);
    const times = numberOf(parts.every[0].children.digits);
    return { kind: "every", span, ...(period && { period }), ...(times && { times }) };
  }
  const role = parts.retentionSteps?.[0]?.children;
  const keyword = tokenOf(role?.keyword);
  if (!keyword) return undefined;
  const steps = buildSteps(role?.steps?.[0], context);
  return {
    kind: "retention-steps",
    span,
    role: keyword.value === "start" ? "start" : "return",
    keywordSpan: tokenSpan(keyword),
    ...(steps && { steps }),
  };
}

export function buildExperimentItems(
  node: ExperimentBodyCstNode | undefined,
  context: BuildContext,
): readonly ExperimentItem[] {
  return (node?.children.experimentItem ?? [])
    .map((item) => buildExperimentItem(item, context))
    .filter((item) => item !== undefined);
}

function buildExperimentItem(
  node: ExperimentItemCstNode,
  context: BuildContext,
): ExperimentItem | undefined {
  const parts = node.children;
  const span = nodeSpan(node);
  if (parts.variant?.[0]) {
    const value = buildExpression(parts.variant[0].children.expression?.[0], context);
    return { kind: "variant", span, ...(value && { value }) };
  }
  if (parts.control?.[0]) {
    const value = stringOf(parts.control[0].children.text);
    return { kind: "control", span, ...(value && { value }) };
  }
  if (parts.goal?.[0]) return buildGoal(parts.goal[0]);
  if (parts.measureUse?.[0]) {
    const name = nameOf(parts.measureUse[0].children.name);
    return { kind: "measure-use", span, ...(name && { name }) };
  }
  if (parts.confidence?.[0]) {
    const share = shareOf(parts.confidence[0].children);
    return { kind: "confidence", span, ...(share && { share }) };
  }
  if (parts.sharedOut?.[0]) {
    const shares = (parts.sharedOut[0].children.variantShare ?? [])
      .map((share) => buildVariantShare(share))
      .filter((share) => share !== undefined);
    return { kind: "planned-split", span, shares };
  }
  return undefined;
}

function buildVariantShare(node: VariantShareCstNode): PlannedShare | undefined {
  const variant = stringOf(node.children.variant);
  const share = numberOf(node.children.digits);
  if (!variant && !share) return undefined;
  return {
    kind: "planned-share",
    span: nodeSpan(node),
    ...(variant && { variant }),
    ...(share && { share }),
  };
}

/** `95%` */
function shareOf({
  digits,
  percent,
}: {
  readonly digits?: IToken[];
  readonly percent?: IToken[];
}): NumberNode | undefined {
  const number = numberOf(digits);
  const sign = tokenOf(percent);
  if (!number || !sign) return number;
  return { ...number, span: cover(number.span, tokenSpan(sign)), percent: true };
}

function buildGoal(node: GoalCstNode): GoalItem {
  const from = nameOf(node.children.from);
  const to = nameOf(node.children.to);
  return { kind: "goal", span: nodeSpan(node), ...(from && { from }), ...(to && { to }) };
}

export function buildDriversItems(node: DriversBodyCstNode | undefined): readonly DriversItem[] {
  return (node?.children.driversItem ?? [])
    .map((item) => buildDriversItem(item))
    .filter((item) => item !== undefined);
}

function buildDriversItem(node: DriversItemCstNode): DriversItem | undefined {
  const parts = node.children;
  if (parts.goal?.[0]) return buildGoal(parts.goal[0]);
  if (parts.signals?.[0]) return buildSignals(parts.signals[0]);
  if (!parts.minimum?.[0]) return undefined;
  const actors = numberOf(parts.minimum[0].children.digits);
  return { kind: "minimum", span: nodeSpan(node), ...(actors && { actors }) };
}

export function buildScenarioItems(
  node: ScenarioBodyCstNode | undefined,
): readonly ScenarioStage[] {
  return (node?.children.scenarioStage ?? []).map((stage) => buildScenarioStage(stage));
}

function buildScenarioStage(node: ScenarioStageCstNode): ScenarioStage {
  const stage = nameOf(node.children.stage);
  const sign = tokenOf(node.children.operator)?.value;
  const operator = sign === "+" || sign === "-" || sign === "=" ? sign : undefined;
  const share = shareOf(node.children);
  return {
    kind: "scenario-stage",
    span: nodeSpan(node),
    ...(stage && { stage }),
    ...(operator && { operator }),
    ...(share && { share }),
  };
}

export function buildAudience(
  node: AudienceCstNode,
  context: BuildContext,
): AudienceNode | undefined {
  const header = buildStudyHeader("audience", node);
  if (!header) return undefined;
  const value = buildAudienceValue(node.children.audienceValue?.[0]);
  const span = nodeSpan(node);
  return { ...header, span, ...(value && { value }), ...docOf(span, context) };
}

function buildAudienceValue(node: AudienceValueCstNode | undefined): AudienceValue | undefined {
  if (!node) return undefined;
  const reached = tokenOf(node.children.reached);
  if (!reached && !tokenOf(node.children.dropped)) return undefined;
  const stage = nameOf(node.children.stage);
  const missed = nameOf(node.children.missed);
  return {
    kind: "audience-value",
    span: nodeSpan(node),
    test: reached ? "reached" : "dropped",
    ...(stage && { stage }),
    ...(missed && { missed }),
  };
}
