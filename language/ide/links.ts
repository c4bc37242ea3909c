import type { Analysis } from "../analyze.ts";
import { locationOf } from "../semantics/location.ts";
import type { Catalog } from "../semantics/catalog.ts";
import type { Span } from "../text.ts";
import { sourcesOf } from "./tree.ts";

/** A path in the text that leads to a file. */
export interface DocumentLink {
  /** Between the quotes. */
  readonly span: Span;
  /** From the folder of the analysed file. */
  readonly path: string;
}

/** The imported files and the files of data that exist; a pattern for several leads nowhere. */
export function documentLinks(analysis: Analysis, catalog: Catalog): readonly DocumentLink[] {
  const links = analysis.importLinks.map(({ span, path }) => ({ span: inside(span), path }));
  for (const source of sourcesOf(analysis.tree)) {
    const location = locationOf(source);
    if (source.location === undefined || location === undefined) continue;
    const { path } = location;
    if (/[*]|^\w+:/.test(path) || catalog.table(location)?.kind !== "table") continue;
    links.push({ span: inside(source.location.span), path });
  }
  return links.sort((a, b) => a.span.start - b.span.start);
}

function inside({ start, end }: Span): Span {
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}
