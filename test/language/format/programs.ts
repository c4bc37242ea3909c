import fc from "fast-check";

/** Tokens that may have anything between them; those of a pair as `["f", "("]` are simply in a row. */
type Words = readonly string[];
type Make = fc.Arbitrary<Words>;

const words = (...parts: (string | Make)[]): Make =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant([part]) : part)))
    .map((lists) => lists.flat());

const one = (...texts: string[]): Make => fc.constantFrom(...texts).map((text) => [text]);
const oneOf = (...makes: Make[]): Make => fc.oneof(...makes);
const maybe = (make: Make): Make => fc.oneof(fc.constant([]), make);
const several = (make: Make, joint: string, max: number): Make =>
  fc
    .array(make, { minLength: 1, maxLength: max })
    .map((lists) => lists.flatMap((list, i) => (i === 0 ? list : [joint, ...list])));

/** Plain ones, soft keywords, and words that need their backticks or don't. */
const name = one(
  ...["a", "Визит", "_x1", "stage", "time", "source", "segment", "count", "at_", "event", "days"],
  ...["`Lead Source`", "`plain`", "`stage`", "`and`", "`null`", "`a\\`b`", "`Этап`", "country"],
);
const column = several(name, ".", 2);
const text = one('"x"', "'x'", `'it"s'`, `"it's"`, `"a\\"b"`, '"\\n\\\\"', "'\\''", '"где"');
const number = oneOf(one("0", "1_000", "2.5"), words("20", "%"));
const duration = words(one("1", "2.5", "10"), one("day", "days", "hours", "week", "seconds"));
const date = one("2026-01-31", "2026-01-31T12:30:05.250+03:00", "2026-01-31T00:00Z");

/** One depth for all that nests, so that texts don't explode. */
const nested = { maxDepth: 3, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true };

const { expression } = fc.letrec<{ expression: Words; sum: Words; test: Words }>((tie) => {
  const sum = tie("sum");
  const value = oneOf(number, duration, text, date, column, one("true", "$limit"));
  return {
    sum: fc.oneof(
      nested,
      value,
      words(one("lower", "coalesce"), "(", several(tie("expression"), ",", 3), ")"),
      words("as_of", "(", ")"),
      words("-", value),
      words(sum, one("+", "-", "*", "/"), sum),
      words("(", tie("expression"), ")"),
    ),
    test: fc.oneof(
      nested,
      words(sum, one("=", "!=", "<", "<=", ">", ">="), sum),
      words(sum, "is", maybe(one("not")), "missing"),
      words(sum, maybe(one("not")), "in", "(", several(sum, ",", 12), ")"),
      words(sum, "between", sum, "and", sum),
      words(sum, maybe(one("not")), "contains", sum),
      words(sum, one("starts", "ends"), "with", sum),
      words(sum, "matches", text),
      words("not", tie("test")),
      words("(", tie("expression"), ")"),
    ),
    expression: fc.oneof(
      nested,
      tie("test"),
      several(tie("test"), "and", 5),
      several(tie("test"), "or", 5),
      words(tie("expression"), "and", tie("test"), "or", tie("test")),
    ),
  };
});

const event = oneOf(
  name,
  text,
  one("page_view"),
  words(name, ".", oneOf(name, text)),
  words("any", "event"),
);
const { steps } = fc.letrec<{ steps: Words; step: Words }>((tie) => ({
  step: fc.oneof(nested, event, words("(", tie("steps"), ")")),
  steps: fc.oneof(
    nested,
    tie("step"),
    several(tie("step"), "or", 4),
    words(tie("step"), "where", expression),
  ),
}));
const atLeast = words("at", "least", "2", "times");

const stage = words(
  maybe(one("optional")),
  "stage",
  name,
  maybe(text),
  ":",
  steps,
  maybe(words("within", duration)),
  maybe(words("after", duration)),
  maybe(atLeast),
);
const figure = oneOf(
  one("conversion", "median_time"),
  words("actors", "(", name, ")"),
  words("conversion", "(", name, "->", name, maybe(words("within", duration)), ")"),
  words("sum", "(", expression, ")", one("at", "of"), name),
  words("count", "of", name),
  words("-", "(", words("dropoff", "+", number), ")"),
);
const figures = several(figure, "-", 2);
const expectation = oneOf(
  words(
    ...["expect", figures, one(">=", "<"), oneOf(number, duration, figure)],
    maybe(words("when", figure, ">", number)),
    maybe(words("else", one("warn", "fail"))),
  ),
  words("expect", "trend", "within", "forecast", maybe(words("else", "warn"))),
);
const form = oneOf(one("percent", "number"), words("currency", text));
const measure = words("measure", name, "=", figures, maybe(words("as", form)));
const split = words(
  ...["split", "by", expression],
  maybe(words("at", one("entry", "`a b`"))),
  maybe(words("top", "5")),
);
const where = words("where", expression);
const actor = words("actor", oneOf(one("row"), several(column, ",", 8)), maybe(text));
const head = oneOf(
  words("during", oneOf(one("2026", "2026-Q1", "2026-01"), words("last", duration))),
  words("during", date, "..", maybe(date)),
  where,
  actor,
  words("segment", name),
  words("order", one("sequential", "strict")),
  words("window", oneOf(duration, one("unlimited", "session"))),
  words("entry", one("first", "last")),
  words("count", "actors"),
  words("model", "aarrr"),
  words("same", expression),
  words("chart", "flow"),
  words("compare", oneOf(words("previous", "period"), words(name, "vs", name))),
  words("trend", "weekly", maybe(words("forecast", "8"))),
  words("note", date, text),
);
const way = oneOf(
  words("exit", name, maybe(text), ":", steps),
  words(
    ...["without", oneOf(event, words("(", steps, ")"))],
    ...["between", name, "and", name],
    maybe(words("else", "drop", "actor")),
  ),
);

const option = oneOf(
  words(one("delimiter", "decimal"), text),
  words("header", one("true", "false")),
  words("skip", "2"),
);
const eventName = oneOf(name, text);
const rowStage = words(eventName, ":", expression, maybe(where));
const sourceItem = oneOf(
  actor,
  words("time", column, maybe(words("format", text))),
  words("event", oneOf(column, text)),
  words("timezone", text),
  where,
  words("let", name, "=", expression),
  fc.array(option, { maxLength: 4 }).map((list) => ["options", "{", ...list.flat(), "}"]),
  words("each", column),
  words("join", name, "by", column, maybe(words("=", column))),
  words("session", oneOf(duration, column)),
  words("stages", "{", several(rowStage, ",", 6), "}"),
  words("totals", "{", several(words(eventName, ":", column), ",", 8), "}"),
  words(one("cost", "value"), expression),
  words("currency", oneOf(text, column)),
  words("sheet", text),
  words("dedupe", maybe(words("by", several(column, ",", 8)))),
);

/** A list of lists of words: statements, each of which may begin a line. */
export type Statements = readonly Words[];

const block = (header: Make, items: fc.Arbitrary<readonly Words[]>): fc.Arbitrary<Statements> =>
  fc.tuple(header, items).map(([words, list]) => [[...words, "{"], ...list, ["}"]]);

const place = oneOf(text, words("table", text, "on", name));
const source = block(
  words("source", name, "from", place, maybe(words("as", one("events", "ga4_export")))),
  fc.array(sourceItem, { maxLength: 5 }),
);
const funnel = block(
  words("funnel", name, maybe(words("on", several(name, ",", 6)))),
  fc
    .tuple(
      fc.array(head, { maxLength: 3 }),
      fc.array(fc.oneof({ weight: 3, arbitrary: stage }, way), { maxLength: 4 }),
      fc.array(oneOf(expectation, split, measure), { maxLength: 3 }),
    )
    .map((lists) => lists.flat()),
);

const study = (keyword: string, ...items: Make[]): fc.Arbitrary<Statements> =>
  block(words(keyword, name, "on", name), fc.array(oneOf(...items), { maxLength: 5 }));

const goal = words("goal", name, "->", name);
const share = words(text, ":", "50");
const signals = words(
  "from",
  oneOf(
    one("events"),
    words("properties", "(", several(column, ",", 8), ")", maybe(words("and", "events"))),
  ),
);
const did = words("did", steps, maybe(atLeast));
const grade = words(one("A", "`B b`"), ">=", "60");
const connection = block(
  words("connection", name, "clickhouse"),
  fc.array(words(one("url", "password"), "env", "(", text, ")"), { maxLength: 4 }),
);
const studies = fc.oneof(
  study(
    "retention",
    ...[words(one("start", "return"), ":", steps), words("every", "week", "for", "8")],
    ...[split, measure],
  ),
  study(
    "experiment",
    ...[words("variant", expression), words("control", text), goal, words("measure", name)],
    ...[words("confidence", "95", "%"), words("split", several(share, ",", 12))],
  ),
  study("drivers", goal, signals, words("minimum", "50", "actors")),
  study(
    "score",
    ...[words("goal", name), words("learn", signals), words("from", "column", column)],
    words("points", one("+", "-"), "10", "when", oneOf(did, expression)),
    words("grades", maybe(several(grade, ",", 9).map((list) => [...list, ","])), "C"),
  ),
  study("scenario", words("stage", name, one("+", "-", "="), "10", "%")),
);
const alone = oneOf(
  words("segment", name, "=", expression),
  words("segment", name, "=", "actors", one("with", "without"), steps, maybe(atLeast)),
  words("import", text),
  words("param", name, "=", oneOf(words(maybe(one("-")), oneOf(number, duration)), text, date)),
  words(
    ...["audience", name, "on", name, "="],
    oneOf(
      words("reached", name, maybe(words("not", "reached", name))),
      words("dropped", "after", name),
    ),
  ),
).map((list) => [list]);

/** Files of the language, as statements of words. */
const statements: fc.Arbitrary<Statements> = fc
  .array(fc.oneof(source, alone, funnel, studies, connection), { maxLength: 4 })
  .map((list) => list.flat());

const spaces = fc.constantFrom(" ", "  ", "\t", "\n", "\n    ", "\n\n\n", "\u00A0");
const comments = fc.constantFrom(
  ...["// note\n", "//\n", "//x  \n", "/* note */", "/* a\n   b */", "\n/*\n   * c\n   */\n"],
  ...["/** Doc */", "\n/** Doc\n  of *two* lines */\n", "\n/**\n   * Starred\n   */\n\n", "/**/"],
);
/** What stands between two words: comments in odd places, too. */
const gap = fc.oneof(
  { weight: 30, arbitrary: fc.constant(" ") },
  { weight: 6, arbitrary: spaces },
  { weight: 1, arbitrary: comments.map((comment) => ` ${comment} `) },
);
const gapOfStatements = fc.oneof(
  { weight: 8, arbitrary: fc.constant("\n  ") },
  { weight: 6, arbitrary: spaces },
  {
    weight: 4,
    arbitrary: fc
      .tuple(comments, spaces, fc.option(comments, { nil: "" }))
      .map(([a, space, b]) => ` ${a}${space}${b} `),
  },
);

/** The text of a file, laid out as nobody would. */
export function programs(): fc.Arbitrary<string> {
  return statements.chain((list) => {
    const count = list.reduce((sum, words) => sum + words.length, 1);
    return fc
      .tuple(
        fc.array(gap, { minLength: count, maxLength: count }),
        fc.array(gapOfStatements, { minLength: list.length + 1, maxLength: list.length + 1 }),
        fc.constantFrom("", "\uFEFF"),
      )
      .map(([gaps, breaks, mark]) => mark + layOut(list, gaps, breaks));
  });
}

function layOut(list: Statements, gaps: readonly string[], breaks: readonly string[]): string {
  let text = "";
  let at = 0;
  for (const [i, statement] of list.entries()) {
    text += breaks[i] ?? "";
    for (const [j, word] of statement.entries()) text += (j === 0 ? "" : gaps[at++]) + word;
  }
  return text + (breaks[list.length] ?? "");
}
