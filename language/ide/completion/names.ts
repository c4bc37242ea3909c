import type { Declaration } from "../../syntax/ast.ts";
import {
  knownDeclarations,
  knownSources,
  namedStages,
  funnelAround,
  sourcesInScope,
  declarationAround,
} from "../declared.ts";
import { describeStage } from "../describe.ts";
import { code, paragraphs } from "../markdown.ts";
import { wordsOf } from "../words.ts";
import { type Asked, nameItem, plainItem, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

/** Names that are declared: of this file and of those that it imports. */

type Kind = Extract<Declaration, { readonly name?: unknown }>["kind"];

function declared<K extends Kind>(
  asked: Asked,
  kind: K,
): readonly Extract<Declaration, { readonly kind: K }>[] {
  return knownDeclarations(asked.data).filter(
    (declaration): declaration is Extract<Declaration, { readonly kind: K }> =>
      declaration.kind === kind,
  );
}

/** The sources after `on`: each once; those that are joined can't be looked at by themselves. */
export function sourceItems(asked: Asked): readonly CompletionItem[] {
  const listed = new Set(asked.place.statement.slice(2).map((token) => token.value));
  return sourcesAs(
    asked,
    knownSources(asked.data).filter(
      ({ name, shape }) => shape?.text !== "lookup" && !listed.has(name?.text ?? ""),
    ),
  );
}

/** Before an event a source is only worth its dot where there are several. */
export function eventSourceItems(asked: Asked): readonly CompletionItem[] {
  const scope = sourcesInScope(asked.data, asked.offset);
  if (scope.length < 2 || asked.place.statement.at(-1)?.value === ".") return [];
  return sourcesAs(asked, scope, ".");
}

/** What has a cost or a value. */
export function sourceArgumentItems(asked: Asked): readonly CompletionItem[] {
  const figure = asked.place.statement.at(-2)?.value;
  return sourcesAs(
    asked,
    knownSources(asked.data).filter(({ items }) =>
      items.some((item) => item.kind === "amount" && item.keyword === figure),
    ),
  );
}

export function lookupItems(asked: Asked): readonly CompletionItem[] {
  return sourcesAs(
    asked,
    knownSources(asked.data).filter(({ shape }) => shape?.text === "lookup"),
  );
}

function sourcesAs(
  asked: Asked,
  sources: ReturnType<typeof knownSources>,
  behind = "",
): readonly CompletionItem[] {
  return sources.flatMap(({ name, location, doc }, index) => {
    if (name === undefined) return [];
    const documentation = paragraphs(doc, location && code(location.value));
    return nameItem(asked, name.text, {
      kind: "source",
      detail: wordsOf(asked.locale).source,
      ...(documentation === "" ? {} : { documentation }),
      sortText: sortText(ranks.name, index),
    }).map((item) =>
      behind === "" || asked.place.next?.value === behind
        ? item
        : { ...item, edit: { ...item.edit, newText: item.edit.newText + behind } },
    );
  });
}

export function segmentItems(asked: Asked): readonly CompletionItem[] {
  return documented(asked, declared(asked, "segment"), "segment", wordsOf(asked.locale).segment);
}

export function funnelItems(asked: Asked): readonly CompletionItem[] {
  return documented(asked, declared(asked, "funnel"), "funnel", wordsOf(asked.locale).funnel);
}

export function connectionItems(asked: Asked): readonly CompletionItem[] {
  const { connection } = wordsOf(asked.locale);
  return documented(asked, declared(asked, "connection"), "source", connection);
}

function documented(
  asked: Asked,
  found: readonly { readonly name?: { readonly text: string }; readonly doc?: string }[],
  kind: CompletionItem["kind"],
  detail: string,
): readonly CompletionItem[] {
  return found.flatMap(({ name, doc }, index) =>
    name === undefined
      ? []
      : nameItem(asked, name.text, {
          kind,
          detail,
          ...(doc === undefined ? {} : { documentation: doc }),
          sortText: sortText(ranks.name, index),
        }),
  );
}

/** `$name`; the dollar is part of it. */
export function paramItems(asked: Asked): readonly CompletionItem[] {
  const typing = asked.place.typed.text.startsWith("$");
  return declared(asked, "param-declaration").flatMap(({ name, value, doc }, index) =>
    name === undefined
      ? []
      : plainItem(asked, `$${name.text}`, {
          kind: "param",
          detail: wordsOf(asked.locale).param,
          documentation: paragraphs(
            value && code(asked.data.text.slice(value.span.start, value.span.end)),
            doc,
          ),
          sortText: sortText(typing ? ranks.value : ranks.start, index),
        }),
  );
}

/** Stages of the funnel around, or of the one that a study is on; the start and return of a retention. */
export function stageItems(asked: Asked): readonly CompletionItem[] {
  const { data, offset, place, locale } = asked;
  const words = wordsOf(locale);
  if (declarationAround(data, offset)?.kind === "retention") {
    return ["start", "return"].flatMap((name, index) =>
      nameItem(asked, name, {
        kind: "stage",
        detail: words.stage,
        sortText: sortText(ranks.name, index),
      }),
    );
  }
  const funnel = funnelAround(data, offset);
  if (funnel === undefined) return [];
  const stages = namedStages(funnel);
  const after = stages.findIndex(({ name }) => name === stageBefore(asked));
  const first = after >= 0 ? after + 1 : isNeverFirst(asked) ? 1 : 0;
  return stages.slice(first).flatMap(({ name, stage }, index) =>
    nameItem(asked, name, {
      kind: "stage",
      detail: stage.label?.value ?? words.stage,
      documentation: describeStage(stage, funnel, data.text, locale),
      sortText: sortText(place.statement.at(-1)?.value === "->" ? ranks.value : ranks.name, index),
    }),
  );
}

/** Behind an arrow, and after `between A and`, `reached A not reached`, only later stages make sense. */
function stageBefore({ place: { statement } }: Asked): string | undefined {
  const last = statement.at(-1)?.value;
  if (last === "->") return statement.at(-2)?.value;
  if (last === "and" && statement[0]?.value === "without") return statement.at(-2)?.value;
  if (last === "reached" && statement.at(-2)?.value === "not") return statement.at(-3)?.value;
  return undefined;
}

/** A change in a scenario is one of the conversion from the stage before. */
function isNeverFirst(asked: Asked): boolean {
  return declarationAround(asked.data, asked.offset)?.kind === "scenario";
}

/** The measures of the funnel that an experiment is on. */
export function measureItems(asked: Asked): readonly CompletionItem[] {
  const around = declarationAround(asked.data, asked.offset);
  const owner = around?.kind === "retention" ? around : funnelAround(asked.data, asked.offset);
  const own = asked.place.statement[0]?.value === "measure" ? asked.place.statement[1]?.value : "";
  return (owner?.items ?? []).flatMap((item, index) => {
    if (item.kind !== "measure" || item.name === undefined || item.name.text === own) return [];
    const value = item.value && asked.data.text.slice(item.value.span.start, item.value.span.end);
    return nameItem(asked, item.name.text, {
      kind: "measure",
      detail: wordsOf(asked.locale).measure,
      documentation: paragraphs(value && code(value), item.doc),
      sortText: sortText(ranks.name, index),
    });
  });
}
