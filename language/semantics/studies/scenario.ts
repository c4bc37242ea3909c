import { diagnose } from "../../diagnostics.ts";
import type { ScenarioNode, ScenarioStage } from "../../syntax/ast.ts";
import type { ScenarioModel } from "../model.ts";
import { settingsOf } from "../funnel-settings.ts";
import { headOf, reportMissing, reportTwice, type Subject } from "./study.ts";

type Change = ScenarioModel["changes"][number];

/** What if the conversions to some stages were others. */
export function resolveScenario(
  node: ScenarioNode,
  subject: Subject | undefined,
): ScenarioModel | undefined {
  if (!subject) return undefined;
  const { scope } = subject;
  reportMissing(node, [{ item: "stage", found: node.items[0] }], scope);
  reportTwice(
    node.items.map((item) => item.stage),
    scope,
  );
  const { model, order } = settingsOf(subject.funnel.node);
  if (node.name && (model === "inverted" || order === "any")) {
    const args = { funnel: subject.name, order: order === "any" ? order : ("inverted" as const) };
    scope.report(diagnose("FNL4251", args, node.subject?.span ?? node.name.span));
    return undefined;
  }
  const changes = node.items.map((item) => resolveChange(item, subject));
  const whole = changes.filter((change) => change !== undefined);
  const head = headOf(node);
  if (!head || whole.length === 0 || whole.length !== changes.length) return undefined;
  return { ...head, kind: "scenario", funnel: subject.name, changes: whole };
}

function resolveChange(node: ScenarioStage, subject: Subject): Change | undefined {
  const { scope } = subject;
  const stage = subject.stage(node.stage);
  const { share, operator } = node;
  if (!stage || !node.stage || !share || !operator) return undefined;
  const name = stage.name.text;
  if (stage.index === 0) {
    scope.report(diagnose("FNL4101", { stage: name }, node.stage.span));
    return undefined;
  }
  if (stage.optional) {
    scope.report(diagnose("FNL4116", { stage: name }, node.stage.span));
    return undefined;
  }
  const percent = Number(share.text);
  const isPossible =
    operator === "="
      ? percent >= 0 && percent <= 100
      : percent > 0 && (operator === "+" || percent <= 100);
  if (!isPossible) {
    const text = `${share.text}%`;
    scope.report(diagnose("FNL4102", { text, operator }, share.span));
    return undefined;
  }
  const { span } = node;
  if (operator === "=") return { stage: name, kind: "set", share: percent / 100, span };
  const sign = operator === "-" ? -1 : 1;
  return { stage: name, kind: "scale", share: (sign * percent) / 100, span };
}
