import type { Analysis } from "../../analyze.ts";
import type { Locale } from "../../messages/index.ts";
import type { FunnelNode } from "../../syntax/ast.ts";
import { type Span, type TextEdit, overlaps } from "../../text.ts";
import { type Data } from "../data.ts";
import { sourcesOfFunnel } from "../declared.ts";
import { timeRange } from "../mapping.ts";
import { funnelsOf } from "../tree.ts";
import { wordsOf } from "../words.ts";
import { type CodeAction, rewrite } from "./action.ts";

/** What a funnel doesn't say, written at its head. */
export function writeFunnelHead(
  analysis: Analysis,
  data: Data,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  const words = wordsOf(locale);
  return funnelsOf(analysis.tree).flatMap((funnel) => {
    const { block, span, name } = funnel;
    if (block === undefined || !overlaps(headOf(funnel), selection)) return [];
    const model = analysis.program.funnels.find(
      ({ nameSpan }) => nameSpan.start === name?.span.start,
    );
    const actions: CodeAction[] = [];
    const defaults = model?.defaults ?? [];
    const insert = (lines: readonly string[]): readonly TextEdit[] => [
      insertAtHead(analysis.text, funnel, block, lines),
    ];
    if (defaults.length > 0) {
      actions.push(rewrite(words.writeDefaults(defaults.join(", ")), insert(defaults)));
    }
    const hasWindow = funnel.items.some((item) => item.kind === "window");
    const window = hasWindow ? undefined : fittingWindow(data, funnel);
    if (window !== undefined) {
      const { days, covered } = window;
      const statement = `window ${days} ${days === 1 ? "day" : "days"}`;
      actions.push(rewrite(words.addWindow(statement, covered), insert([statement])));
    }
    return span.end > span.start ? actions : [];
  });
}

/** The keyword, the name and what stands before the first statement. */
function headOf({ keywordSpan, name, block }: FunnelNode): Span {
  return { start: keywordSpan.start, end: block?.start ?? name?.span.end ?? keywordSpan.end };
}

/** As deep as the statement that follows, or two blanks deeper than the funnel. */
function insertAtHead(
  text: string,
  { items, span }: FunnelNode,
  block: Span,
  lines: readonly string[],
): TextEdit {
  const at = block.start + 1;
  const first = items[0];
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const indentOf = (offset: number): string => {
    const start = text.lastIndexOf("\n", offset - 1) + 1;
    return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
  };
  const onOwnLine = first !== undefined && /[\r\n]/.test(text.slice(at, first.span.start));
  const indent = onOwnLine ? indentOf(first.span.start) : `${indentOf(span.start)}  `;
  const written = lines.map((line) => `${lineBreak}${indent}${line}`).join("");
  // A block on one line is broken open: each statement gets a line of its own.
  const rest = text.slice(at);
  const isOpen = /^[ \t]*(?:\/\/[^\r\n]*)?(?:\r?\n|\r)/.test(rest);
  const blanks = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  if (isOpen) return { span: { start: at, end: at }, newText: written };
  const behind = rest[blanks] === "}" ? indentOf(span.start) : indent;
  return { span: { start: at, end: at + blanks }, newText: `${written}${lineBreak}${behind}` };
}

const windows = [1, 3, 7, 14, 30, 60, 90];
const dayMilliseconds = 86_400_000;
/** Whoever enters in the last part of the data, as long as the window, can't be judged yet. */
const mostOfData = 1 / 4;

/** The longest usual window that leaves most of the data to judge by. */
function fittingWindow(
  data: Data,
  funnel: FunnelNode,
): { readonly days: number; readonly covered: number } | undefined {
  const range = timeRange(data, sourcesOfFunnel(data, funnel));
  if (range === undefined) return undefined;
  const first = Date.parse(`${range.from.slice(0, 10)}T00:00:00Z`);
  const last = Date.parse(`${range.to.slice(0, 10)}T00:00:00Z`);
  const covered = Math.round((last - first) / dayMilliseconds) + 1;
  const days = windows.findLast((candidate) => candidate <= covered * mostOfData);
  return days === undefined || Number.isNaN(covered) ? undefined : { days, covered };
}
