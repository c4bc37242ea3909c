import type { SourceShape } from "../../semantics/shapes.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { FunnelNode } from "../../syntax/ast.ts";
import { findKeyword } from "../../vocabulary.ts";
import { keywordDoc } from "../../vocabulary/docs.ts";
import { columnsOf, valuesOf } from "../data.ts";
import { knownFunnels, knownSources, namedStages, sourcesOfFunnel } from "../declared.ts";
import { type Mapping, eventsOf, mappingOf } from "../mapping.ts";
import { writeEvent } from "../names.ts";
import { wordsOf } from "../words.ts";
import { type Asked, choice, escapeSnippet, ranks, snippetItem, sortText } from "./asked.ts";
import { type DraftStage, isListed, listedDraft, named } from "../draft/funnel.ts";
import { sourceName } from "../draft/names.ts";
import { draftPath, draftWindow } from "../draft/path.ts";
import { sourceSnippet } from "./draft-source.ts";
import { filesIn } from "./files.ts";
import type { CompletionItem } from "./item.ts";

/** Whole declarations, drafted from what is known of the data and of the text. */
export function declarationSnippets(asked: Asked): readonly CompletionItem[] {
  return [
    ...sourceSnippets(asked),
    ...shapeSnippets(asked),
    ...funnelSnippet(asked),
    ...studySnippets(asked),
  ];
}

const mostFiles = 10;
/** Files that are looked into for the columns to write. */
const mostDescribed = 6;

/** A source for each data file that none has yet, with who, when and what where its columns tell. */
function sourceSnippets(asked: Asked): readonly CompletionItem[] {
  const { data, locale } = asked;
  const taken = new Set(knownSources(data).map(({ location }) => location?.value));
  const names = new Set(knownSources(data).map(({ name }) => name?.text));
  const files = filesIn(data, "").filter(({ kind, path }) => kind === "data" && !taken.has(path));
  return files.slice(0, mostFiles).flatMap(({ path, bytes }, index) => {
    const name = sourceName(path, names);
    const head = `source \${1:${escapeSnippet(name)}} from ${escapeSnippet(writeString(path))}`;
    const rest = index < mostDescribed ? sourceSnippet(data, path) : "";
    return snippetItem(asked, `source … from ${writeString(path)}`, head + rest, {
      detail: wordsOf(locale).bytes(bytes),
      filterText: `source ${path}`,
      sortText: sortText(names.size === 0 ? ranks.value : ranks.missing, index),
    });
  });
}

const shapes: readonly (readonly [SourceShape, string])[] = [
  [
    "records",
    " {\n  actor ${3:column}\n  stages { ${4:stage}: ${5:column}, ${6:stage}: ${7:column} \\}\n\\}",
  ],
  [
    "totals",
    " {\n  time ${3:column}\n  totals { ${4:event}: ${5:column}, ${6:event}: ${7:column} \\}\n\\}",
  ],
  ["lookup", ""],
];

/** A source of each other shape, for what the columns don't tell. */
function shapeSnippets(asked: Asked): readonly CompletionItem[] {
  const files = filesIn(asked.data, "").filter(({ kind }) => kind === "data");
  const path = choice(
    2,
    files.map((file) => writeString(file.path)),
    '"file.csv"',
  );
  return shapes.flatMap(([shape, block], index) =>
    snippetItem(
      asked,
      `source … as ${shape}`,
      `source \${1:${shape}} from ${path} as ${shape}${block}`,
      {
        documentation: keywordDoc(findKeyword(shape, "shape"), asked.locale),
        filterText: `source as ${shape}`,
        sortText: sortText(ranks.rare, index),
      },
    ),
  );
}

/** All stages of the source, called as they are there. */
function listedFunnel(on: string, events: readonly string[]): string {
  const { stages, exits } = listedDraft(events);
  const line = (keyword: string, { name, event }: DraftStage, index: number): string =>
    `  ${keyword} \${${2 + index}:${escapeSnippet(writeName(name))}}: ${escapeSnippet(writeEvent(event))}`;
  return [
    `funnel \${1:Name} on ${on} {`,
    ...stages.map((stage, index) => line("stage", stage, index)),
    ...exits.map((exit, index) => line("exit", exit, stages.length + index)),
    "}",
  ].join("\n");
}

/** The path that most actors go, with a window in which nearly all of them are through. */
function pathFunnel(
  on: string,
  path: readonly { readonly event: string }[],
  window: string,
  values: readonly string[],
): string {
  const stages = named(path.map(({ event }) => event)).map(({ name, event }, index) => {
    const others = values.filter((value) => value !== event);
    const events = [event, ...others].map(writeEvent);
    return `  stage \${${3 + 2 * index}:${escapeSnippet(writeName(name))}}: ${choice(4 + 2 * index, events, "event")}`;
  });
  return [`funnel \${1:Name} on ${on} {`, `  window \${2:${window}}`, "", ...stages, "}"].join(
    "\n",
  );
}

/** The most frequent events as stages. */
function frequentFunnel(on: string, values: readonly string[]): string {
  const events = values.map(writeEvent);
  // Each stage begins at another event, the next most frequent one.
  const from = (start: number): readonly string[] =>
    events.length === 0 ? [] : [...events.slice(start), ...events.slice(0, start)];
  const stage = (index: number, name: string): string =>
    `  stage \${${3 + 2 * index}:${name}}: ${choice(4 + 2 * index, from(Math.min(index, events.length - 1)), "event")}`;
  const count = events.length === 0 ? 3 : Math.max(2, events.length);
  return [
    `funnel \${1:Name} on ${on} {`,
    "  window ${2:14 days}",
    "",
    ...["First", "Second", "Third"].slice(0, count).map((name, index) => stage(index, name)),
    "}",
  ].join("\n");
}

/** Over the last source that a funnel can look at, with the commonest path through its events. */
function funnelSnippet(asked: Asked): readonly CompletionItem[] {
  const { data, locale } = asked;
  const source = knownSources(data).findLast(
    ({ name, shape }) => name !== undefined && shape?.text !== "lookup",
  );
  if (source?.name === undefined) return [];
  const on = escapeSnippet(writeName(source.name.text));
  const events = eventsOf(data, [source]).map(({ value }) => value);
  const path = isListed(data, source) ? [] : draftPath(data, source);
  const window = draftWindow(path);
  const draft = (): string =>
    window === undefined ? frequentFunnel(on, events) : pathFunnel(on, path, window, events);
  const newText = isListed(data, source) ? listedFunnel(on, events) : draft();
  return snippetItem(asked, "funnel … on …", newText, {
    detail: wordsOf(locale).wholeFunnel,
    filterText: "funnel",
    sortText: sortText(knownFunnels(data).length === 0 ? ranks.value : ranks.missing, 50),
  });
}

/** Studies of the last funnel, with its stages filled in. */
function studySnippets(asked: Asked): readonly CompletionItem[] {
  const { data, locale } = asked;
  const words = wordsOf(locale);
  const funnel = knownFunnels(data).findLast(({ name }) => name !== undefined);
  const source = knownSources(data).findLast(
    ({ name, shape }) =>
      name !== undefined &&
      (["events", "records"] as (SourceShape | undefined)[]).includes(
        (shape?.text ?? "events") as SourceShape,
      ),
  );
  const drafts: (readonly [label: string, text: string])[] = [];
  if (source?.name !== undefined) {
    const events = eventsOf(data, [source]).map(({ value }) => writeEvent(value));
    drafts.push([
      "retention",
      `retention \${1:Name} on ${escapeSnippet(writeName(source.name.text))} {\n` +
        `  start: ${choice(2, events, "event")}\n  return: ${choice(3, ["any event", ...events], "event")}\n` +
        "  every ${4|week,day,month|} for ${5:8}\n}",
    ]);
  }
  if (funnel?.name !== undefined) drafts.push(...funnelStudies(asked, funnel, funnel.name.text));
  return drafts.flatMap(([label, text], index) =>
    snippetItem(asked, `${label} … on …`, text, {
      detail: words.wholeStudy,
      documentation: words.unavailable,
      filterText: label,
      sortText: sortText(ranks.rare, index),
    }),
  );
}

/** Who, when and what: nobody is compared by these. */
function mappedNames({ actor = [], time = [], event }: Mapping): readonly string[] {
  const paths = [...actor, time, typeof event === "string" ? [] : (event ?? [])];
  return paths.flatMap((path) => path[0] ?? []);
}

const variantNames =
  /^(?:variant|variation|ab_?(?:test|group)|test_?group|experiment|arm|bucket|вариант)/i;
const controlValues = /^(?:control|a|0|false|off|no|baseline|контроль)$/i;

function funnelStudies(
  { data }: Asked,
  funnel: FunnelNode,
  name: string,
): readonly (readonly [string, string])[] {
  const on = `\${1:Name} on ${escapeSnippet(writeName(name))}`;
  const stages = namedStages(funnel).map((stage) => writeName(stage.name));
  const first = choice(2, stages.slice(0, -1), "Stage");
  const last = choice(3, [...stages.slice(1)].reverse(), "Stage");
  const sources = sourcesOfFunnel(data, funnel);
  const mapped = new Set(sources.flatMap((one) => mappedNames(mappingOf(data, one))));
  const free = columnsOf(data, sources)
    .filter(({ name: column, info }) => !mapped.has(column) && info?.type !== "time")
    // What is called like the variants of an experiment is one.
    .sort((a, b) => Number(variantNames.test(b.name)) - Number(variantNames.test(a.name)));
  const columns = free.map((one) => writeName(one.name));
  const controls = valuesOf(data, sources, [free[0]?.name ?? ""])
    .map(({ value }) => value)
    .sort((a, b) => Number(controlValues.test(b)) - Number(controlValues.test(a)))
    .map(writeString);
  const column = (field: number): string => choice(field, columns, "column");
  return [
    [
      "experiment",
      `experiment ${on} {\n  variant ${column(4)}\n  control ${choice(5, controls, '"A"')}\n  goal ${first} -> ${last}\n}`,
    ],
    [
      "drivers",
      `drivers ${on} {\n  goal ${first} -> ${last}\n  from properties(${column(4)}) and events\n}`,
    ],
    [
      "score",
      `score ${on} {\n  goal ${last}\n  learn from properties(${column(4)}) and events\n  grades A >= 60, B >= 30, C\n}`,
    ],
    ["scenario", `scenario ${on} {\n  stage ${last} + \${4:10}%\n}`],
    ["audience", `audience ${on} = reached ${first} not reached ${last}`],
  ];
}
