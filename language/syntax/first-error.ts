import { lex } from "./lexer.ts";
import { type StartRule, theParser } from "./parser.ts";

/** Where the parser stops; undefined where it doesn't. */
export function firstError(rule: StartRule, text: string): number | undefined {
  const { tokens, problems } = lex(text);
  const [error] = theParser().run(rule, tokens, false).errors;
  if (!error) return problems[0]?.span.start;
  const offset = error.token.startOffset;
  return Number.isNaN(offset) || offset < 0 ? text.length : offset;
}
