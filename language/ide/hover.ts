import type { Analysis } from "../analyze.ts";
import type { Locale } from "../messages/index.ts";
import type { Catalog, Need } from "../semantics/catalog.ts";
import type { SymbolId } from "../semantics/references.ts";
import type { ColumnNode, Node } from "../syntax/ast.ts";
import { lex } from "../syntax/lexer.ts";
import { type BlockKeyword, blockKeywords } from "../syntax/parser.ts";
import type { Span } from "../text.ts";
import { type KeywordPlace, findKeyword } from "../vocabulary.ts";
import { type Data, findColumn, keysBelow, sourceValues, sourcesInScope } from "./data.ts";
import { referenceAt } from "./definition.ts";
import {
  describeColumn,
  describeFunnel,
  describeSegment,
  describeSource,
  describeStage,
  describeValue,
} from "./describe.ts";
import { figures, functions } from "./functions.ts";
import { code, paragraphs } from "./markdown.ts";
import { endOf, keywordAt } from "./place.ts";
import { nodesAt, visit } from "./tree.ts";
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
  const needs: Need[] = [];
  const data: Data = { tree: analysis.tree, catalog, needs };
  const asked: Asked = { analysis, data, offset, locale, path: nodesAt(analysis.tree, offset) };
  const found = aboutName(asked) ?? aboutNode(asked) ?? aboutKeyword(asked);
  return found && { ...found, needs };
}

type Found = Omit<HoverAnswer, "needs">;

/** Names that are declared in the file. */
function aboutName(asked: Asked): Found | undefined {
  const reference = referenceAt(asked.analysis, asked.offset);
  const markdown = reference && aboutSymbol(asked, reference.target);
  return reference && markdown !== undefined ? { span: reference.span, markdown } : undefined;
}

function aboutSymbol({ analysis, data, locale }: Asked, symbol: SymbolId): string | undefined {
  let text: string | undefined;
  const owners: Node[] = [];
  visit(analysis.tree, (node) => {
    if (!("name" in node) || typeof node.name !== "object") return;
    if (node.name.span.start !== symbol.declaration.start) return;
    owners.push(node);
  });
  for (const node of owners) {
    switch (node.kind) {
      case "source":
        text = describeSource(node, data, locale);
        break;
      case "segment":
        text = describeSegment(node, analysis.text, locale);
        break;
      case "funnel":
        text = describeFunnel(node, locale);
        break;
      case "stage": {
        const funnel = nodesAt(analysis.tree, node.span.start).find(
          ({ kind }) => kind === "funnel",
        );
        text = funnel?.kind === "funnel" ? describeStage(node, funnel, locale) : undefined;
        break;
      }
      case "let":
        text = describeColumn({ name: symbol.name, computed: node, sources: [] }, locale);
        break;
      default:
        break;
    }
  }
  return text;
}

/** What the tree knows: columns, events, values, functions, files. */
function aboutNode(asked: Asked): Found | undefined {
  const { path, data, offset, locale } = asked;
  const node = path.at(-1);
  const parent = path.at(-2);
  if (node === undefined || parent === undefined) return undefined;
  const scope = sourcesInScope(data.tree, offset);
  if (node.kind === "name") {
    if (parent.kind === "column") return aboutColumn(asked, parent, node.span);
    if (parent.kind === "event-step" && node === parent.event) {
      const sources = parent.source
        ? scope.filter((source) => source.name?.text === parent.source?.text)
        : scope;
      return { span: node.span, markdown: aboutEvent(asked, node.text, sources) };
    }
    const docs = parent.kind === "call" ? functions : parent.kind === "figure" ? figures : [];
    const doc = docs.find((candidate) => candidate.name === node.text);
    if (doc !== undefined) {
      return { span: node.span, markdown: paragraphs(code(doc.signature), doc.doc(locale)) };
    }
    if (parent.kind === "source" && node === parent.shape)
      return aboutWord(asked, node.span, "shape");
  }
  if (node.kind === "string") {
    if (parent.kind === "source" && node === parent.location) {
      return { span: node.span, markdown: describeSource(parent, data, locale) };
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
  return undefined;
}

function aboutColumn(asked: Asked, column: ColumnNode, span: Span): Found | undefined {
  const { data, offset, locale } = asked;
  const last = column.path.findIndex((part) => part.span.start === span.start);
  const names = column.path.slice(0, last + 1).map((part) => part.text);
  const [name = "", ...keys] = names;
  const scope = sourcesInScope(data.tree, offset);
  if (keys.length > 0) {
    const info = keysBelow(data, scope, names.slice(0, -1)).find(
      (key) => key.name === names.at(-1),
    );
    if (info === undefined) return undefined;
    return { span, markdown: describeColumn({ name: names.join("."), info, sources: [] }, locale) };
  }
  const known = findColumn(data, scope, name);
  if (known === undefined) return undefined;
  const values = known.info?.type === "text" ? sourceValues(data, known.sources, [name]) : [];
  return { span, markdown: describeColumn(known, locale, values[0]?.values) };
}

function aboutEvent(
  asked: Asked,
  event: string,
  sources: ReturnType<typeof sourcesInScope>,
): string {
  const values = sources.flatMap((source) => {
    const value = source.items.find((item) => item.kind === "event")?.value;
    return value?.kind === "column"
      ? sourceValues(
          asked.data,
          [source],
          value.path.map((part) => part.text),
        )
      : [];
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
  const { word, doc, available } = keyword;
  return {
    span,
    markdown: paragraphs(
      `${wordsOf(locale).keyword} **${code(word)}**`,
      doc[locale],
      available ? undefined : wordsOf(locale).unavailable,
    ),
  };
}
