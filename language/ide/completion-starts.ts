import { writeName } from "../semantics/write.ts";
import type { FunnelItem, SourceItem } from "../syntax/ast.ts";
import { keywordsAt } from "../vocabulary.ts";
import { type Asked, keywordItem, ranks, sortText } from "./completion-items.ts";
import type { CompletionItem } from "./completion-item.ts";
import { eventsOf } from "./data.ts";
import { writeEvent } from "./names.ts";
import type { BlockKind } from "./place.ts";
import { declarationAt, nodesAt, sourcesOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** Statements that stand at most once in their block. */
const once: Readonly<Record<BlockKind, readonly string[]>> = {
  file: [],
  source: ["actor", "time", "event", "timezone", "options"],
  funnel: ["during", "order", "window", "entry", "count"],
  options: ["delimiter", "quote", "decimal", "encoding", "header", "skip"],
};

/** Statements without which a block is incomplete: offered first. */
const needed: Readonly<Record<BlockKind, readonly string[]>> = {
  file: [],
  source: ["actor", "time", "event"],
  funnel: ["stage"],
  options: [],
};

/** What may begin where a statement can begin. */
export function startItems(asked: Asked): readonly CompletionItem[] {
  const kind = asked.place.starts;
  if (kind === undefined || asked.place.typed.quote !== "") return [];
  const present = statementsAround(asked);
  const items = keywordsAt(kind).flatMap(({ word }, index) => {
    if (once[kind].includes(word) && present.has(word)) return [];
    const missing = needed[kind].includes(word) && !present.has(word);
    const sort = sortText(missing ? ranks.missing : ranks.start, index);
    const item = keywordItem(asked, word, kind, sort);
    return item === undefined ? [] : [item];
  });
  return kind === "file" ? [...items, ...wholeFunnel(asked)] : items;
}

function statementsAround({ data, offset, place }: Asked): ReadonlySet<string> {
  const block = declarationAt(data.tree, offset);
  const present = new Set<string>();
  if (place.starts === "options") {
    const options = nodesAt(data.tree, offset).find((node) => node.kind === "options");
    for (const option of options?.options ?? []) present.add(option.key);
  } else if (block?.kind === "source" || block?.kind === "funnel") {
    for (const item of block.items) {
      if (offset >= item.span.start && offset <= item.span.end) continue;
      present.add(wordOf(item));
    }
  }
  return present;
}

/** The word that a statement starts with. */
function wordOf(item: SourceItem | FunnelItem): string {
  switch (item.kind) {
    case "segment-use":
      return "segment";
    case "row-stages":
      return "stages";
    case "expect-trend":
      return "expect";
    case "amount":
    case "setting":
      return item.keyword;
    default:
      return item.kind;
  }
}

/** Characters with a meaning in a snippet's placeholders and choices. */
function escape(text: string): string {
  return text.replace(/[\\$},|]/g, String.raw`\$&`);
}

const mostChoices = 20;

/** A funnel ready to be filled in, over the last source of the file and with its events to choose from. */
function wholeFunnel(asked: Asked): readonly CompletionItem[] {
  const source = sourcesOf(asked.data.tree).findLast(({ name }) => name !== undefined);
  if (source?.name === undefined) return [];
  const events = eventsOf(asked.data, [source])
    .slice(0, mostChoices)
    .map((event) => escape(writeEvent(event.value)));
  const event = (field: number): string =>
    events.length === 0 ? `\${${field}:event}` : `\${${field}|${events.join(",")}|}`;
  const newText = [
    `funnel \${1:Name} on ${escape(writeName(source.name.text))} {`,
    "  window ${2:14 days}",
    "",
    `  stage \${3:First}: ${event(4)}`,
    `  stage \${5:Second}: ${event(6)}`,
    `  stage \${7:Third}: ${event(8)}`,
    "}",
  ].join("\n");
  return [
    {
      label: "funnel … on …",
      kind: "snippet",
      detail: wordsOf(asked.locale).wholeFunnel,
      edit: { span: asked.place.typed.span, newText },
      snippet: true,
      filterText: "funnel",
      sortText: sortText(ranks.missing, 0),
    },
  ];
}
