import assert from "node:assert/strict";
import { applyEdits, type Span } from "../../language/index.ts";
import type { Declaration } from "../../language/syntax/ast.ts";
import { parseText } from "../../language/syntax/parse.ts";

/** A block with room for a statement, two statements that are right around it. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** A statement with the wrong part in `⟦…⟧`, and what its fixes make of it, in their order. */
export type BrokenStatement = readonly [marked: string, ...fixed: string[]];

/**
 * One mistake in a statement is one problem, at its place; the statements around it and the declaration
 * behind the block are read as if it weren't there; and after each fix nothing is wrong any more. A
 * problem that is said of a whole phrase may reach beyond the wrong part, never miss it; and where the
 * table names no fix there may be one.
 */
export function checkStatement({ before, after }: Around, broken: BrokenStatement): void {
  const [marked, ...fixed] = broken;
  const wrap = (statement: string): string => `${before}${statement}${after}`;
  const text = wrap(marked.replace("⟦", "").replace("⟧", ""));
  const start = before.length + marked.indexOf("⟦");
  const end = before.length + marked.indexOf("⟧") - 1;
  const { problems, tree } = parseText(text);
  const [problem] = problems;
  assert.deepEqual(
    problems.map(({ code }) => code),
    problem ? [problem.code] : ["a problem"],
    text,
  );
  const span = problem?.span ?? { start: 0, end: 0 };
  const isThere = span.start <= end && start <= span.end;
  assert.ok(isThere, `${text}\n${text.slice(span.start, span.end)}`);
  const offered = (problem?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
  if (fixed.length > 0) assert.deepEqual(offered, fixed.map(wrap), text);
  for (const right of offered) assert.deepEqual(parseText(right).problems, [], right);
  const place = { start: before.length, end: text.length - after.length };
  assert.deepEqual(
    itemsOutside(tree.declarations, text, place),
    itemsOutside(parseText(wrap("")).tree.declarations, wrap(""), { start: 0, end: 0 }),
    text,
  );
}

/** What the statements and declarations say, but for those in one place. */
function itemsOutside(
  declarations: readonly Declaration[],
  text: string,
  place: Span,
): readonly string[] {
  const isWithin = ({ start, end }: Span): boolean => start >= place.start && end <= place.end;
  return declarations.flatMap((node) => {
    if (isWithin(node.span)) return [];
    const items = "items" in node ? node.items : [];
    const written = items
      .filter(({ span }) => !isWithin(span))
      .map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);
    return [`${node.kind} ${node.kind === "import" ? "" : (node.name?.text ?? "")}`, ...written];
  });
}
