import {
  type Rule,
  block,
  capture,
  id,
  include,
  left,
  name,
  nextDeclaration,
  notClause,
  quoted,
  right,
  string,
  wordsAt,
} from "./patterns.ts";

/** `source NAME from "…" as SHAPE { … }` */
export function sourceRules(): Record<string, Rule> {
  return {
    source: {
      begin: String.raw`(?:^|(?<=\}))\s*(source)${right}(?!\s*[=:,(])(?:\s+(${name}))?`,
      end: String.raw`(?<=\})|${nextDeclaration}`,
      beginCaptures: {
        ...capture(undefined, "keyword.control.declaration"),
        2: quoted("entity.name.namespace.source"),
      },
      patterns: [
        ...include("comments"),
        { name: "keyword.control.funnel", match: `${left}from${right}` },
        {
          match: String.raw`${left}(table)\s+(?=${string})`,
          captures: capture(undefined, "keyword.control"),
        },
        {
          match: String.raw`${left}(on)\s+(${name})`,
          captures: {
            ...capture(undefined, "keyword.control"),
            2: quoted("variable.other.connection"),
          },
        },
        {
          match: String.raw`${left}(as)(?:\s+(${wordsAt("shape")}|${id}))?`,
          captures: capture(undefined, "keyword.control", "support.type.shape"),
        },
        block(include("source-item")),
        ...include("string"),
      ],
    },
    "source-item": {
      patterns: [
        ...include("comments"),
        lists(),
        {
          match: String.raw`${left}(actor)\s+(row)(?=\s*(?:["'}]|$))`,
          captures: capture(undefined, "keyword.control", "keyword.control"),
        },
        {
          match: String.raw`${left}(join)\s+${notClause}(${name})`,
          captures: {
            ...capture(undefined, "keyword.control"),
            2: quoted("variable.other.source"),
          },
        },
        firstColumn(),
        {
          match: String.raw`${left}(let)\s+(${name})(?=\s*=)`,
          captures: {
            ...capture(undefined, "keyword.control"),
            2: quoted("variable.other.column.let"),
          },
        },
        {
          name: "keyword.control.funnel",
          match: String.raw`${left}(?:event|currency|timezone|sheet|format)(?=\s+["'])`,
        },
        {
          name: "keyword.control.funnel",
          match: String.raw`${left}(?:session|cost|value)(?=\s+[\d(])`,
        },
        {
          match: String.raw`${left}(dedupe)(?:\s+(by)${right})?(?!\s*[=!<>+*/,.)])`,
          captures: capture(undefined, "keyword.control", "keyword.control"),
        },
        { name: "keyword.control.funnel", match: String.raw`${left}by(?=\s+${name})` },
        {
          comment: "alone on its line, the rest still to be typed",
          match: String.raw`^\s*(${wordsAt("source")})\s*$`,
          captures: capture(undefined, "keyword.control"),
        },
        ...include("expression"),
      ],
    },
  };
}

/** `options { … }`, `stages { … }`, `totals { … }` */
function lists(): Rule {
  return {
    begin: String.raw`${left}(options|stages|totals)\s*(\{)`,
    end: String.raw`\}|${nextDeclaration}`,
    beginCaptures: capture(undefined, "keyword.control", "punctuation.section.block.begin"),
    endCaptures: capture("punctuation.section.block.end"),
    patterns: [
      {
        name: "keyword.other.option.funnel",
        match: String.raw`${left}(?:${wordsAt("options")})(?=\s+(?:["']|true|false|\d)|\s*$)`,
      },
      {
        match: String.raw`(${name})\s*(:)`,
        captures: {
          1: quoted("variable.other.enummember.event"),
          2: { name: "punctuation.separator.colon.funnel" },
        },
      },
      ...include("expression"),
    ],
  };
}

/** The keyword together with its first column, which may be called like a keyword: `time time`. */
function firstColumn(): Rule {
  return {
    match: String.raw`${left}(actor|each|time|event|session|cost|value|currency)\s+${notClause}(${name})(?!\s*\()`,
    captures: {
      ...capture(undefined, "keyword.control"),
      2: { patterns: include("column") },
    },
  };
}
