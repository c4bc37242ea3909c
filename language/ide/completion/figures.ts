import type { ColumnType } from "../../semantics/catalog.ts";
import {
  type FigureSignature,
  figureSignatures,
  findFigure,
} from "../../semantics/figures/signatures.ts";
import type { MeasureUnit } from "../../semantics/measure-unit.ts";
import { writeName } from "../../semantics/write.ts";
import { declarationAround, funnelAround, namedStages } from "../declared.ts";
import { type FunctionDoc, figureDoc, functions } from "../functions.ts";
import { code, paragraphs } from "../markdown.ts";
import { wordsOf } from "../words.ts";
import { type Asked, choice, plainItems, ranks, sortText } from "./asked.ts";
import { rankedColumns } from "./columns.ts";
import type { CompletionItem } from "./item.ts";
import { measureItems } from "./names.ts";

/** Functions over the columns of a row. */
export function functionItems(asked: Asked): readonly CompletionItem[] {
  const { function: detail } = wordsOf(asked.locale);
  return functions.flatMap((doc, index) => callItem(asked, doc, detail, index));
}

function callItem(
  asked: Asked,
  { name, signature, doc, snippet }: FunctionDoc,
  detail: string,
  index: number,
): readonly CompletionItem[] {
  const { place, locale } = asked;
  if (place.typed.quote !== "") return [];
  const bare = place.next?.value === "(";
  return [
    {
      label: name,
      kind: "function",
      detail,
      documentation: paragraphs(code(signature), doc(locale)),
      edit: { span: place.typed.span, newText: bare ? name : filled(asked, snippet) },
      snippet: !bare,
      sortText: sortText(ranks.function, index),
    },
  ];
}

/** With the columns of a type in the place of its name. */
function filled(asked: Asked, snippet: string): string {
  return snippet.replace(/\$\{(\d+):(text|number|time)\}/g, (hole, field: string, type: string) => {
    const columns = typedColumns(asked, type as ColumnType);
    return columns.length === 0 ? hole : choice(Number(field), columns, type);
  });
}

function typedColumns(asked: Asked, type: ColumnType): readonly string[] {
  return rankedColumns(asked, "group").flatMap(({ name, info }) =>
    info?.type === type ? [writeName(name)] : [],
  );
}

/** Figures over the funnel's result with holes for their arguments, and its own measures. */
export function figureItems(asked: Asked): readonly CompletionItem[] {
  const { place, locale } = asked;
  if (place.typed.quote !== "") return measureItems(asked);
  const words = wordsOf(locale);
  const bare = place.next?.value === "(";
  const items = figureSignatures.map((signature, index): CompletionItem => {
    const rank = signature.available ? ranks.function : ranks.rare;
    return {
      label: signature.name,
      kind: "function",
      detail: words.units[signature.unit],
      documentation: paragraphs(
        code(signature.label),
        figureDoc(signature.name, locale),
        code(signature.example),
        signature.available ? undefined : words.unavailable,
      ),
      edit: {
        span: place.typed.span,
        newText: bare ? signature.name : figureSnippet(asked, signature),
      },
      snippet: !bare,
      sortText: sortText(rank, index),
    };
  });
  return [...measureItems(asked), ...items];
}

function figureSnippet(asked: Asked, { name, parameters, at }: FigureSignature): string {
  const stages = stageNames(asked);
  let field = 0;
  const hole = (values: readonly string[], word: string): string => choice(++field, values, word);
  const args = parameters.flatMap(({ kind, label, optional }): readonly string[] => {
    switch (kind) {
      case "step": {
        const from = hole(stages.slice(0, -1), "A");
        return [`${from} -> ${hole([...stages.slice(1)].reverse(), "B")}`];
      }
      case "stage":
        return [hole(stages, "Stage")];
      case "within":
      case "number":
        return [];
      case "value":
        return optional ? [] : [hole(typedColumns(asked, "number"), label)];
      case "condition":
        return [
          hole(
            rankedColumns(asked, "group").map((one) => writeName(one.name)),
            label,
          ),
        ];
      case "source":
        return optional ? [] : [hole([], label)];
    }
  });
  const call = args.length === 0 ? name : `${name}(${args.join(", ")})`;
  const [where] = [...at].reverse();
  return where === undefined ? call : `${call} ${where} ${hole([...stages].reverse(), "Stage")}`;
}

function stageNames(asked: Asked): readonly string[] {
  if (declarationAround(asked.data, asked.offset)?.kind === "retention") return ["start", "return"];
  const funnel = funnelAround(asked.data, asked.offset);
  return funnel === undefined ? [] : namedStages(funnel).map(({ name }) => writeName(name));
}

const limits: Readonly<Record<MeasureUnit | "value", readonly string[]>> = {
  number: ["1", "10", "100", "1000"],
  share: ["5%", "10%", "20%", "50%"],
  duration: ["1 hour", "1 day", "3 days", "7 days", "14 days", "30 days"],
  money: ["0", "100", "1000"],
  ratio: ["1", "2", "3"],
  value: ["0", "100", "1000"],
};

/** What a figure on the left of a comparison may reach, in its unit. */
export function limitItems(asked: Asked): readonly CompletionItem[] {
  const unit = unitOfLimit(asked);
  return unit === undefined ? [] : plainItems(asked, limits[unit], "value");
}

/** The unit on the left of the last comparison, where one figure or measure stands there. */
export function unitOfLimit(asked: Asked): MeasureUnit | "value" | undefined {
  const tokens = asked.place.statement;
  if (tokens[0]?.image !== "expect") return undefined;
  const comparison = tokens.findLastIndex(({ value }) => /^(?:[<>]=?|!?=)$/.test(value));
  const from = tokens.findLastIndex(({ image }) => image === "expect" || image === "when");
  const left = tokens.slice(from + 1, Math.max(from + 1, comparison));
  const name = left[0]?.value ?? "";
  if (left.some(({ value }) => ["+", "-", "*", "/"].includes(value))) return undefined;
  const figure = findFigure(name);
  if (figure !== undefined) return figure.unit;
  const owner = funnelAround(asked.data, asked.offset);
  const measure = owner?.items.find((item) => item.kind === "measure" && item.name?.text === name);
  if (measure?.kind !== "measure" || measure.value?.kind !== "figure") return undefined;
  return findFigure(measure.value.name.text)?.unit;
}
