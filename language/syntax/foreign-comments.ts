import { diagnose, type Diagnostic, type Fix } from "../diagnostics.ts";
import { Minus, type Token } from "./tokens.ts";

/** Behind blanks or at the beginning of a line: comments of SQL, of shells and Python, of HTML. */
const comment =
  /(?<=^|[ \t])(#+(?=[\s!-]|$)|--(?=\s|$))[^\r\n]*|(?<=^[ \t]*)(#+(?!include|import)|--)[^\r\n]*|(?<=^[ \t]*)(<!--)[^]*?-->/gmu;

/** A text without the comments that begin otherwise than ours do; blanks stand where they were. */
export interface WithoutForeign {
  readonly text: string;
  readonly problems: readonly Diagnostic[];
}

/** Undefined where there are none. `tokens` tell what isn't within quotes or a comment of ours. */
export function withoutForeignComments(
  text: string,
  tokens: readonly Token[],
): WithoutForeign | undefined {
  if (!/#|--/.test(text)) return undefined;
  const places = new Map(tokens.map((token) => [token.startOffset, token]));
  const problems: Diagnostic[] = [];
  const blank = text.replaceAll(comment, (all: string, ...rest: unknown[]) => {
    const [behind, first, html, start] = rest as [string?, string?, string?, number?];
    const mark = behind ?? first ?? html ?? "";
    const token = places.get(start ?? -1);
    if (start === undefined || !token) return all;
    if (mark === "--" && token.tokenType !== Minus) return all;
    problems.push(otherComment(all, mark, start));
    return all.replaceAll(/[^\r\n]/g, " ");
  });
  return problems.length === 0 ? undefined : { text: blank, problems };
}

function otherComment(all: string, mark: string, start: number): Diagnostic {
  const span = { start, end: start + mark.length };
  const isHtml = mark === "<!--";
  const instead = isHtml ? "/*" : "//";
  const end = { start: start + all.length - "-->".length, end: start + all.length };
  const fix: Fix = {
    title: { key: "replaceWith", args: { text: instead } },
    edits: [{ span, newText: instead }, ...(isHtml ? [{ span: end, newText: "*/" }] : [])],
    preferred: true,
  };
  return diagnose("FNL1051", { found: mark, instead }, span, { fixes: [fix] });
}
