import type { OutlineItem } from "./symbols.ts";
import type { Span } from "../text.ts";

/** A declaration, or a stage of one, that a search through all files may find. */
export interface WorkspaceSymbol {
  readonly kind: OutlineItem["kind"];
  readonly name: string;
  /** The declaration around it. */
  readonly container?: string;
  readonly nameSpan: Span;
}

/** The entries of an outline and all below them that fit what is looked for. */
export function findSymbols(
  outline: readonly OutlineItem[],
  query: string,
): readonly WorkspaceSymbol[] {
  const wanted = fold(query.replaceAll(/\s+/g, ""));
  const find = (item: OutlineItem, container: string | undefined): readonly WorkspaceSymbol[] => {
    const { kind, name, nameSpan, children } = item;
    const own = { kind, name, nameSpan, ...(container === undefined ? {} : { container }) };
    const below = children.flatMap((child) => find(child, name));
    return fits(wanted, fold(name)) ? [own, ...below] : below;
  };
  return outline.flatMap((item) => find(item, undefined));
}

/** Whether all letters come in the name, in their order, whatever stands between. */
function fits(wanted: string, name: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
