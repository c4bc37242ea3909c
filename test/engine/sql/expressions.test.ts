import assert from "node:assert/strict";
import type { RowExpr } from "../../../language/index.ts";
import { isoTime } from "../../../server/engine/plan/time.ts";
import { splitText } from "../../../server/engine/sql/expressions.ts";
import { type Fragment, sql } from "../../../server/engine/sql/fragment.ts";
import {
  call,
  column,
  compare,
  holds,
  literalScope,
  moment,
  not,
  num,
  queryRows,
  scratchDatabase,
  text,
  valueOf,
} from "../../support/engine.ts";

describe("conditions over a row", () => {
  const database = scratchDatabase();
  const missing = column("nothing", "number");
  const scope = literalScope({
    nothing: sql`cast(null as double)`,
    seven: sql`cast(7 as bigint)`,
    tenth: sql`cast(0.1 as double)`,
    name: sql`'Анна b'`,
    flag: sql`true`,
    unset: sql`cast(null as boolean)`,
    huge: sql`cast(9007199254740993 as bigint)`,
    lines: sql`'one' || chr(10) || 'two'`,
  });
  const check = (expr: RowExpr): Promise<boolean> => holds(database(), expr, scope);
  const seven = column("seven", "number");
  const name = column("name");

  const operators = ["=", "!=", "<", "<=", ">", ">="] as const;

  it("compares numbers", async () => {
    for (const [right, expected] of [
      ["6", [false, true, false, false, true, true]],
      ["7", [true, false, false, true, false, true]],
      ["7.5", [false, true, true, true, false, false]],
    ] as const) {
      const results = await Promise.all(
        operators.map((operator) => check(compare(seven, operator, num(right), "number"))),
      );
      assert.deepEqual(results, expected, right);
    }
  });

  it("takes a comparison with a missing value for false, != for its opposite", async () => {
    for (const operator of operators) {
      assert.equal(await check(compare(missing, operator, num("1"), "number")), operator === "!=");
      assert.equal(
        await check(not(compare(missing, operator, num("1"), "number"))),
        operator !== "!=",
      );
      assert.equal(await check(compare(missing, operator, missing, "number")), operator === "!=");
    }
  });

  const tests: readonly (readonly [
    string,
    (negated: boolean, operand: RowExpr) => RowExpr,
    RowExpr,
    boolean,
  ])[] = [
    [
      "in",
      (negated, operand) => ({
        kind: "in",
        negated,
        operand,
        values: [num("1"), num("7")],
        as: "number",
      }),
      seven,
      true,
    ],
    [
      "in, beside a missing one",
      (negated, operand) => ({
        kind: "in",
        negated,
        operand,
        values: [num("1"), missing],
        as: "number",
      }),
      seven,
      false,
    ],
    [
      "between",
      (negated, operand) => ({
        kind: "between",
        negated,
        operand,
        low: num("7"),
        high: num("8"),
        as: "number",
      }),
      seven,
      true,
    ],
    [
      "between missing ends",
      (negated, operand) => ({
        kind: "between",
        negated,
        operand,
        low: missing,
        high: num("8"),
        as: "number",
      }),
      seven,
      false,
    ],
    [
      "contains",
      (negated, operand) => ({
        kind: "text-test",
        negated,
        test: "contains",
        operand,
        value: text("нна"),
      }),
      name,
      true,
    ],
    [
      "starts",
      (negated, operand) => ({
        kind: "text-test",
        negated,
        test: "starts",
        operand,
        value: text("Анна"),
      }),
      name,
      true,
    ],
    [
      "ends",
      (negated, operand) => ({
        kind: "text-test",
        negated,
        test: "ends",
        operand,
        value: text(" b"),
      }),
      name,
      true,
    ],
    [
      "starts, in another case",
      (negated, operand) => ({
        kind: "text-test",
        negated,
        test: "starts",
        operand,
        value: text("анна"),
      }),
      name,
      false,
    ],
    [
      "matches anywhere",
      (negated, operand) => ({
        kind: "text-test",
        negated,
        test: "matches",
        operand,
        value: text("^А.*\\s[a-c]$"),
      }),
      name,
      true,
    ],
    [
      "matches no line break by a dot",
      (negated, operand) => ({
        kind: "text-test",
        negated,
        test: "matches",
        operand,
        value: text("one.two"),
      }),
      column("lines"),
      false,
    ],
  ];
  for (const [title, build, operand, expected] of tests) {
    it(`${title}: the negated form is the exact opposite`, async () => {
      const absent = operand === seven ? missing : column("absent");
      assert.deepEqual(
        [await check(build(false, operand)), await check(build(true, operand))],
        [expected, !expected],
      );
      assert.deepEqual(
        [await check(build(false, absent)), await check(build(true, absent))],
        [false, true],
      );
      assert.deepEqual(
        [await check(not(build(false, absent))), await check(not(build(true, absent)))],
        [true, false],
      );
    });
  }

  it("tells missing values", async () => {
    assert.equal(await check({ kind: "missing", negated: false, operand: missing }), true);
    assert.equal(await check({ kind: "missing", negated: true, operand: missing }), false);
    assert.equal(await check({ kind: "missing", negated: true, operand: seven }), true);
  });

  it("joins conditions, and compares what came of them", async () => {
    const yes = compare(seven, "=", num("7"), "number");
    const no = compare(missing, "=", num("7"), "number");
    const flag = column("flag", "boolean");
    const unset = column("unset", "boolean");
    const logic = (operator: "and" | "or", left: RowExpr, right: RowExpr): RowExpr => ({
      kind: "logic",
      operator,
      left,
      right,
    });
    assert.equal(await check(logic("and", yes, no)), false);
    assert.equal(await check(logic("or", no, yes)), true);
    assert.equal(await check(not(logic("and", yes, no))), true);
    assert.equal(await check(logic("and", flag, not(unset))), true);
    assert.equal(await check(unset), false);
    assert.equal(await check(compare(no, "=", { kind: "boolean", value: false }, "boolean")), true);
    assert.equal(
      await check(compare(unset, "=", { kind: "boolean", value: false }, "boolean")),
      false,
    );
  });

  it("compares texts by their bytes", async () => {
    assert.equal(await check(compare(text("B"), "<", text("a"), "text")), true);
    assert.equal(await check(compare(text("z"), "<", text("ä"), "text")), true);
    assert.equal(await check(compare(text("a"), "=", text("A"), "text")), false);
    assert.equal(await check(compare(text("a "), "=", text("a"), "text")), false);
  });

  it("keeps the digits of numbers", async () => {
    assert.equal(
      await check(compare(column("huge", "number"), "=", num("9007199254740993"), "number")),
      true,
    );
    assert.equal(
      await check(compare(column("huge", "number"), "=", num("9007199254740992"), "number")),
      false,
    );
    assert.equal(await check(compare(column("tenth", "number"), "=", num("0.1"), "number")), true);
  });

  it("takes quotes, NUL and the like for what they are", async () => {
    for (const nasty of [
      "'",
      "''); drop table t; --",
      '"',
      "\\",
      "\0",
      "a\0b",
      "\n",
      "😀",
      "$1",
      "?",
    ]) {
      assert.equal(await valueOf(database(), text(nasty), "text"), nasty);
    }
  });
});

describe("values over a row", () => {
  const database = scratchDatabase();
  const berlin = (
    columns: Readonly<Record<string, Fragment>> = {},
  ): ReturnType<typeof literalScope> =>
    literalScope(columns, "Europe/Berlin", Date.UTC(2026, 2, 31) * 1000);
  const arithmetic = (
    left: RowExpr,
    operator: "+" | "-" | "*" | "/",
    right: RowExpr,
    types: readonly [
      "number" | "time" | "duration",
      "number" | "time" | "duration",
      "number" | "time" | "duration",
    ],
  ): RowExpr => ({
    kind: "arithmetic",
    operator,
    left,
    right,
    leftType: types[0],
    rightType: types[1],
    type: types[2],
  });
  const numbers = ["number", "number", "number"] as const;
  const duration = (microseconds: number): RowExpr => ({ kind: "duration", microseconds });

  it("computes", async () => {
    assert.equal(
      await valueOf(database(), arithmetic(num("7"), "/", num("2"), numbers), "number"),
      3.5,
    );
    assert.equal(
      await valueOf(database(), arithmetic(num("7"), "*", num("-2"), numbers), "number"),
      -14,
    );
    assert.equal(
      await valueOf(database(), arithmetic(num("7"), "/", num("0"), numbers), "number"),
      null,
    );
    assert.equal(
      await valueOf(
        database(),
        arithmetic(num("9223372036854775807"), "+", num("9223372036854775807"), numbers),
        "number",
      ),
      2 ** 64,
    );
    assert.equal(
      await valueOf(database(), { kind: "negate", operand: num("2.5"), type: "number" }, "number"),
      -2.5,
    );
  });

  it("computes with times and durations in microseconds", async () => {
    const late = moment("2026-01-02T00:00:00.000001");
    const early = moment("2026-01-01T00:00:00.000000");
    const day = 86_400_000_000;
    assert.equal(
      await valueOf(
        database(),
        arithmetic(late, "-", early, ["time", "time", "duration"]),
        "duration",
      ),
      day + 1,
    );
    assert.equal(
      await valueOf(
        database(),
        arithmetic(early, "+", duration(day), ["time", "duration", "time"]),
        "time",
      ),
      Date.UTC(2026, 0, 2) * 1000,
    );
    assert.equal(
      await valueOf(
        database(),
        arithmetic(duration(day), "*", num("1.5"), ["duration", "number", "duration"]),
        "duration",
      ),
      1.5 * day,
    );
    assert.equal(
      await valueOf(
        database(),
        arithmetic(num("2"), "*", duration(day), ["number", "duration", "duration"]),
        "duration",
      ),
      2 * day,
    );
    assert.equal(
      await valueOf(
        database(),
        arithmetic(duration(day), "/", num("3"), ["duration", "number", "duration"]),
        "duration",
      ),
      day / 3,
    );
    assert.equal(
      await valueOf(
        database(),
        arithmetic(duration(day), "/", duration(3600e6), ["duration", "duration", "number"]),
        "number",
      ),
      24,
    );
  });

  it("knows the functions of texts and numbers", async () => {
    const cases: readonly (readonly [RowExpr, "text" | "number", unknown])[] = [
      [call("lower", "text", text("ПРИВЕТ")), "text", "привет"],
      [call("upper", "text", text("привет")), "text", "ПРИВЕТ"],
      [call("trim", "text", text(" \t\u00a0a b\n")), "text", "a b"],
      [call("length", "number", text("Привет😀")), "number", 7],
      [call("replace", "text", text("a.b.c"), text("."), text("")), "text", "abc"],
      [call("abs", "number", num("-2.5")), "number", 2.5],
      [call("round", "number", num("2.5")), "number", 3],
      [call("round", "number", num("-2.5")), "number", -3],
      [call("round", "number", column("x", "number"), num("1")), "number", 2.4],
      [call("floor", "number", num("-1.5")), "number", -2],
      [call("ceil", "number", num("1.2")), "number", 2],
      [call("coalesce", "text", column("none"), text("b")), "text", "b"],
      [
        call(
          "if",
          "text",
          compare(column("none", "number"), ">", num("1"), "number"),
          text("a"),
          text("b"),
        ),
        "text",
        "b",
      ],
    ];
    const scope = literalScope({ none: sql`null`, x: sql`cast(2.35 as double)` });
    for (const [expr, as, expected] of cases) {
      assert.equal(await valueOf(database(), expr, as, scope), expected, JSON.stringify(expr));
    }
  });

  it("names bands by their limits", async () => {
    const band = (of: string): Promise<unknown> =>
      valueOf(database(), call("band", "text", num(of), num("30"), num("45")), "text");
    assert.deepEqual(await Promise.all(["29.9", "30", "44", "45", "99"].map(band)), [
      "<30",
      "30–44",
      "30–44",
      "45+",
      "45+",
    ]);
    assert.equal(
      await valueOf(database(), call("band", "text", num("1"), num("1"), num("2")), "text"),
      "1",
    );
    assert.equal(
      await valueOf(database(), call("band", "text", num("0.7"), num("0.5"), num("1")), "text"),
      "0.5–1",
    );
    assert.equal(
      await valueOf(
        database(),
        call(
          "band",
          "text",
          num("-4"),
          { kind: "negate", operand: num("5"), type: "number" },
          num("0"),
        ),
        "text",
      ),
      "-5–-1",
    );
    assert.equal(
      await valueOf(database(), call("band", "text", column("none", "number"), num("1")), "text"),
      null,
    );
  });

  it("takes parts of times in the source's zone", async () => {
    // In Berlin it is 1 January, a Thursday, 00:30.
    const at = moment("2025-12-31T23:30:00.000000", 0);
    const scope = berlin();
    assert.equal(await valueOf(database(), call("year", "number", at), "number", scope), 2026);
    assert.equal(await valueOf(database(), call("quarter", "text", at), "text", scope), "2026-Q1");
    assert.equal(await valueOf(database(), call("month", "text", at), "text", scope), "2026-01");
    assert.equal(await valueOf(database(), call("weekday", "number", at), "number", scope), 4);
    assert.equal(await valueOf(database(), call("hour", "number", at), "number", scope), 0);
    const start = async (part: "day" | "week"): Promise<string> =>
      isoTime(Number(await valueOf(database(), call(part, "time", at), "time", scope)));
    assert.equal(await start("day"), "2025-12-31T23:00:00Z");
    assert.equal(await start("week"), "2025-12-28T23:00:00Z");
    assert.equal(
      await valueOf(database(), call("weekday", "number", moment("2026-01-05")), "number"),
      1,
    );
    assert.equal(
      await valueOf(database(), call("weekday", "number", moment("2026-01-11")), "number"),
      7,
    );
  });

  it("reads points in time: local ones in the source's zone, others by their offset", async () => {
    const scope = berlin();
    const read = async (expr: RowExpr): Promise<string> =>
      isoTime(Number(await valueOf(database(), expr, "time", scope)));
    assert.equal(await read(moment("2026-07-01T12:00:00.250000")), "2026-07-01T10:00:00.25Z");
    assert.equal(await read(moment("2026-07-01T12:00:00.000000", 180)), "2026-07-01T09:00:00Z");
    assert.equal(await read(moment("2026-10-25T02:30:00.000000")), "2026-10-25T01:30:00Z");
    assert.equal(await read(moment("2026-03-29T02:30:00.000000")), "2026-03-29T01:30:00Z");
    assert.equal(await read(call("as_of", "time")), "2026-03-31T00:00:00Z");
  });

  it("shows the values of a split as people write them", async () => {
    const scope = berlin({
      float: sql`cast(3 as double)`,
      part: sql`cast(0.5 as double)`,
      whole: sql`cast(12 as bigint)`,
    });
    const at = moment("2025-12-31T23:30:00.000000", 0);
    const shown = async (expr: RowExpr): Promise<unknown> =>
      (await queryRows(database(), sql`select ${splitText(expr, scope)}`))[0]?.[0];
    assert.equal(await shown(column("float", "number")), "3");
    assert.equal(await shown(column("part", "number")), "0.5");
    assert.equal(await shown(column("whole", "number")), "12");
    assert.equal(await shown({ kind: "boolean", value: true }), "true");
    assert.equal(await shown(compare(column("none"), "=", text("a"), "text")), "false");
    assert.equal(await shown(call("day", "time", at)), "2026-01-01");
    assert.equal(await shown(call("week", "time", at)), "2025-12-29");
    assert.equal(await shown(moment("2026-01-01T12:00:00.500000", 0)), "2026-01-01T12:00:00.5Z");
    assert.equal(await shown(duration(90e6)), "90");
    assert.equal(await shown(call("file_name", "text")), "january.csv");
  });
});
