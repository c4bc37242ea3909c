import type { KeywordPlace } from "../vocabulary.ts";
import {
  type Rule,
  block,
  capture,
  endOfStatement,
  include,
  left,
  name,
  notClause,
  nextDeclaration,
  quoted,
  right,
  string,
  wordsAt,
} from "./patterns.ts";

/** `funnel NAME on SOURCE, … { … }` */
export function funnelRules(): Record<string, Rule> {
  return {
    funnel: {
      begin: String.raw`(?:^|(?<=\}))\s*(funnel)${right}(?!\s*[=:,(])(?:\s+(${name}))?`,
      end: String.raw`(?<=\})|${nextDeclaration}`,
      beginCaptures: {
        ...capture(undefined, "keyword.control.declaration"),
        2: quoted("entity.name.type.funnel"),
      },
      patterns: [
        ...include("comments"),
        { name: "keyword.control.funnel", match: `${left}on${right}` },
        { match: `(${name})`, captures: { 1: quoted("variable.other.source") } },
        { name: "punctuation.separator.funnel", match: "," },
        block(include("statement")),
      ],
    },
    statement: { patterns: statements() },
    stage: stage(),
    steps: steps(),
    measure: measure(),
    split: split(),
    "measure-statement": measureStatement(),
  };
}

const keyword = "keyword.control";
const stageName = quoted("entity.name.function.stage");

/** A keyword that one of a few words follows. */
function choice(word: string, place: KeywordPlace): Rule {
  return {
    match: String.raw`${left}(${word})\s+(${wordsAt(place)})${right}(?!\s*\()`,
    captures: capture(undefined, keyword, `support.constant.${word}`),
  };
}

function statements(): Rule[] {
  return [
    ...include("comments", "stage"),
    {
      match: String.raw`${left}(during)(?:\s+(last)${right})?(?=\s|$)`,
      captures: capture(undefined, keyword, keyword),
    },
    choice("order", "order"),
    choice("window", "window"),
    { name: "keyword.control.funnel", match: String.raw`${left}window(?=\s+\d)` },
    choice("entry", "entry"),
    choice("count", "count"),
    choice("model", "model"),
    choice("chart", "chart"),
    {
      match: String.raw`${left}(trend)\s+(hourly|daily|weekly|monthly)${right}(?:\s+(forecast)(?=\s+\d))?`,
      captures: capture(undefined, keyword, "support.constant.trend", keyword),
    },
    compare(),
    ...include("split"),
    expect(),
    ...include("measure-statement"),
    without(),
    {
      match: String.raw`${left}(segment)\s+${notClause}(${name})`,
      captures: { ...capture(undefined, keyword), 2: quoted("entity.name.type.segment") },
    },
    {
      begin: String.raw`${left}(same|note|actor)(?=\s+${notClause}[\p{L}_${"`"}\d"'(])`,
      end: endOfStatement,
      beginCaptures: capture(undefined, keyword),
      patterns: include("expression"),
    },
    {
      begin: `${left}(where)${right}`,
      end: endOfStatement,
      beginCaptures: capture(undefined, keyword),
      patterns: include("expression"),
    },
    {
      comment: "alone on its line, the rest still to be typed",
      match: String.raw`^\s*(${wordsAt("funnel")})\s*$`,
      captures: capture(undefined, keyword),
    },
    ...include("expression"),
  ];
}

function measureStatement(): Rule {
  return {
    begin: String.raw`${left}(measure)\s+(${name})\s*(=)`,
    end: endOfStatement,
    beginCaptures: {
      ...capture(undefined, keyword, undefined, "keyword.operator.assignment"),
      2: quoted("variable.other.measure"),
    },
    patterns: [
      {
        match: String.raw`${left}(as)\s+(percent|number|duration|currency)${right}`,
        captures: capture(undefined, keyword, "support.constant.unit"),
      },
      ...include("measure"),
    ],
  };
}

function compare(): Rule {
  const segment = quoted("entity.name.type.segment");
  return {
    match: String.raw`${left}(compare)\s+(?:(previous)\s+(period)${right}|(${name})\s+(vs)\s+(${name}))`,
    captures: {
      ...capture(undefined, keyword, keyword, keyword, undefined, keyword),
      4: segment,
      6: segment,
    },
  };
}

function split(): Rule {
  return {
    begin: String.raw`${left}(split)\s+(by)${right}`,
    end: endOfStatement,
    beginCaptures: capture(undefined, keyword, keyword),
    patterns: [
      {
        match: String.raw`${left}(at)\s+(entry|first|last|every)${right}`,
        captures: capture(undefined, keyword, "support.constant.split"),
      },
      {
        match: String.raw`${left}(at)\s+(${name})`,
        captures: { ...capture(undefined, keyword), 2: stageName },
      },
      { name: "keyword.control.funnel", match: String.raw`${left}top(?=\s+\d)` },
      ...include("expression"),
    ],
  };
}

function expect(): Rule {
  return {
    begin: String.raw`${left}(expect)(?=\s+[\p{L}_${"`"}(\d$-])`,
    end: endOfStatement,
    beginCaptures: capture(undefined, keyword),
    patterns: [
      {
        match: String.raw`${left}(else)\s+(warn|fail)${right}`,
        captures: capture(undefined, keyword, "support.constant.outcome"),
      },
      { name: "keyword.control.funnel", match: `${left}when${right}` },
      {
        match: String.raw`(?<=expect)\s+(trend)\s+(within)\s+(forecast)${right}`,
        captures: capture(undefined, keyword, keyword, keyword),
      },
      ...include("measure"),
    ],
  };
}

function without(): Rule {
  return {
    begin: String.raw`${left}(without)${right}(?=\s)`,
    end: endOfStatement,
    beginCaptures: capture(undefined, keyword),
    patterns: [
      {
        match: String.raw`${left}(between)\s+(${name})\s+(and)\s+(${name})`,
        captures: {
          ...capture(undefined, keyword, undefined, keyword),
          2: stageName,
          4: stageName,
        },
      },
      {
        match: String.raw`${left}(else)\s+(drop)\s+(actor)${right}`,
        captures: capture(undefined, keyword, keyword, keyword),
      },
      ...include("steps"),
    ],
  };
}

/** `optional stage NAME "label": steps` with what follows them, up to the next statement. */
function stage(): Rule {
  const label = String.raw`\s*(?:${string})?\s*`;
  return {
    begin: String.raw`${left}(?:(optional)\s+)?(stage|exit)(?=\s+${name}${label}:|\s+${notClause}${name}${label}$)\s+(${name})`,
    end: endOfStatement,
    beginCaptures: { ...capture(undefined, keyword, keyword), 3: stageName },
    patterns: [
      ...include("comments"),
      {
        match: String.raw`\G\s*(${string})(?=\s*:)`,
        captures: { 1: { name: "string.quoted.label.funnel", patterns: include("escape") } },
      },
      { name: "punctuation.separator.colon.funnel", match: ":" },
      ...include("steps"),
    ],
  };
}

function steps(): Rule {
  return {
    patterns: [
      ...include("comments"),
      {
        begin: `${left}(where)${right}`,
        end: String.raw`(?=\)|${left}(?:within|after)\s+\d|${left}at\s+least${right})|${endOfStatement}|(?=^\s*$)|(?=/\*\*)`,
        beginCaptures: capture(undefined, keyword),
        patterns: include("expression"),
      },
      {
        match: String.raw`${left}(any)\s+(event)${right}`,
        captures: capture(undefined, keyword, keyword),
      },
      ...include("at-least"),
      { name: "keyword.operator.word.funnel", match: `${left}or${right}` },
      {
        name: "keyword.control.funnel",
        match: `${left}(?:within|after|between|at|optional)${right}`,
      },
      ...include("number", "string"),
      {
        begin: String.raw`\(`,
        end: String.raw`\)|${endOfStatement}`,
        beginCaptures: capture("punctuation.section.parens.begin"),
        endCaptures: capture("punctuation.section.parens.end"),
        patterns: include("steps"),
      },
      {
        match: String.raw`(${name})(\.)(?=\s*(?:${name}|["']))`,
        captures: {
          1: quoted("variable.other.source"),
          2: { name: "punctuation.accessor.funnel" },
        },
      },
      { match: `(${name})`, captures: { 1: quoted("variable.other.enummember.event") } },
    ],
  };
}

/** Figures of a funnel, inside parentheses too. */
function measure(): Rule {
  const figure = "support.function.figure";
  return {
    patterns: [
      ...include("comments"),
      {
        match: String.raw`(${name})\s*(->)\s*(${name})`,
        captures: {
          ...capture(undefined, undefined, "keyword.operator.arrow"),
          1: stageName,
          3: stageName,
        },
      },
      {
        match: String.raw`${left}(actors|repeat_rate|referrals_per_actor)\s*(\()\s*(${name})\s*(\))`,
        captures: {
          ...capture(
            undefined,
            figure,
            "punctuation.section.parens.begin",
            undefined,
            "punctuation.section.parens.end",
          ),
          3: stageName,
        },
      },
      {
        match: String.raw`(?<=\))\s*(at|of)\s+(${name})|${left}(count)\s+(of)\s+(${name})`,
        captures: {
          ...capture(undefined, keyword, undefined, figure, keyword),
          2: stageName,
          5: stageName,
        },
      },
      {
        name: `${figure}.funnel`,
        match: `${left}(?:conversion|dropoff|median_time|average_time|p90_time|win_rate|sales_cycle|bounce_rate|time_on_site|events_per_visit)${right}`,
      },
      {
        begin: String.raw`\(`,
        end: String.raw`\)|${endOfStatement}`,
        beginCaptures: capture("punctuation.section.parens.begin"),
        endCaptures: capture("punctuation.section.parens.end"),
        patterns: include("measure"),
      },
      ...include("expression"),
    ],
  };
}
