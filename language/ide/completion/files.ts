import type { FolderEntry } from "../../semantics/catalog.ts";
import { wordsOf } from "../words.ts";
import { type Asked, ranks, sortText, textItem } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

/** Files beside the text, as paths. */

/** Data files; where a folder has several of one kind, all of them together. */
export function pathItems(asked: Asked): readonly CompletionItem[] {
  const entries = entriesFor(asked);
  const words = wordsOf(asked.locale);
  const files = entries.filter(({ kind }) => kind === "data");
  return [
    ...files.map(({ path, bytes }) => ({ path, detail: words.bytes(bytes) })),
    ...globsOf(files).map(({ glob, count }) => ({ path: glob, detail: words.files(count) })),
  ].flatMap(({ path, detail }, index) =>
    textItem(asked, path, { kind: "file", detail, sortText: sortText(ranks.value, index) }),
  );
}

/** The other `.funnel` files that aren't imported yet. */
export function importItems(asked: Asked): readonly CompletionItem[] {
  const imported = new Set(
    asked.data.tree.declarations.flatMap((node) =>
      node.kind === "import" && !(node.span.start <= asked.offset && asked.offset <= node.span.end)
        ? (node.path?.value ?? [])
        : [],
    ),
  );
  return entriesFor(asked)
    .filter(({ kind, path }) => kind === "funnel" && !imported.has(path))
    .flatMap(({ path }, index) =>
      textItem(asked, path, { kind: "file", sortText: sortText(ranks.value, index) }),
    );
}

/** From the folder that is typed already, as far as it lies above; below it all is listed anyway. */
function entriesFor({ data, place }: Asked): readonly FolderEntry[] {
  const above = /^(?:\.\.\/)+/.exec(place.typed.text)?.[0].slice(0, -1) ?? "";
  return filesIn(data, above);
}

export function filesIn(data: Asked["data"], folder: string): readonly FolderEntry[] {
  const entries = data.catalog.files(folder);
  if (entries === undefined) data.needs.push({ kind: "files", folder });
  return entries ?? [];
}

/** `data/*.csv` for two files and more. */
function globsOf(
  files: readonly FolderEntry[],
): readonly { readonly glob: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const slash = path.lastIndexOf("/") + 1;
    const ending = /\.[a-z]+(?:\.(?:gz|zst))?$/i.exec(path.slice(slash))?.[0];
    if (ending === undefined) continue;
    const glob = `${path.slice(0, slash)}*${ending}`;
    counts.set(glob, (counts.get(glob) ?? 0) + 1);
  }
  return [...counts].flatMap(([glob, count]) => (count > 1 ? [{ glob, count }] : []));
}
