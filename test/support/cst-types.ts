import { generateCstDts } from "chevrotain";
import { FunnelParser } from "../../language/syntax/parser.ts";

/**
 * The types of Chevrotain's tree for our grammar, as `language/syntax/cst.ts` has them: every child
 * optional, since a tree that was recovered from an error has holes.
 */
export function cstTypes(): string {
  const made = generateCstDts(new FunnelParser().getGAstProductions(), {
    includeVisitorInterface: false,
  });
  const types = made
    .replace(/^import.*\n/, "")
    .replaceAll(/^ {2}(\w+)\??: \(?(\w+)\)?\[\];$/gm, "  $1?: $2[];")
    .trim();
  return [
    "// Made from the grammar in parser.ts: `UPDATE=1 npx mocha test/language/syntax/cst.test.ts`.",
    "/* oxlint-disable max-lines, typescript/consistent-type-definitions */",
    'import type { CstNode, IToken } from "chevrotain";',
    "",
    `${types}\n`,
  ].join("\n");
}
