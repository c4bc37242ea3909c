import { diagnose } from "../diagnostics.ts";
import type { Declaration } from "./ast.ts";
import { type BuildContext, cover, nameOf, nodeSpan, tokenOf, tokenSpan } from "./build/context.ts";
import { buildFunnelHeader, buildFunnelItems, joinFunnel } from "./build/funnels.ts";
import { buildSegment, buildSourceHeader, buildSourceItems, joinSource } from "./build/sources.ts";
import type {
  DeclarationCstNode,
  FileCstNode,
  PlannedDeclarationCstNode,
  StudyHeaderCstNode,
} from "./cst.ts";

/** The declarations of a text that parsed without errors. */
export function buildFile(node: FileCstNode, context: BuildContext): readonly Declaration[] {
  return (node.children.declaration ?? [])
    .map((declaration) => buildDeclaration(declaration, context))
    .filter((declaration) => declaration !== undefined);
}

function buildDeclaration(
  node: DeclarationCstNode,
  context: BuildContext,
): Declaration | undefined {
  const parts = node.children;
  const source = parts.source?.[0]?.children;
  if (source?.sourceHeader?.[0]) {
    const header = buildSourceHeader(source.sourceHeader[0], context);
    const items = buildSourceItems(source.sourceBody?.[0], context);
    return header && joinSource(header, items, braces(source.open, source.close), context);
  }
  const funnel = parts.funnel?.[0]?.children;
  if (funnel?.funnelHeader?.[0]) {
    const header = buildFunnelHeader(funnel.funnelHeader[0]);
    const items = buildFunnelItems(funnel.funnelBody?.[0], context);
    return header && joinFunnel(header, items, braces(funnel.open, funnel.close), context);
  }
  if (parts.segment?.[0]) return buildSegment(parts.segment[0], context);
  const planned = parts.plannedDeclaration?.[0];
  return planned && buildPlanned(planned, context);
}

function braces(
  open: Parameters<typeof tokenOf>[0],
  close: Parameters<typeof tokenOf>[0],
): ReturnType<typeof cover> | undefined {
  const first = tokenOf(open);
  const last = tokenOf(close);
  return first && last && cover(tokenSpan(first), tokenSpan(last));
}

/** What this version reads over: says so once, at its keyword. */
function buildPlanned(
  node: PlannedDeclarationCstNode,
  context: BuildContext,
): Declaration | undefined {
  const [statement] = Object.values(node.children).flat();
  if (!statement) return undefined;
  const parts: {
    keyword?: Parameters<typeof tokenOf>[0];
    name?: Parameters<typeof nameOf>[0];
    studyHeader?: StudyHeaderCstNode[];
  } = statement.children;
  const keyword = tokenOf(parts.keyword);
  if (!keyword) return undefined;
  const name = nameOf(parts.name ?? parts.studyHeader?.[0]?.children.name);
  const keywordSpan = tokenSpan(keyword);
  context.report(diagnose("FNL1025", { keyword: keyword.image }, keywordSpan));
  return {
    kind: "unavailable",
    span: nodeSpan(statement),
    keyword: keyword.image,
    keywordSpan,
    ...(name && { name }),
  };
}
