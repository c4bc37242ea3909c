import { diagnose } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import type { UnavailableItem } from "../ast.ts";
import type { BuildContext } from "./context.ts";

/** Statements that add to what is shown, but change no figure: a funnel runs without them. */
const harmless: ReadonlySet<string> = new Set(["note", "chart"]);

/** A statement that is read over; says so once. */
export function unavailableItem(
  keyword: string,
  span: Span,
  keywordSpan: Span,
  context: BuildContext,
): UnavailableItem {
  const code = harmless.has(keyword) ? "FNL1029" : "FNL1025";
  context.report(diagnose(code, { keyword }, keywordSpan));
  return { kind: "unavailable-item", span, keyword, keywordSpan };
}
