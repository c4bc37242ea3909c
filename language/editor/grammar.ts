import { figureNames } from "../semantics/figures/signatures.ts";
import { functionNames } from "../semantics/functions.ts";
import {
  type Rule,
  capture,
  id,
  include,
  left,
  name,
  nextDeclaration,
  oneOf,
  operators,
  quoted,
  right,
  wordsAt,
} from "./patterns.ts";
import { declarationRules } from "./grammar-declarations.ts";
import { funnelRules } from "./grammar-funnel.ts";
import { sourceRules } from "./grammar-source.ts";

/**
 * The TextMate grammar, which editors and code hosts use without our server. It knows the words of the
 * vocabulary; `funnel.tmLanguage.json` is this object written out, and a test keeps the two the same.
 *
 * Soft keywords are coloured only where they are keywords, as well as one line at a time allows: by
 * the block that they stand in and by what follows them. The server's semantic tokens correct the rest.
 */
export function textMateGrammar(): object {
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "Funnel",
    scopeName: "source.funnel",
    fileTypes: ["funnel"],
    patterns: include("comments", "source", "segment", "funnel", "declaration", "expression"),
    repository: {
      comments: comments(),
      ...textRules(),
      ...expressionRules(),
      ...sourceRules(),
      ...segmentRules(),
      ...funnelRules(),
      ...declarationRules(),
    },
  };
}

function comments(): Rule {
  const mark = { captures: capture("punctuation.definition.comment") };
  const markdown: Rule = {
    comment: "`while` ends the Markdown before the closing mark, even inside an open fence or list",
    begin: String.raw`\G(?!.*\*/)`,
    while: String.raw`^(?!.*\*/)`,
    contentName: "meta.embedded.block.markdown.funnel",
    patterns: [{ include: "text.html.markdown" }],
  };
  return {
    patterns: [
      {
        name: "comment.block.documentation.funnel",
        begin: String.raw`/\*\*(?!/)`,
        end: String.raw`\*/`,
        ...mark,
        patterns: [markdown],
      },
      { name: "comment.block.funnel", begin: String.raw`/\*`, end: String.raw`\*/`, ...mark },
      {
        name: "comment.line.double-slash.funnel",
        match: "(//).*$",
        captures: capture(undefined, "punctuation.definition.comment"),
      },
    ],
  };
}

function quote(mark: string, kind: string): Rule {
  return {
    name: `string.quoted.${kind}.funnel`,
    begin: mark,
    end: `${mark}|$`,
    beginCaptures: capture("punctuation.definition.string.begin"),
    endCaptures: capture("punctuation.definition.string.end"),
    patterns: include("escape"),
  };
}

function textRules(): Record<string, Rule> {
  return {
    escape: {
      patterns: [
        {
          name: "constant.character.escape.funnel",
          match: String.raw`\\(?:["'${"`"}\\nt]|u\{[0-9A-Fa-f]{1,6}\})`,
        },
        { name: "invalid.illegal.escape.funnel", match: String.raw`\\.` },
      ],
    },
    "escape-in-name": {
      patterns: [
        { name: "punctuation.definition.name.funnel", match: "`" },
        { include: "#escape" },
      ],
    },
    string: { patterns: [quote('"', "double"), quote("'", "single")] },
    number: numbers(),
  };
}

function numbers(): Rule {
  const notInWord = String.raw`(?<![\p{L}\p{M}\p{N}_])`;
  const number = String.raw`\d[\d_]*(?:\.\d[\d_]*)?`;
  const time = String.raw`T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?`;
  const withUnit = capture(undefined, "constant.numeric", "keyword.other.unit");
  return {
    patterns: [
      {
        name: "constant.numeric.date.funnel",
        match: String.raw`${left}\d{4}-\d{2}-\d{2}(?:${time})?${right}`,
      },
      {
        name: "constant.numeric.period.funnel",
        match: String.raw`${left}\d{4}-(?:Q[1-4]|\d{2})(?![\p{L}\p{N}_-])`,
      },
      {
        match: String.raw`${notInWord}(${number})\s*(${wordsAt("unit")})${right}`,
        captures: withUnit,
      },
      { match: `${notInWord}(${number})(%)`, captures: withUnit },
      { name: "constant.numeric.funnel", match: `${notInWord}${number}` },
    ],
  };
}

function expressionRules(): Record<string, Rule> {
  const call = String.raw`(?=\s*\()`;
  return {
    expression: {
      patterns: include("comments", "string", "number", "parentheses", "operator", "name"),
    },
    parentheses: {
      begin: String.raw`\(`,
      end: String.raw`\)|(?=\})|${nextDeclaration}`,
      beginCaptures: capture("punctuation.section.parens.begin"),
      endCaptures: capture("punctuation.section.parens.end"),
      patterns: include("expression"),
    },
    operator: { patterns: operatorPatterns() },
    name: {
      patterns: [
        { name: "variable.parameter.funnel", match: String.raw`\$${id}` },
        { name: "support.function.funnel", match: `${left}${oneOf(functionNames)}${call}` },
        {
          name: "support.function.figure.funnel",
          match: `${left}${oneOf(figureNames)}${call}`,
        },
        { name: "entity.name.function.funnel", match: `${left}${id}${call}` },
        { include: "#column" },
      ],
    },
    column: {
      patterns: [
        {
          name: "variable.other.column.funnel",
          begin: "`",
          end: "`|$",
          beginCaptures: capture("punctuation.definition.name"),
          endCaptures: capture("punctuation.definition.name"),
          patterns: include("escape"),
        },
        { name: "variable.other.property.funnel", match: String.raw`(?<=\.)${id}` },
        { name: "variable.other.column.funnel", match: id },
        { name: "punctuation.accessor.funnel", match: String.raw`\.` },
        { name: "punctuation.separator.funnel", match: "," },
        { name: "punctuation.separator.colon.funnel", match: ":" },
      ],
    },
  };
}

function operatorPatterns(): Rule[] {
  const word = "keyword.operator.word.funnel";
  return [
    { name: "keyword.operator.arrow.funnel", match: "->" },
    { name: "keyword.operator.range.funnel", match: String.raw`\.\.` },
    { name: "keyword.operator.comparison.funnel", match: "!=|<=|>=|=|<|>" },
    { name: "keyword.operator.arithmetic.funnel", match: String.raw`[+\-*/]` },
    { name: word, match: `${left}(?:and|or|not|in|is|missing)${right}` },
    { name: "constant.language.boolean.funnel", match: `${left}(?:true|false)${right}` },
    {
      name: "keyword.control.funnel",
      match: `${left}(?:where|within|after|between|at|optional)${right}`,
    },
    {
      match: String.raw`${left}(starts|ends)\s+(with)${right}`,
      captures: capture(undefined, "keyword.operator.word", "keyword.operator.word"),
    },
    {
      comment: "operators only before an operand: both may be columns",
      name: word,
      match: String.raw`${left}(?:contains|matches)${right}(?=\s+[\p{L}_${"`"}"'$(\d]|\s*$)(?!\s+(?:${operators})${right})`,
    },
  ];
}

function segmentRules(): Record<string, Rule> {
  const end = String.raw`(?=^\s*$)|(?=^(?:${wordsAt("file")})${right})|(?=/\*\*)`;
  return {
    segment: {
      begin: String.raw`(?:^|(?<=\}))\s*(segment)${right}(?=\s+${name}\s*=|\s*$|\s+${name}\s*$)(?:\s+(${name}))?\s*(=)?`,
      end,
      beginCaptures: {
        ...capture(
          undefined,
          "keyword.control.declaration",
          undefined,
          "keyword.operator.assignment",
        ),
        2: quoted("entity.name.type.segment"),
      },
      patterns: [
        ...include("comments"),
        {
          begin: String.raw`${left}(actors)\s+(with|without)${right}`,
          end: String.raw`(?=${left}at\s)|${end}`,
          beginCaptures: capture(undefined, "keyword.control", "keyword.control"),
          patterns: include("steps"),
        },
        ...include("at-least", "expression"),
      ],
    },
    "at-least": {
      match: String.raw`${left}(at)\s+(least)\s+(\d[\d_]*)(?:\s+(times)${right})?`,
      captures: capture(
        undefined,
        "keyword.control",
        "keyword.control",
        "constant.numeric",
        "keyword.control",
      ),
    },
  };
}
