import type { Analysis } from "../analyze.ts";
import type { Declaration, FunnelNode, NameNode, StageNode } from "../syntax/ast.ts";
import { type Span, sliceSpan } from "../text.ts";
import { stagesOf } from "./tree.ts";

/** An entry of the outline. */
export interface OutlineItem {
  readonly kind: "source" | "segment" | "funnel" | "stage" | "other";
  /** Never empty: a declaration that has no name yet shows its keyword. */
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** The name, within `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

export function documentSymbols(analysis: Analysis): readonly OutlineItem[] {
  return analysis.tree.declarations.map((declaration) => outline(declaration, analysis.text));
}

function outline(node: Declaration, text: string): OutlineItem {
  switch (node.kind) {
    case "source":
      return item("source", node, "source", node.location?.value ?? "");
    case "segment":
      return item("segment", node, "segment", node.value ? oneLine(text, node.value.span) : "");
    case "funnel":
      return item(
        "funnel",
        node,
        "funnel",
        sourcesText(node),
        stagesOf(node).map((stage) => outlineStage(stage, text)),
      );
    case "import":
      return { ...item("other", node, "import", "import"), name: node.path?.value || "import" };
    case "param-declaration":
      return item("other", node, "param", "param");
    case "connection":
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return item("other", node, node.kind, node.kind);
  }
}

function outlineStage(stage: StageNode, text: string): OutlineItem {
  const matched = stage.steps === undefined ? "" : oneLine(text, stage.steps.span);
  return item("stage", stage, "stage", stage.label?.value ?? matched);
}

function sourcesText(funnel: FunnelNode): string {
  return funnel.sources.map((source) => source.text).join(", ");
}

function item(
  kind: OutlineItem["kind"],
  node: { readonly span: Span; readonly keywordSpan: Span; readonly name?: NameNode },
  keyword: string,
  detail: string,
  children: readonly OutlineItem[] = [],
): OutlineItem {
  const nameSpan = node.name?.span ?? node.keywordSpan;
  return {
    kind,
    name: node.name?.text.trim() || keyword,
    detail,
    span: node.span,
    nameSpan,
    children,
  };
}

const longestDetail = 60;

function oneLine(text: string, span: Span): string {
  const line = sliceSpan(text, span).replace(/\s+/g, " ").trim();
  return line.length <= longestDetail ? line : `${line.slice(0, longestDetail - 1)}…`;
}
