import { diagnose } from "../../diagnostics.ts";
import type { DeclaredKind } from "../../diagnostics-semantics.ts";
import type { FunnelItem, NameNode, RetentionItem } from "../../syntax/ast.ts";
import { fold } from "../../syntax/near.ts";
import type { Scope } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import { studyNodes } from "../studies/resolve.ts";
import type { CheckContext } from "./check.ts";

/**
 * Each name stands for one thing. Names that only differ by case, or by how a letter is composed, are
 * allowed but easily mistaken for each other.
 */
export function duplicateNames({ scope, funnels }: CheckContext): void {
  const { declarations } = scope.file;
  for (const kind of ["source", "segment", "funnel", "connection"] as const) {
    const names = declarations.map((node) => (node.kind === kind ? node.name : undefined));
    compare(names, kind, scope);
  }
  const params = declarations.map((node) =>
    node.kind === "param-declaration" ? node.name : undefined,
  );
  compare(params, "param", scope);
  for (const source of scope.allSources) {
    const names = source.node.items.map((item) => (item.kind === "let" ? item.name : undefined));
    compare(names, "let", scope);
  }
  for (const { node } of funnels) {
    compare(
      stageNodes(node).map((stage) => stage.name),
      "stage",
      scope,
    );
    compare(measureNames(node.items), "measure", scope);
  }
  const studies = studyNodes(scope);
  compare(
    studies.map((node) => node.name),
    "study",
    scope,
  );
  for (const node of studies)
    if (node.kind === "retention") compare(measureNames(node.items), "measure", scope);
}

function measureNames(
  items: readonly (FunnelItem | RetentionItem)[],
): readonly (NameNode | undefined)[] {
  return items.map((item) => (item.kind === "measure" ? item.name : undefined));
}

function compare(names: readonly (NameNode | undefined)[], kind: DeclaredKind, scope: Scope): void {
  const seen = new Map<string, NameNode>();
  for (const name of names) {
    if (!name) continue;
    const key = fold(name.text);
    const first = seen.get(key);
    if (!first) {
      seen.set(key, name);
      continue;
    }
    const related = [
      {
        span: first.span,
        note: { key: "firstDeclaredHere" as const, args: { name: first.text } },
      },
    ];
    if (first.text === name.text)
      scope.report(diagnose("FNL2016", { name: name.text, kind }, name.span, { related }));
    else {
      const args = { name: name.text, other: first.text };
      scope.report(diagnose("FNL2017", args, name.span, { related }));
    }
  }
}
