import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { Catalog, Need } from "../semantics/catalog.ts";
import type { Asked } from "./completion/asked.ts";
import type { CompletionItem } from "./completion/item.ts";
import { itemsFor } from "./completion/items.ts";
import { startItems } from "./completion/starts.ts";
import { dataOf } from "./data.ts";
import type { Expected } from "./expected.ts";
import { placeAt } from "./place.ts";

export interface Completions {
  readonly items: readonly CompletionItem[];
  /** What the catalog could not answer; with it there would be more. */
  readonly needs: readonly Need[];
  /** What isn't worth waiting for: the next answer will have it. */
  readonly later: readonly Need[];
}

/**
 * What may be written at an offset. With `wanted` "names" only where names, values or comparisons are
 * expected: for a blank just typed, after which a list of keywords would be a nuisance. "paths": only
 * within quotes, for a slash, which elsewhere divides.
 */
export function complete(
  analysis: Analysis,
  catalog: Catalog,
  offset: number,
  locale: Locale,
  wanted: "all" | "names" | "paths" = "all",
): Completions {
  const place = placeAt(analysis.text, offset);
  if (place === undefined) return { items: [], needs: [], later: [] };
  const data = dataOf(analysis, catalog);
  const { needs, later } = data;
  const asked: Asked = {
    place,
    offset,
    locale,
    data,
  };
  if (wanted === "paths" && place.typed.quote === "") return { items: [], needs, later };
  const named = place.expected.some((one) => one.kind === "slot" || isComparison(one));
  if (wanted === "names" && !named) return { items: [], needs, later };
  const all = [...itemsFor(asked), ...(wanted === "all" ? startItems(asked) : [])];
  // A dollar begins nothing but a param.
  const isParam = place.typed.quote === "" && place.typed.text.startsWith("$");
  const items = isParam ? all.filter(({ kind }) => kind === "param") : all;
  const seen = new Set<string>();
  return {
    items: items.filter(({ label, kind }) => {
      const key = `${kind} ${label}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }),
    needs,
    later,
  };
}

function isComparison(expected: Expected): boolean {
  return expected.kind === "sign" && [">=", "="].includes(expected.text);
}
