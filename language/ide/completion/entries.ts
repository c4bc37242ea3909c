import type { ColumnType } from "../../semantics/catalog.ts";
import { writeName } from "../../semantics/write.ts";
import { columnsOf } from "../data.ts";
import { entryName } from "../draft/entry-name.ts";
import { declarationAround, sourcesInScope } from "../declared.ts";
import { wordsOf } from "../words.ts";
import { type Asked, plainItem, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

/** Entries of the lists in a source, drafted from its columns. */

/** `created: created_at` for each date, `won: is_won` for each yes or no. */
export function rowStageItems(asked: Asked): readonly CompletionItem[] {
  return entryItems(asked, ["time", "boolean"]);
}

/** `clicks: clicks` for each number. */
export function totalItems(asked: Asked): readonly CompletionItem[] {
  return entryItems(asked, ["number"]);
}

function entryItems(asked: Asked, types: readonly ColumnType[]): readonly CompletionItem[] {
  // Where a colon follows, only the name is to be changed.
  if (asked.place.next?.value === ":") return [];
  const taken = takenColumns(asked);
  const columns = columnsOf(asked.data, sourcesInScope(asked.data, asked.offset));
  return columns.flatMap(({ name, info }, index) => {
    if (info === undefined || !types.includes(info.type) || taken.has(name)) return [];
    const text = `${writeName(entryName(name))}: ${writeName(name)}`;
    return plainItem(asked, text, {
      kind: "value",
      detail: wordsOf(asked.locale).types[info.type],
      filterText: text,
      sortText: sortText(ranks.value, index),
    });
  });
}

function takenColumns({ data, offset }: Asked): ReadonlySet<string> {
  const source = declarationAround(data, offset);
  const taken = new Set<string>();
  for (const item of source?.kind === "source" ? source.items : []) {
    if (item.kind === "totals") {
      for (const { column } of item.totals) taken.add(column?.path[0]?.text ?? "");
    } else if (item.kind === "row-stages") {
      for (const { value } of item.stages) {
        if (value?.kind === "column") taken.add(value.path[0]?.text ?? "");
      }
    }
  }
  return taken;
}
