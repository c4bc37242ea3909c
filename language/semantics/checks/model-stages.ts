import { diagnose, type Fix } from "../../diagnostics.ts";
import type { StageNode } from "../../syntax/ast.ts";
import { fold, nearest } from "../../syntax/near.ts";
import { blanksBefore } from "../../text.ts";
import { eventsOf } from "../events.ts";
import { type ModelName, settingNode, settingsOf } from "../funnel-settings.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { eventSteps } from "../matches.ts";
import { type ModelStage, namedModels } from "../named-models.ts";
import type { Reference } from "../references.ts";
import { stageNodes } from "../stages.ts";
import { writeName, writeString } from "../write.ts";
import { type CheckContext, insertLineAfter, replacing } from "./check.ts";
import { writeEvent } from "./known-events.ts";

/** A stage of the text, and the one of the model that it is. */
interface Matched {
  readonly node: StageNode & { readonly name: NonNullable<StageNode["name"]> };
  readonly stage: ModelStage | undefined;
}

/** A funnel whose model names its stages. */
interface Named {
  readonly matched: readonly Matched[];
  /** Those of the model that no stage is. */
  readonly missing: readonly ModelStage[];
  readonly model: ModelName;
  readonly stages: readonly ModelStage[];
  readonly funnel: ResolvedFunnel;
}

/**
 * A named model says which stages there are, and in which order. The figures are right without it, so
 * all of this are warnings.
 */
export function modelStages(context: CheckContext): void {
  for (const funnel of context.funnels) {
    const { model } = settingsOf(funnel.node);
    const stages = model && namedModels[model];
    // A stage that is missing may be one that could not be read.
    if (!stages || (funnel.node.block && context.scope.hasMisread(funnel.node.block))) continue;
    const matched = match(stageNodes(funnel.node), stages);
    const missing = stages.filter((stage) => !matched.some((one) => one.stage === stage));
    const named = { matched, missing, model, stages, funnel };
    for (const one of matched) checkName(one, named, context);
    checkOrder(named, context);
    checkMissing(named, context);
  }
}

/** By name first, then by what the name means, then by place where there are as many as in the model. */
function match(nodes: readonly StageNode[], stages: readonly ModelStage[]): readonly Matched[] {
  const named = nodes.flatMap((node) => (node.name ? [{ ...node, name: node.name }] : []));
  const found = new Map<(typeof named)[number], ModelStage>();
  const isFree = (stage: ModelStage): boolean => ![...found.values()].includes(stage);
  const assign = (find: (name: string, index: number) => ModelStage | undefined): void => {
    for (const [index, node] of named.entries()) {
      if (found.has(node)) continue;
      const stage = find(node.name.text, index);
      if (stage && isFree(stage)) found.set(node, stage);
    }
  };
  assign((name) => stages.find((stage) => stage.name === name));
  assign((name) => {
    const near = nearest(
      name,
      stages.filter(isFree).map((stage) => stage.name),
    );
    return stages.find((stage) => stage.name === near);
  });
  assign((name) => stages.filter(isFree).find(({ also }) => also.test(name.normalize("NFC"))));
  if (named.length === stages.length) assign((_, index) => stages[index]);
  return named.map((node) => ({ node, stage: found.get(node) }));
}

function checkName(
  { node, stage }: Matched,
  { missing, model, stages, funnel }: Named,
  { scope, references }: CheckContext,
): void {
  const { text, span } = node.name;
  if (!stage) {
    const names = stages.map(({ name }) => `\`${name}\``).join(", ");
    const place = settingNode(funnel.node, "model")?.value;
    const fixes = [
      ...missing.slice(0, 5).map(({ name }): Fix => {
        const rename = renaming(node, name, references);
        return node.label ? rename : { ...withLabel(node, rename), preferred: false };
      }),
      ...(place ? [replacing(place.span, "traditional", false)] : []),
    ];
    scope.report(diagnose("FNL4062", { model, name: text, stages: names }, span, { fixes }));
    return;
  }
  if (stage.name === text) return;
  const rename = renaming(node, stage.name, references);
  // A name that is only misspelt isn't worth keeping.
  const isMisspelt = nearest(text, [stage.name]) !== undefined;
  const fixes = isMisspelt || node.label ? [rename] : [withLabel(node, rename), rename];
  const args = { model, name: text, stage: stage.name };
  scope.report(diagnose("FNL4061", args, span, { fixes }));
}

function renaming(node: Matched["node"], name: string, references: readonly Reference[]): Fix {
  const uses = references.filter(
    ({ target }) => target.kind === "stage" && target.declaration.start === node.name.span.start,
  );
  const places = uses.length > 0 ? uses.map(({ span }) => span) : [node.name.span];
  return {
    title: { key: "replaceWith", args: { text: name } },
    edits: places.map((span) => ({ span, newText: name })),
  };
}

function withLabel(node: Matched["node"], rename: Fix): Fix {
  const { end } = node.name.span;
  const label = ` ${writeString(node.name.text)}`;
  const edits = rename.edits.map((edit) =>
    edit.span.end === end ? { ...edit, newText: edit.newText + label } : edit,
  );
  const name = edits.find((edit) => edit.span.end === end)?.newText ?? "";
  return { title: { key: "replaceWith", args: { text: name } }, edits, preferred: true };
}

function checkOrder({ matched, model, stages }: Named, { scope }: CheckContext): void {
  let furthest: ModelStage | undefined;
  for (const { node, stage } of matched) {
    if (!stage) continue;
    if (furthest && stages.indexOf(stage) < stages.indexOf(furthest)) {
      const args = { model, stage: stage.name, before: furthest.name };
      scope.report(diagnose("FNL4063", args, node.name.span));
    } else furthest = stage;
  }
}

/** Where as many stages are unknown to the model as it has others, those are likely to be meant. */
function checkMissing(named: Named, context: CheckContext): void {
  const { matched, missing, model, funnel } = named;
  const place = settingNode(funnel.node, "model")?.value;
  const unknown = matched.filter(({ stage }) => !stage).length;
  // Of a funnel without stages it is said already that it needs some.
  if (!place || missing.length <= unknown || matched.length === 0) return;
  const stages = missing.map(({ name }) => `\`${name}\``).join(", ");
  const fixes = [insertAll(named, context)];
  const args = { model, stages, count: missing.length };
  context.scope.report(diagnose("FNL4060", args, place.span, { fixes }));
}

/** All stages that are missing; those at one place as one edit. */
function insertAll(named: Named, context: CheckContext): Fix {
  const { missing } = named;
  const taken = new Set<string>();
  const texts = new Map<number, string>();
  const lines: string[] = [];
  for (const stage of missing) {
    const event = likelyEvent(stage, named, taken, context.scope);
    if (event !== undefined) taken.add(event);
    const line = `stage ${writeName(stage.name)}: ${event === undefined ? "" : writeEvent(event)}`;
    lines.push(line);
    for (const { span, newText } of insertStage(stage, line, named, context).edits)
      texts.set(span.start, (texts.get(span.start) ?? "") + newText);
  }
  const edits = [...texts].map(([at, newText]) => ({ span: { start: at, end: at }, newText }));
  // The events that are left open are no part of the title.
  const text = lines.map((line) => line.replace(/: $/, "")).join(", ");
  return { title: { key: "insertLine", args: { text } }, edits };
}

/** The stage as a line behind the one before it in the model, else before the first one. */
function insertStage(
  stage: ModelStage,
  line: string,
  { matched, stages, funnel }: Named,
  { scope }: CheckContext,
): Fix {
  const index = stages.indexOf(stage);
  const before = matched.findLast((one) => one.stage && stages.indexOf(one.stage) < index);
  if (before) return insertLineAfter(before.node.span, line, scope.text);
  const first = matched[0]?.node.span ?? funnel.node.span;
  const doc = scope.file.comments.findLast(({ kind, span }) => {
    return kind === "markdown" && /^\s*$/.test(scope.text.slice(span.end, first.start));
  });
  const start = doc && doc.span.end <= first.start ? doc.span.start : first.start;
  const indent = blanksBefore(scope.text, start);
  const lineBreak = scope.text.includes("\r\n") ? "\r\n" : "\n";
  return {
    title: { key: "insertLine", args: { text: line } },
    edits: [{ span: { start, end: start }, newText: `${line}${lineBreak}${indent}` }],
  };
}

/** The most frequent event that is called like the stage, and that no stage asks for yet. */
function likelyEvent(
  stage: ModelStage,
  { matched, funnel }: Named,
  given: ReadonlySet<string>,
  scope: CheckContext["scope"],
): string | undefined {
  const taken = new Set([
    ...given,
    ...matched
      .flatMap(({ node }) => eventSteps(node.steps))
      .map((step) => (step.kind === "event-step" ? step.event.text : "")),
  ]);
  const events = funnel.sources
    .flatMap((source) => eventsOf(source, scope)?.values ?? [])
    .filter(({ value }) => !taken.has(value))
    .sort((a, b) => b.count - a.count)
    .map(({ value }) => value);
  const byName = events.find((event) => fold(event).includes(fold(stage.name)));
  return byName ?? events.find((event) => stage.events.test(event));
}
