import { beginnings, within } from "./words.ts";

/** What we use of markdown-it, which the Markdown preview hands to us. */
export interface MarkdownIt {
  readonly options: {
    highlight?: ((code: string, language: string, attributes: string) => string) | null;
  };
}

/** Colours ```` ```funnel ```` in the Markdown preview; everything else is left to whoever was asked before. */
export function extendMarkdownIt<Markdown extends MarkdownIt>(markdown: Markdown): Markdown {
  const { highlight: before } = markdown.options;
  markdown.options.highlight = (code, language, attributes) =>
    /^funnel\b/i.test(language.trim())
      ? highlightFunnel(code)
      : (before?.(code, language, attributes) ?? "");
  return markdown;
}

/** A comment, a text, a quoted name, a number, a word, or whatever else: each character is in exactly one. */
const piece =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(?<name>`(?:[^`\\\n]|\\.)*`?)|(?<number>\$?\d[\d_.:-]*(?:Q[1-4]|T[\d:.+Z-]+)?%?)|(?<word>\$?[\p{L}_][\p{L}\p{M}\p{Nd}_]*)|(?<other>[\s\S])/gu;

/** HTML with the classes that the preview's style sheet knows. Whatever stands in the text stays text. */
export function highlightFunnel(code: string): string {
  let html = "";
  let isLineStart = true;
  /** The word before, where it names what it stands before: `funnel Signup`. */
  let naming = false;
  for (const match of code.matchAll(piece)) {
    const [found] = match;
    const { comment, text, name, number, word } = match.groups ?? {};
    if (comment !== undefined) html += span("comment", found);
    else if (text !== undefined) html += span("string", found);
    else if (number !== undefined) html += span("number", found);
    else if (name !== undefined) html += naming ? span("title", found) : escaped(found);
    else if (word !== undefined) {
      const rest = code.slice(match.index + found.length);
      const kind = kindOf(found, rest, isLineStart, naming);
      html += kind === undefined ? escaped(found) : span(kind, found);
      naming = kind === "keyword" && named.has(found);
      // What follows `optional` begins the statement.
      isLineStart = isLineStart && found === "optional";
      continue;
    } else html += escaped(found);
    if (found === "\n" || found === "{") isLineStart = true;
    else if (/\S/.test(found)) isLineStart = false;
    if (/\S/.test(found)) naming = false;
  }
  return html;
}

/** Keywords that a name follows. */
const named = new Set([
  ...["source", "segment", "funnel", "retention", "experiment", "drivers", "score", "scenario"],
  ...["audience", "param", "connection", "stage", "exit", "measure", "let"],
]);

type Kind = "keyword" | "built_in" | "title" | "literal" | "variable";

function kindOf(
  word: string,
  rest: string,
  isLineStart: boolean,
  isName: boolean,
): Kind | undefined {
  if (isName) return "title";
  if (word.startsWith("$")) return "variable";
  if (rest.startsWith("(")) return "built_in";
  // `stage: …` within braces is a name with its value.
  if (/^\s*:/.test(rest)) return undefined;
  if (word === "true" || word === "false" || word === "missing") return "literal";
  if (isLineStart && beginnings.has(word)) return "keyword";
  return !isLineStart && within.has(word) ? "keyword" : undefined;
}

function span(kind: string, text: string): string {
  return `<span class="hljs-${kind}">${escaped(text)}</span>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
