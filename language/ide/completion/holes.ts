import { writeName, writeString } from "../../semantics/write.ts";
import { type KeywordPlace, keywordsAt } from "../../vocabulary.ts";
import { columnsOf, lookupsOf, valuesOf } from "../data.ts";
import {
  funnelAround,
  knownDeclarations,
  knownFunnels,
  knownSources,
  namedStages,
  sourcesInScope,
} from "../declared.ts";
import { eventsOf, timeRange, typeInConditions } from "../mapping.ts";
import { writeEvent } from "../names.ts";
import { type Asked, choice, columnBefore } from "./asked.ts";
import { type Purpose, rankedColumns } from "./columns.ts";
import { periodsOf } from "./moments.ts";

/**
 * The snippet of a keyword with what is known in the place of its holes: `split by ${1:column}` as
 * `split by ${1|device,channel|}`. Holes for what isn't known stay as they are.
 */
export function fillHoles(asked: Asked, place: KeywordPlace, snippet: string): string {
  let stages = 0;
  const periods = snippet.startsWith("during ") ? periodsAround(asked) : [];
  if (periods.length > 0) return `during ${choice(1, periods, "period")}`;
  if (snippet.startsWith("segment ") && place === "funnel") {
    return `segment ${choice(1, segments(asked), "Name")}`;
  }
  return snippet.replace(/\$\{(\d+):([\w-]+)\}/g, (hole, field: string, word: string) => {
    const isKey = word === "column" && snippet.startsWith("join ");
    const values = isKey ? keys(asked) : valuesFor(asked, place, word);
    // A way goes from the first stage to the last one.
    const ordered = word === "Stage" && stages++ > 0 ? [...values].reverse() : values;
    return values.length === 0 ? hole : choice(Number(field), ordered, word);
  });
}

const purposes: Readonly<Record<string, Purpose>> = {
  user_id: "actor",
  account_id: "actor",
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
    case "condition":
      return [...columns(asked, "group"), ...joined(asked)];
    case "figure":
      return figures(asked);
    case "values":
      return comparedValues(asked);
    case "sequential":
      return keywordsAt("order").map((keyword) => keyword.word);
    case "2026-02-01":
      return rangeAround(asked).slice(-1);
    case "user_id":
    case "account_id":
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

/** The columns of joined lookups, after their names. */
function joined({ data, offset }: Asked): readonly string[] {
  return lookupsOf(data, sourcesInScope(data, offset)).flatMap((lookup) =>
    columnsOf(data, [lookup]).map(
      ({ name }) => `${writeName(lookup.name?.text ?? "")}.${writeName(name)}`,
    ),
  );
}

/** What a lookup may be joined by: first what one of them has, too. */
function keys(asked: Asked): readonly string[] {
  const { data } = asked;
  const lookups = knownSources(data).filter(({ shape }) => shape?.text === "lookup");
  const theirs = new Set(columnsOf(data, lookups).map(({ name }) => writeName(name)));
  const own = columns(asked, "join");
  return [...own.filter((name) => theirs.has(name)), ...own.filter((name) => !theirs.has(name))];
}

function events({ data, offset }: Asked): readonly string[] {
  return eventsOf(data, sourcesInScope(data, offset)).map(({ value }) => writeEvent(value));
}

function names(found: readonly { readonly name?: { readonly text: string } }[]): readonly string[] {
  return found.flatMap(({ name }) => (name === undefined ? [] : [writeName(name.text)]));
}

function segments({ data }: Asked): readonly string[] {
  return names(knownDeclarations(data).filter((one) => one.kind === "segment"));
}

/** The figures that most ask for, from the first stage to the last one. */
function figures({ data, offset }: Asked): readonly string[] {
  const funnel = funnelAround(data, offset);
  const stages = funnel === undefined ? [] : namedStages(funnel).map(({ name }) => writeName(name));
  const [first] = stages;
  const last = stages.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  const way = `(${first} -> ${last})`;
  return [`conversion${way}`, `median_time${way}`, `dropoff${way}`, `actors(${last})`];
}

/** Of the column before a list. */
function comparedValues({ data, offset, place: { statement } }: Asked): readonly string[] {
  const path = columnBefore(statement, statement.length - 1);
  if (path === undefined) return [];
  const scope = sourcesInScope(data, offset);
  const type = typeInConditions(data, scope, path);
  // A list of statements isn't worth waiting for values.
  const known = valuesOf({ ...data, needs: data.later }, scope, path).map(({ value }) => value);
  return type === "text" ? known.map(writeString) : type === "number" ? known : [];
}

/** The first and the last day of the data. */
function rangeAround({ data, offset }: Asked): readonly string[] {
  const range = timeRange({ ...data, needs: data.later }, sourcesInScope(data, offset));
  return range === undefined ? [] : [range.from.slice(0, 10), range.to.slice(0, 10)];
}

/** All of the data, then each of their months, quarters and years. */
function periodsAround(asked: Asked): readonly string[] {
  const [from, to] = rangeAround(asked);
  if (from === undefined || to === undefined) return [];
  return [`${from} .. ${to}`, ...periodsOf(from, to), "last 30 days"];
}
