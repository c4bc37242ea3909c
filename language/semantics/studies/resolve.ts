import type { StudyNode } from "../../syntax/ast.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { Scope } from "../scope.ts";
import { resolveAudience } from "./audience.ts";
import { resolveDrivers } from "./drivers.ts";
import { resolveExperiment } from "./experiment.ts";
import { resolveRetention, retentionSource } from "./retention.ts";
import { resolveScenario } from "./scenario.ts";
import { resolveScore } from "./score.ts";
import { type ResolvedStudy, resolveSubject, type StudyContext } from "./study.ts";

/** The studies of a file, over its funnels. */
export function resolveStudies(
  scope: Scope,
  funnels: readonly ResolvedFunnel[],
): readonly ResolvedStudy[] {
  return studyNodes(scope).map((node) => {
    const { name } = node;
    if (name) {
      const target = { kind: "study" as const, name: name.text, declaration: name.span };
      scope.refer({ span: name.span, target, isDeclaration: true });
    }
    return resolveStudy(node, { scope, funnels });
  });
}

export function studyNodes(scope: Scope): readonly StudyNode[] {
  return scope.file.declarations.filter((node): node is StudyNode => isStudy(node.kind));
}

const kinds: ReadonlySet<string> = new Set<StudyNode["kind"]>([
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
  "audience",
]);

function isStudy(kind: string): boolean {
  return kinds.has(kind);
}

function resolveStudy(node: StudyNode, context: StudyContext): ResolvedStudy {
  if (node.kind === "retention") {
    const source = retentionSource(node, context);
    const model = resolveRetention(node, source, context);
    return { node, model, ...(source && { source }) };
  }
  const subject = resolveSubject(node, context);
  const found = { node, ...(subject && { funnel: subject.funnel }) };
  switch (node.kind) {
    case "experiment":
      return { ...found, model: resolveExperiment(node, subject) };
    case "drivers":
      return { ...found, model: resolveDrivers(node, subject) };
    case "score":
      return { ...found, model: resolveScore(node, subject) };
    case "scenario":
      return { ...found, model: resolveScenario(node, subject) };
    case "audience":
      return { ...found, model: resolveAudience(node, subject) };
  }
}
