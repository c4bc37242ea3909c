import {
  type Rule,
  unless,
  either,
  list,
  mark,
  maybe,
  repeat,
  sequence,
  sign,
  word,
} from "../expected.ts";
import { condition } from "./conditions.ts";
import {
  atLeast,
  column,
  columnAs,
  columns,
  date,
  duration,
  name,
  nameOrText,
  number,
  numberAs,
  someWords,
  text,
  unit,
  words,
} from "./pieces.ts";
import { steps } from "./steps.ts";

/** Where rows come from: imports, connections, params, sources, segments. */

export const actor = (place: "source" | "funnel"): Rule =>
  sequence(
    word("actor", place),
    either(word("row", "actor"), list(columnAs("actor-column"))),
    maybe(text("new-name")),
  );

export const option: Rule = either(
  sequence(word("delimiter", "options"), text("delimiter")),
  sequence(word("quote", "options"), text("quote")),
  sequence(word("decimal", "options"), text("decimal")),
  sequence(word("encoding", "options"), text("encoding")),
  sequence(word("header", "options"), someWords("expression", "true", "false")),
  sequence(word("skip", "options"), number),
);

/** `won: closed_at where is_won`; the entries of a list are read as one. */
const rowStage = sequence(
  nameOrText("row-stage"),
  mark(":"),
  either(columnAs("key-column"), condition),
  maybe(word("where", "row-stages"), condition),
);
export const rowStages: Rule = list(rowStage);

const total = sequence(nameOrText("total"), mark(":"), columnAs("number-column"));
export const totals: Rule = list(total);

export const sourceStatement: Rule = either(
  actor("source"),
  sequence(
    word("time", "source"),
    columnAs("time-column"),
    maybe(word("format", "time"), text("time-format")),
  ),
  sequence(word("event", "source"), either(columnAs("event-column"), text("new-name"))),
  sequence(word("timezone", "source"), text("timezone")),
  sequence(word("where", "source"), condition),
  sequence(word("let", "source"), name("new-name"), mark("="), condition),
  sequence(word("options", "source"), sign("{"), repeat(option)),
  sequence(word("each", "source"), columnAs("array-column")),
  sequence(
    word("join", "source"),
    name("lookup"),
    word("by", "join"),
    columnAs("join-column"),
    maybe(sign("="), columnAs("lookup-column")),
  ),
  sequence(word("session", "source"), either(duration, column)),
  sequence(word("stages", "source"), sign("{"), rowStages),
  sequence(word("totals", "source"), sign("{"), totals),
  sequence(
    either(word("cost", "source"), word("value", "source")),
    either(columnAs("number-column"), condition),
  ),
  sequence(word("currency", "source"), either(text("currency"), column)),
  sequence(word("sheet", "source"), text("string")),
  sequence(word("dedupe", "source"), maybe(word("by", "dedupe"), columns)),
);

export const sourceHeader: Rule = sequence(
  word("source", "file"),
  name("new-name"),
  word("from", "source-header"),
  either(
    text("path"),
    sequence(
      word("table", "source-header"),
      text("string"),
      word("on", "source-header"),
      name("connection"),
    ),
  ),
  maybe(word("as", "source-header"), either(words("shape"), name("shape"))),
);

export const importDeclaration: Rule = sequence(word("import", "file"), text("import-path"));

export const paramDeclaration: Rule = sequence(
  word("param", "file"),
  name("new-name"),
  mark("="),
  either(
    sequence(maybe(mark("-")), numberAs("number"), maybe(either(sign("%"), unit))),
    text("new-name"),
    date,
  ),
);

export const connectionHeader: Rule = sequence(
  word("connection", "file"),
  name("new-name"),
  words("connection-header"),
);

export const connectionStatement: Rule = sequence(
  words("connection"),
  word("env", "connection-setting"),
  mark("("),
  text("variable"),
  mark(")"),
);

export const segmentDeclaration: Rule = sequence(
  word("segment", "file"),
  name("new-name"),
  mark("="),
  either(
    sequence(
      word("actors", "segment"),
      someWords("segment", "with", "without"),
      steps,
      maybe(atLeast("segment")),
    ),
    unless(["actors"], condition),
  ),
);
