import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { Catalog, Need } from "../semantics/catalog.ts";
import { findFigure } from "../semantics/figures/signatures.ts";
import { joinPath } from "../semantics/imports/paths.ts";
import { findPreset } from "../semantics/presets/index.ts";
import type { ColumnNode, NameNode, Node } from "../syntax/ast.ts";
import { lex } from "../syntax/lexer.ts";
import { type BlockKeyword, blockKeywords } from "../syntax/parser.ts";
import type { Span } from "../text.ts";
import { type KeywordPlace, findKeyword } from "../vocabulary.ts";
import { keywordDoc } from "../vocabulary/docs.ts";
import { type Data, dataOf, findColumn, lookupsOf, sourceValues } from "./data.ts";
import { sourcesInScope } from "./declared.ts";
import { referenceAt } from "./definition.ts";
import {
  describeColumn,
  describeImport,
  describeSource,
  describeValue,
  heading,
} from "./describe.ts";
import { figureDoc, functions } from "./functions.ts";
import { mappingOf } from "./mapping.ts";
import { code, paragraphs } from "./markdown.ts";
import { endOf, keywordAt } from "./place.ts";
import { nodesAt } from "./tree.ts";
import { describeSymbol } from "./symbol-docs.ts";
import { wordsOf } from "./words.ts";

export interface HoverAnswer {
  /** What it is about. */
  readonly span: Span;
  readonly markdown: string;
  /** What the catalog could not answer; with it there would be more to say. */
  readonly needs: readonly Need[];
}

interface Asked {
  readonly analysis: Analysis;
  readonly data: Data;
  readonly offset: number;
  readonly locale: Locale;
  /** The nodes around the offset, outermost first. */
  readonly path: readonly Node[];
}

/** What the word, name or value at an offset is. */
export function hover(
  analysis: Analysis,
  catalog: Catalog,
  offset: number,
  locale: Locale,
): HoverAnswer | undefined {
  const data = dataOf(analysis, catalog);
  const asked: Asked = { analysis, data, offset, locale, path: nodesAt(analysis.tree, offset) };
  const found = aboutName(asked) ?? aboutNode(asked) ?? aboutKeyword(asked);
  return found && { ...found, needs: data.needs };
}

type Found = Omit<HoverAnswer, "needs">;

/** Names that are declared in the file. */
function aboutName(asked: Asked): Found | undefined {
  const reference = referenceAt(asked.analysis, asked.offset);
  const { analysis, data, locale } = asked;
  const markdown = reference && describeSymbol(analysis, data, reference.target, locale);
  return reference && markdown !== undefined ? { span: reference.span, markdown } : undefined;
}

/** What the tree knows: columns, events, values, functions, files. */
function aboutNode(asked: Asked): Found | undefined {
  const { path, data, offset, locale } = asked;
  const node = path.at(-1);
  const parent = path.at(-2);
  if (node === undefined || parent === undefined) return undefined;
  const scope = sourcesInScope(data, offset);
  if (node.kind === "name") {
    if (parent.kind === "column") return aboutColumn(asked, parent, node.span);
    if (parent.kind === "event-step" && node === parent.event) {
      const sources = parent.source
        ? scope.filter((source) => source.name?.text === parent.source?.text)
        : scope;
      return { span: node.span, markdown: aboutEvent(asked, node.text, sources) };
    }
    if (parent.kind === "figure" && node === parent.name) return aboutFigure(asked, node);
    const doc =
      parent.kind === "call" ? functions.find(({ name }) => name === node.text) : undefined;
    if (doc !== undefined) {
      return { span: node.span, markdown: paragraphs(code(doc.signature), doc.doc(locale)) };
    }
    if (parent.kind === "source" && node === parent.shape) {
      const preset = findPreset(node.text);
      return preset === undefined
        ? aboutWord(asked, node.span, "shape")
        : {
            span: node.span,
            markdown: paragraphs(heading("", node.text).trim(), preset.doc[locale]),
          };
    }
  }
  if (node.kind === "string") {
    if (parent.kind === "source" && node === parent.location) {
      return { span: node.span, markdown: describeSource(parent, data, locale) };
    }
    if (parent.kind === "import") {
      const file = asked.analysis.imports.find(
        ({ path: found }) => found === joinPath("", node.value),
      );
      return { span: node.span, markdown: describeImport(node.value, file, locale) };
    }
    const column = comparedWith(parent, node);
    if (column !== undefined) {
      const values = sourceValues(
        data,
        scope,
        column.path.map((part) => part.text),
      );
      return { span: node.span, markdown: describeValue("value", node.value, values, locale) };
    }
  }
  if (node.kind === "number" && node.percent) {
    const written = `${node.text}%`;
    return { span: node.span, markdown: `${code(written)} = ${code(hundredth(node.text))}` };
  }
  return undefined;
}

/** `12.5` as `0.125`, without the errors of binary fractions. */
function hundredth(text: string): string {
  return String(Number(`${text}e-2`));
}

function aboutFigure({ locale }: Asked, { text, span }: NameNode): Found | undefined {
  const signature = findFigure(text);
  if (signature === undefined) return undefined;
  const words = wordsOf(locale);
  return {
    span,
    markdown: paragraphs(
      code(signature.label),
      `${figureDoc(signature.name, locale)} (${words.units[signature.unit]})`,
      signature.example === signature.label
        ? undefined
        : `${words.example}: ${code(signature.example)}`,
      signature.available ? undefined : words.unavailable,
    ),
  };
}

function aboutColumn(asked: Asked, column: ColumnNode, span: Span): Found | undefined {
  const { data, offset, locale } = asked;
  const last = column.path.findIndex((part) => part.span.start === span.start);
  const names = column.path.slice(0, last + 1).map((part) => part.text);
  const scope = sourcesInScope(data, offset);
  const known = findColumn(data, scope, names);
  if (known === undefined) {
    const lookup = lookupsOf(data, scope).find(({ name }) => name?.text === names[0]);
    if (lookup === undefined || names.length > 1) return undefined;
    return { span, markdown: describeSource(lookup, data, locale) };
  }
  const values = known.info?.type === "json" ? [] : sourceValues(data, scope, names);
  return { span, markdown: describeColumn(known, locale, values[0]?.values) };
}

function aboutEvent(
  asked: Asked,
  event: string,
  sources: ReturnType<typeof sourcesInScope>,
): string {
  const values = sources.flatMap((source) => {
    const column = mappingOf(asked.data, source).event;
    return column === undefined || typeof column === "string"
      ? []
      : sourceValues(asked.data, [source], column);
  });
  return describeValue("event", event, values, asked.locale);
}

/** The column on the other side of a comparison. */
function comparedWith(parent: Node, node: Node): ColumnNode | undefined {
  switch (parent.kind) {
    case "binary": {
      const other = parent.left === node ? parent.right : parent.left;
      return other?.kind === "column" ? other : undefined;
    }
    case "in-test":
      return parent.operand?.kind === "column" ? parent.operand : undefined;
    default:
      return undefined;
  }
}

function aboutKeyword(asked: Asked): Found | undefined {
  const { tokens } = lex(asked.analysis.text);
  const index = tokens.findIndex(
    (token) => token.startOffset <= asked.offset && asked.offset <= token.endOffset,
  );
  const token = tokens[index] ?? tokens.find((candidate) => endOf(candidate) === asked.offset);
  if (token === undefined) return undefined;
  const node = asked.path.at(-1);
  const place = keywordAt(tokens, tokens.indexOf(token), asked.analysis.text);
  const span = { start: token.startOffset, end: endOf(token) };
  if (place !== undefined) return aboutWord(asked, span, place);
  const block = asked.path[1]?.kind;
  if (node === asked.path[1]) return aboutWord(asked, span, "file");
  return block && isBlock(block) ? aboutWord(asked, span, block) : undefined;
}

function isBlock(kind: string): kind is BlockKeyword {
  return blockKeywords.some((keyword) => keyword === kind);
}

function aboutWord(
  { analysis, locale }: Asked,
  span: Span,
  place: KeywordPlace,
): Found | undefined {
  const keyword = findKeyword(analysis.text.slice(span.start, span.end), place);
  if (keyword === undefined) return undefined;
  const { word, available } = keyword;
  return {
    span,
    markdown: paragraphs(
      `${wordsOf(locale).keyword} **${code(word)}**`,
      keywordDoc(keyword, locale),
      available ? undefined : wordsOf(locale).unavailable,
    ),
  };
}
