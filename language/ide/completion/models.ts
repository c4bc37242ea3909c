import { writeName } from "../../semantics/write.ts";
import { funnelAround, sourcesOfFunnel } from "../declared.ts";
import { eventsOf } from "../mapping.ts";
import { writeEvent } from "../names.ts";
import { likelyEvents, missingStages, modelStages } from "../named-models.ts";
import { wordsOf } from "../words.ts";
import { type Asked, choice, nameItem, ranks, snippetItem, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

/** The stages of a named model that a funnel lacks, in the model's order. */

/** After the word `stage`. */
export function stageNameItems(asked: Asked): readonly CompletionItem[] {
  const isWritten = asked.place.next?.value === ":" || asked.place.typed.quote !== "";
  return missing(asked).flatMap(({ name, events }, index) => {
    const sort = sortText(ranks.value, index);
    const detail = wordsOf(asked.locale).modelStage;
    if (isWritten) return nameItem(asked, name, { kind: "stage", detail, sortText: sort });
    const newText = `${writeName(name)}: ${choice(1, events, "event")}`;
    return snippetItem(asked, name, newText, { detail, sortText: sort });
  });
}

/** Whole lines, where a statement may begin. */
export function stageLineItems(asked: Asked): readonly CompletionItem[] {
  return missing(asked).flatMap(({ name, events }, index) =>
    snippetItem(asked, `stage ${name}`, `stage ${writeName(name)}: ${choice(1, events, "event")}`, {
      detail: wordsOf(asked.locale).modelStage,
      filterText: `stage ${name}`,
      sortText: sortText(ranks.name, index),
    }),
  );
}

interface Missing {
  readonly name: string;
  /** As they are written, the likely ones first. */
  readonly events: readonly string[];
}

function missing({ data, offset }: Asked): readonly Missing[] {
  const funnel = funnelAround(data, offset);
  const model = funnel && modelStages(funnel);
  if (funnel === undefined || model === undefined) return [];
  const events = eventsOf(data, sourcesOfFunnel(data, funnel)).map(({ value }) => value);
  return missingStages(funnel, model, offset).map((stage) => ({
    name: stage.name,
    events: likelyEvents(stage, events).map(writeEvent),
  }));
}
