import { writeName } from "../../semantics/write.ts";
import type { KeywordPlace } from "../../vocabulary.ts";
import {
  funnelAround,
  knownFunnels,
  knownSources,
  namedStages,
  sourcesInScope,
} from "../declared.ts";
import { eventsOf } from "../mapping.ts";
import { writeEvent } from "../names.ts";
import { type Asked, choice } from "./asked.ts";
import { type Purpose, rankedColumns } from "./columns.ts";

/**
 * The snippet of a keyword with what is known in the place of its holes: `split by ${1:column}` as
 * `split by ${1|device,channel|}`. Holes for what isn't known stay as they are.
 */
export function fillHoles(asked: Asked, place: KeywordPlace, snippet: string): string {
  let stages = 0;
  return snippet.replace(/\$\{(\d+):(\w+)\}/g, (hole, field: string, word: string) => {
    const values = valuesFor(asked, place, word);
    // A way goes from the first stage to the last one.
    const ordered = word === "Stage" && stages++ > 0 ? [...values].reverse() : values;
    return values.length === 0 ? hole : choice(Number(field), ordered, word);
  });
}

const purposes: Readonly<Record<string, Purpose>> = {
  user_id: "actor",
  time: "time",
  spend: "number",
  amount: "number",
  items: "array",
};

function valuesFor(asked: Asked, place: KeywordPlace, word: string): readonly string[] {
  const { data, offset } = asked;
  // At the head of a declaration nothing is around yet.
  if (place === "file") return [];
  switch (word) {
    case "column":
      return columns(asked, "group");
    case "user_id":
    case "time":
    case "spend":
    case "amount":
    case "items":
      return columns(asked, purposes[word] ?? "any");
    case "event":
      return place === "source" ? columns(asked, "event") : events(asked);
    case "Stage": {
      const funnel = funnelAround(data, offset);
      return funnel === undefined ? [] : namedStages(funnel).map(({ name }) => writeName(name));
    }
    case "Funnel":
      return names(knownFunnels(data));
    case "source":
      return names(knownSources(data));
    case "lookup":
      return names(knownSources(data).filter(({ shape }) => shape?.text === "lookup"));
    default:
      return [];
  }
}

function columns(asked: Asked, purpose: Purpose): readonly string[] {
  return rankedColumns(asked, purpose).map(({ name }) => writeName(name));
}

function events({ data, offset }: Asked): readonly string[] {
  return eventsOf(data, sourcesInScope(data, offset)).map(({ value }) => writeEvent(value));
}

function names(found: readonly { readonly name?: { readonly text: string } }[]): readonly string[] {
  return found.flatMap(({ name }) => (name === undefined ? [] : [writeName(name.text)]));
}
