import { type KnownValue } from "../data.ts";
import { funnelAround, knownSources, sourcesInScope } from "../declared.ts";
import { eventsOf } from "../mapping.ts";
import { code, paragraphs } from "../markdown.ts";
import { visit } from "../tree.ts";
import { wordsOf } from "../words.ts";
import { type Asked, eventItem, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

/** Events of the sources in scope: the most frequent first, those that a stage has already last. */
export function eventItems(asked: Asked): readonly CompletionItem[] {
  const { statement } = asked.place;
  const scope = sourcesInScope(asked.data, asked.offset);
  const qualifier = statement.at(-1)?.value === "." ? statement.at(-2)?.value : undefined;
  const sources =
    qualifier === undefined ? scope : scope.filter((source) => source.name?.text === qualifier);
  const used = usedEvents(asked);
  return eventsOf(asked.data, sources).flatMap((event, index) =>
    eventItem(asked, event.value, {
      kind: "event",
      ...aboutValue(asked, event, "event"),
      sortText: sortText(used.has(event.value) ? ranks.name : ranks.value, index),
    }),
  );
}

/** Elsewhere than in the statement of the cursor; a `without` or a segment may well name one again. */
function usedEvents({ data, offset, place }: Asked): ReadonlySet<string> {
  const first = place.statement[0]?.value;
  const used = new Set<string>();
  if (first !== "stage" && first !== "optional" && first !== "exit") return used;
  const funnel = funnelAround(data, offset);
  for (const item of funnel?.items ?? []) {
    if (item.kind !== "stage" && item.kind !== "exit") continue;
    visit(item, (node) => {
      if (node.kind !== "event-step") return;
      const { span, text } = node.event;
      if (offset < span.start || span.end < offset) used.add(text);
    });
  }
  return used;
}

/** How often a value occurs, and where. */
export function aboutValue(
  { locale, data }: Asked,
  value: KnownValue,
  kind: "event" | "value",
): Pick<CompletionItem, "detail" | "documentation"> {
  const words = wordsOf(locale);
  const several = knownSources(data).length > 1 && value.source.name !== undefined;
  const share = value.share === undefined ? undefined : words.share(value.share);
  return {
    detail: value.count === undefined ? words[kind] : words.rows(value.count),
    documentation: paragraphs(
      [code(value.value), share].filter((part) => part !== undefined).join(" · "),
      several ? `${words.source} ${code(value.source.name?.text ?? "")}` : undefined,
    ),
  };
}
