import type { Declaration } from "./ast.ts";
import { buildBlock, wholeTree } from "./build/blocks.ts";
import type { BuildContext } from "./build/context.ts";
import { buildImport, buildParam, buildSegment } from "./build/declarations.ts";
import { buildAudience } from "./build/studies.ts";
import type { DeclarationCstNode, FileCstNode } from "./cst.ts";
import { blockKeywords } from "./parser.ts";

/** The declarations of a text that parsed without errors. */
export function buildFile(node: FileCstNode, context: BuildContext): readonly Declaration[] {
  return (node.children.declaration ?? [])
    .map((declaration) => buildDeclaration(declaration, context))
    .filter((declaration) => declaration !== undefined);
}

function buildDeclaration(
  { children: parts }: DeclarationCstNode,
  context: BuildContext,
): Declaration | undefined {
  if (parts.segment?.[0]) return buildSegment(parts.segment[0], context);
  if (parts.import?.[0]) return buildImport(parts.import[0]);
  if (parts.param?.[0]) return buildParam(parts.param[0], context);
  if (parts.audience?.[0]) return buildAudience(parts.audience[0], context);
  for (const keyword of blockKeywords) {
    const node = parts[keyword]?.[0];
    if (node) return buildBlock(wholeTree(keyword, node), context);
  }
  return undefined;
}
