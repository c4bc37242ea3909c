import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import { findFigure } from "../semantics/figures/signatures.ts";
import { findFunction, functionLabel, functionSignatures } from "../semantics/functions.ts";
import { lex } from "../syntax/lexer.ts";
import { LCurly, LParen, QuotedName, RCurly, RParen, type Token } from "../syntax/tokens.ts";
import { figureDoc, functions } from "./functions.ts";
import { endOf } from "./place.ts";

/** How the function or figure is written whose parentheses the cursor is in. */
export interface SignatureAnswer {
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  /** Places in the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  /** Which of them the cursor is at. */
  readonly active: number;
}

export function signatureHelp(
  analysis: Analysis,
  offset: number,
  locale: Locale,
): SignatureAnswer | undefined {
  const { tokens, comments } = lex(analysis.text);
  const commented = comments.some(
    ({ kind, span }) =>
      span.start < offset && (offset < span.end || (kind === "line" && offset === span.end)),
  );
  if (commented) return undefined;
  const before = tokens.filter((token) => endOf(token) <= offset);
  const call = callAround(before);
  if (call === undefined) return undefined;
  const name = before[call.name]?.value ?? "";
  const inside = before.slice(call.name + 2);
  return aboutFunction(name, call.commas, locale) ?? aboutFigure(name, call.commas, inside, locale);
}

interface Call {
  /** The index of its name. */
  readonly name: number;
  /** Before the cursor, between its own arguments. */
  readonly commas: number;
}

/** The innermost call that is open behind some tokens. */
function callAround(tokens: readonly Token[]): Call | undefined {
  let depth = 0;
  let commas = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    if (token.tokenType === LCurly || token.tokenType === RCurly) return undefined;
    if (token.tokenType === RParen) depth++;
    else if (token.tokenType === LParen && depth > 0) depth--;
    else if (token.tokenType === LParen) {
      const before = tokens[at - 1];
      if (before !== undefined && isCallable(before)) return { name: at - 1, commas };
      // A group or a list within an argument.
      commas = 0;
    } else if (token.value === "," && depth === 0) commas++;
  }
  return undefined;
}

function isCallable(token: Token): boolean {
  if (token.tokenType === QuotedName) return false;
  return findFunction(token.image) !== undefined || findFigure(token.image) !== undefined;
}

function aboutFunction(name: string, commas: number, locale: Locale): SignatureAnswer | undefined {
  const known = findFunction(name);
  const doc = functions.find((candidate) => candidate.name === name);
  if (known === undefined || doc === undefined) return undefined;
  const { names, repeated } = functionSignatures[known];
  const label = functionLabel(known);
  const last = names.length - 1 + (repeated ? 1 : 0);
  return {
    label,
    documentation: doc.doc(locale),
    parameters: placesOf(label, name, [...names, ...(repeated ? ["…"] : [])]),
    active: Math.min(commas, Math.max(0, last)),
  };
}

function aboutFigure(
  name: string,
  commas: number,
  inside: readonly Token[],
  locale: Locale,
): SignatureAnswer | undefined {
  const signature = findFigure(name);
  if (signature === undefined) return undefined;
  // Both ends of a step are written one after the other, not with a comma.
  const shown = signature.parameters.flatMap(({ kind, label }) =>
    (kind === "step" ? label.split(" -> ") : [label]).map((part) => ({ kind, label: part })),
  );
  const within = shown.findIndex(({ kind }) => kind === "within");
  const hasWithin = inside.some(({ image }) => image === "within") && within >= 0;
  const hasArrow = inside.some(({ value }) => value === "->");
  const active = hasWithin ? within : commas + (hasArrow ? 1 : 0);
  return {
    label: signature.label,
    documentation: figureDoc(signature.name, locale),
    parameters: placesOf(
      signature.label,
      name,
      shown.map(({ label }) => label),
    ),
    active: Math.min(active, Math.max(0, shown.length - 1)),
  };
}

/** Where each part stands in a label, one after the other. */
function placesOf(
  label: string,
  name: string,
  parts: readonly string[],
): readonly (readonly [number, number])[] {
  let from = name.length;
  return parts.map((part) => {
    const start = Math.max(from, label.indexOf(part, from));
    from = Math.min(label.length, start + part.length);
    return [Math.min(start, label.length), from];
  });
}
