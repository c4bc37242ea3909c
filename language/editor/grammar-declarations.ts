import {
  type Rule,
  block,
  capture,
  endOfStatement,
  id,
  include,
  left,
  name,
  nextDeclaration,
  quoted,
  right,
  studies,
  wordsAt,
} from "./patterns.ts";

const declares = "keyword.control.declaration";
const keyword = "keyword.control";
const stageName = quoted("entity.name.function.stage");

/** `import`, `param`, `connection`, `audience`, and what is on a funnel or a source. */
export function declarationRules(): Record<string, Rule> {
  return {
    declaration: {
      patterns: [
        {
          match: String.raw`^\s*(import)(?=\s+["'])`,
          captures: capture(undefined, declares),
        },
        {
          match: String.raw`^\s*(param)\s+(${name})\s*(=)?`,
          captures: {
            ...capture(undefined, declares, undefined, "keyword.operator.assignment"),
            2: quoted("variable.parameter"),
          },
        },
        connection(),
        audience(),
        study(),
      ],
    },
    "study-item": { patterns: studyItems() },
  };
}

function connection(): Rule {
  return {
    begin: String.raw`^\s*(connection)\s+(${name})(?:\s+(${wordsAt("connection-header")}|${id}))?`,
    end: String.raw`(?<=\})|(?=^\s*$)|${nextDeclaration}`,
    beginCaptures: {
      ...capture(undefined, declares, undefined, "support.type.engine"),
      2: quoted("variable.other.connection"),
    },
    patterns: [
      ...include("comments"),
      block([
        {
          match: String.raw`${left}(${wordsAt("connection")})\s+(env)(?=\s*\()`,
          captures: capture(undefined, keyword, "support.function"),
        },
        ...include("expression"),
      ]),
    ],
  };
}

function audience(): Rule {
  return {
    begin: String.raw`^\s*(audience)\s+(${name})(?:\s+(on)\s+(${name}))?\s*(=)?`,
    end: String.raw`(?=^\s*$)|(?=^(?:${wordsAt("file")})${right})|(?=/\*\*)`,
    beginCaptures: {
      ...capture(undefined, declares, undefined, keyword, undefined, "keyword.operator.assignment"),
      2: quoted("entity.name.type.audience"),
      4: quoted("entity.name.type.funnel"),
    },
    patterns: [
      ...include("comments"),
      {
        match: String.raw`${left}(?:(not)\s+)?(reached)\s+(${name})`,
        captures: { ...capture(undefined, keyword, keyword), 3: stageName },
      },
      {
        match: String.raw`${left}(dropped)\s+(after)\s+(${name})`,
        captures: { ...capture(undefined, keyword, keyword), 3: stageName },
      },
      {
        comment: "the stage still to be typed",
        name: "keyword.control.funnel",
        match: `${left}(?:${wordsAt("audience")})${right}`,
      },
      ...include("expression"),
    ],
  };
}

function study(): Rule {
  return {
    begin: String.raw`^\s*(${studies.join("|")})\s+(${name})(?:\s+(on)\s+(${name}))?`,
    end: String.raw`(?<=\})|(?=^\s*$)|${nextDeclaration}`,
    beginCaptures: {
      ...capture(undefined, declares, undefined, keyword),
      2: quoted("entity.name.type.study"),
      4: quoted("variable.other.source"),
    },
    patterns: [...include("comments"), block(include("study-item"))],
  };
}

/** The statements of all studies: most stand in one of them only. */
function studyItems(): Rule[] {
  return [
    ...include("comments", "measure-statement", "split"),
    ...retention(),
    ...experiment(),
    ...score(),
    {
      begin: `${left}(where)${right}`,
      end: endOfStatement,
      beginCaptures: capture(undefined, keyword),
      patterns: include("expression"),
    },
    {
      comment: "alone on its line, the rest still to be typed",
      match: String.raw`^\s*(${wordsAt(...studies)})\s*$`,
      captures: capture(undefined, keyword),
    },
    ...include("expression"),
  ];
}

function retention(): Rule[] {
  return [
    {
      begin: String.raw`${left}(start|return)\s*(:)`,
      end: endOfStatement,
      beginCaptures: capture(undefined, keyword, "punctuation.separator.colon"),
      patterns: include("steps"),
    },
    {
      match: String.raw`${left}(every)\s+(day|week|month)${right}(?:\s+(for)${right})?`,
      captures: capture(undefined, keyword, "support.constant.every", keyword),
    },
  ];
}

function experiment(): Rule[] {
  return [
    {
      match: String.raw`${left}(goal)\s+(${name})(?:\s*(->)\s*(${name})?)?`,
      captures: {
        ...capture(undefined, keyword, undefined, "keyword.operator.arrow"),
        2: stageName,
        4: stageName,
      },
    },
    {
      match: String.raw`${left}(measure)\s+(${name})`,
      captures: { ...capture(undefined, keyword), 2: quoted("variable.other.measure") },
    },
    { name: "keyword.control.funnel", match: String.raw`${left}variant(?=\s+[\p{L}_${"`"}"'(])` },
    { name: "keyword.control.funnel", match: String.raw`${left}(?:control|split)(?=\s+["'])` },
    { name: "keyword.control.funnel", match: String.raw`${left}confidence(?=\s+\d)` },
    {
      match: String.raw`${left}(minimum)\s+(\d[\d_]*)(?:\s+(actors)${right})?`,
      captures: capture(undefined, keyword, "constant.numeric", keyword),
    },
    {
      match: String.raw`${left}(?:(learn)\s+)?(from)\s+(?:(properties)(?=\s*\()|(events|column)${right})`,
      captures: capture(undefined, keyword, keyword, keyword, keyword),
    },
    {
      match: String.raw`(?<=\))\s*(and)\s+(events)${right}`,
      captures: capture(undefined, keyword, keyword),
    },
    {
      match: String.raw`${left}(stage)\s+(${name})(?=\s*(?:[+=-]|$))`,
      captures: { ...capture(undefined, keyword), 2: stageName },
    },
  ];
}

function score(): Rule[] {
  const points = String.raw`${left}(points)\s*([+-])\s*(\d[\d_]*(?:\.\d+)?)\s+(when)${right}`;
  const scopes = [keyword, "keyword.operator.arithmetic", "constant.numeric", keyword];
  return [
    {
      begin: String.raw`${points}\s+(did)${right}(?=\s+[\p{L}_${"`"}"'(])`,
      end: endOfStatement,
      beginCaptures: capture(undefined, ...scopes, keyword),
      patterns: include("steps"),
    },
    {
      begin: points,
      end: endOfStatement,
      beginCaptures: capture(undefined, ...scopes),
      patterns: include("expression"),
    },
    {
      begin: String.raw`${left}(grades)(?=\s+${name})`,
      end: endOfStatement,
      beginCaptures: capture(undefined, keyword),
      patterns: [
        ...include("comments", "number", "operator"),
        { match: `(${name})`, captures: { 1: quoted("entity.name.type.grade") } },
        { name: "punctuation.separator.funnel", match: "," },
      ],
    },
  ];
}
