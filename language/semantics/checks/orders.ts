import { diagnose } from "../../diagnostics.ts";
import type { FunnelNode, StageNode, WithoutItem } from "../../syntax/ast.ts";
import type { Span } from "../../text.ts";
import { type OrderName, settingNode, settingsOf } from "../funnel-settings.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import { writeName } from "../write.ts";
import { type CheckContext, removing, replacing } from "./check.ts";

type Ruled = "within" | "after" | "at least" | "optional" | "without";

/** What has no meaning in an order, since it speaks of the stage before. */
const forbidden: Readonly<Record<OrderName, ReadonlySet<Ruled>>> = {
  sequential: new Set(),
  strict: new Set(),
  any: new Set(["within", "after", "at least", "optional", "without"]),
  independent: new Set(),
  furthest: new Set(["within", "after", "without"]),
};

/** Statements that an order of stages, or reading them backwards, leaves without a meaning. */
export function orders({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const { order, model } = settingsOf(node);
    if (model === "inverted") checkInverted(node, order, scope);
    for (const item of node.items) {
      if (item.kind === "stage") checkStage(item, order, scope);
      if (item.kind !== "without") continue;
      if (forbidden[order].has("without")) forbid("without", item.span, order, scope);
      else if (order === "independent") checkSpoke(item, node, scope);
    }
  }
}

function checkStage(stage: StageNode, order: OrderName, scope: Scope): void {
  if (stage.optional && forbidden[order].has("optional")) {
    const { start } = stage.span;
    const span = { start, end: start + "optional".length };
    const fix = {
      title: { key: "remove" as const, args: { text: "optional" } },
      edits: [{ span: { start, end: stage.keywordSpan.start }, newText: "" }],
    };
    scope.report(diagnose("FNL4046", { order, keyword: "optional" }, span, { fixes: [fix] }));
  }
  for (const modifier of stage.modifiers) {
    const keyword = modifier.kind === "at-least" ? "at least" : modifier.kind;
    if (forbidden[order].has(keyword)) forbid(keyword, modifier.span, order, scope);
  }
}

function forbid(keyword: Ruled, span: Span, order: OrderName, scope: Scope): void {
  const fixes = [removing(span, scope.text)];
  scope.report(diagnose("FNL4046", { order, keyword }, span, { fixes }));
}

/** Between two later stages nothing has an order: only the way from the first one has. */
function checkSpoke({ from, to }: WithoutItem, node: FunnelNode, scope: Scope): void {
  const first = stageNodes(node)[0]?.name;
  // What is wrong with other names is said elsewhere.
  if (!first || !from || !to || from.text === first.text || to.text === first.text) return;
  if (!stageNodes(node).some(({ name }) => name?.text === from.text)) return;
  const fixes = [replacing(from.span, writeName(first.text))];
  scope.report(diagnose("FNL4055", { first: first.text }, from.span, { fixes }));
}

function checkInverted(node: FunnelNode, order: OrderName, scope: Scope): void {
  const last = stageNodes(node).at(-1);
  if (last?.optional && last.name) {
    const { start } = last.span;
    const fix = {
      title: { key: "remove" as const, args: { text: "optional" } },
      edits: [{ span: { start, end: last.keywordSpan.start }, newText: "" }],
    };
    const span = { start, end: start + "optional".length };
    scope.report(diagnose("FNL4200", { stage: last.name.text }, span, { fixes: [fix] }));
  }
  if (order === "sequential" || order === "strict") return;
  const place =
    node.items.find((item) => item.kind === "order")?.order ?? settingNode(node, "model");
  if (!place) return;
  const fixes = [replacing(place.span, "sequential")];
  scope.report(diagnose("FNL4070", { order }, place.span, { fixes }));
}
