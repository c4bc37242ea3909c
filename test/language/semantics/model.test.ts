import assert from "node:assert/strict";
import { analyze, emptyCatalog, type FunnelModel, type Need } from "../../../language/index.ts";
import { fakeCatalog } from "../../support/catalog.ts";
import { afterStages, inFunnel, source, webEvents } from "../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];

function funnelOf(text: string): FunnelModel {
  const { program, diagnostics } = analyze(text, webEvents);
  assert.deepEqual(diagnostics, []);
  const [funnel] = program.funnels;
  assert.ok(funnel);
  return funnel;
}

describe("the model of a funnel", () => {
  it("has the range that `during` means", () => {
    const during = (text: string) => funnelOf(inFunnel(`during ${text}`, ...rest)).during;
    const at = (local: string) => ({ local: `${local}.000000` });
    const day = (date: string) => at(`${date}T00:00:00`);
    const until = (from: string, to: string, months?: number) => ({
      kind: "between",
      from: day(from),
      to: day(to),
      toIncluded: false,
      ...(months === undefined ? {} : { months }),
    });
    assert.deepEqual(during("2026"), until("2026-01-01", "2027-01-01", 12));
    assert.deepEqual(during("2026-Q1"), until("2026-01-01", "2026-04-01", 3));
    assert.deepEqual(during("2026-Q4"), until("2026-10-01", "2027-01-01", 3));
    assert.deepEqual(during("2026-12"), until("2026-12-01", "2027-01-01", 1));
    assert.deepEqual(during("2024-02-28 .. 2024-02-28"), until("2024-02-28", "2024-02-29"));
    assert.deepEqual(during("2026-01-01 .. 2026-12-31"), until("2026-01-01", "2027-01-01"));
    assert.deepEqual(during("2026-01-01 .."), {
      kind: "between",
      from: day("2026-01-01"),
      toIncluded: false,
    });
    assert.deepEqual(during("2026-01-01T08:30 .. 2026-01-31T23:59:59.5-02:30"), {
      kind: "between",
      from: at("2026-01-01T08:30:00"),
      to: { local: "2026-01-31T23:59:59.500000", offset: -150 },
      toIncluded: true,
    });
    assert.deepEqual(during("last 1.5 weeks"), { kind: "last", duration: 907_200_000_000 });
  });

  it("counts durations in microseconds, exactly", () => {
    const window = (text: string) => funnelOf(inFunnel(`window ${text}`, ...rest)).window;
    assert.equal(window("14 days"), 1_209_600_000_000);
    assert.equal(window("0.1 seconds"), 100_000);
    assert.equal(window("1_000 minutes"), 60_000_000_000);
    assert.equal(window("unlimited"), undefined);
  });

  it("says which words it leaves unsaid", () => {
    const defaults = (...lines: readonly string[]) =>
      funnelOf(inFunnel(...lines, ...rest)).defaults;
    assert.deepEqual(defaults(), [
      "order sequential",
      "window unlimited",
      "entry first",
      "count actors",
    ]);
    assert.deepEqual(
      defaults("order sequential", "window unlimited", "entry first", "count actors"),
      [],
    );
  });

  it("keeps numbers as they are written, percent signs applied", () => {
    const values = ["5", "1_000.50", "007", "20%", "0.5%", "150%", "12.345%"].map((text) => {
      const [condition] = funnelOf(inFunnel(`where amount = ${text}`, ...rest)).where;
      return condition?.kind === "comparison" && condition.right.kind === "number"
        ? condition.right.value
        : undefined;
    });
    assert.deepEqual(values, ["5", "1000.5", "7", "0.2", "0.005", "1.5", "0.12345"]);
  });

  it("puts the value of a `let` in the place of its name, also of one over another", () => {
    const text = `${source.replace("}", "  let big = amount * 2\n  let huge = big > 100\n}")}${inFunnel("where huge", ...rest).slice(source.length)}`;
    assert.deepEqual(funnelOf(text).where, [
      {
        kind: "comparison",
        operator: ">",
        left: {
          kind: "arithmetic",
          operator: "*",
          left: { kind: "column", path: ["amount"], type: "number" },
          right: { kind: "number", value: "2" },
          leftType: "number",
          rightType: "number",
          type: "number",
        },
        right: { kind: "number", value: "100" },
        as: "number",
      },
    ]);
  });

  it("has the texts of splits and expectations on one line, without comments", () => {
    const funnel = funnelOf(
      afterStages(
        "split by lower(\n    channel // the first\n  ) top 3",
        "expect conversion(A   ->\n B) /* at least */ >= 20%\n  when actors(A) > 5 else warn",
      ),
    );
    assert.deepEqual(
      funnel.splits.map(({ text, top }) => [text, top]),
      [["lower( channel )", 3]],
    );
    assert.deepEqual(
      funnel.expectations.map(({ text, line, otherwise }) => [text, line, otherwise]),
      [["conversion(A -> B) >= 20% when actors(A) > 5", 13, "warn"]],
    );
  });

  it("takes the only source of the file where none is named", () => {
    assert.deepEqual(funnelOf(inFunnel(...rest).replace(" on web", "")).sources, ["web"]);
  });

  it("knows the types of columns, and those of actor, event and time whatever the file holds", () => {
    const catalog = fakeCatalog({
      "e.csv": {
        user_id: "number",
        ts: "text",
        name: "number",
        channel: "text",
        props: { keys: { device: "text" } },
      },
    });
    const { program, diagnostics } = analyze(
      inFunnel(
        'where user_id = "7" and ts > 2026-01-01 and name != "x"',
        'where props.device = "ios" and props.other = 5',
        ...rest,
      ),
      catalog,
    );
    assert.deepEqual(diagnostics, []);
    const columns = JSON.stringify(program.funnels[0]?.where).matchAll(
      /"path":(\[[^\]]*\]),"type":"(\w+)"/g,
    );
    assert.deepEqual(
      [...columns].map(([, path, type]) => `${path} ${type}`),
      [
        '["user_id"] text',
        '["ts"] time',
        '["name"] text',
        '["props","device"] text',
        '["props","other"] unknown',
      ],
    );
  });
});

describe("what an analysis asks for", () => {
  const needsOf = (text: string, catalog = webEvents): readonly Need[] =>
    analyze(text, catalog).needs;
  const location = { path: "e.csv", options: {} };

  it("is the table first, then the events, each once", () => {
    const text = `${inFunnel(...rest)}funnel G on web {\n  stage A: visit\n  stage B: visit\n}\n`;
    assert.deepEqual(needsOf(text, emptyCatalog), [{ kind: "table", location }]);
    const tableOnly = fakeCatalog({ "e.csv": { user_id: "text", ts: "time", name: "text" } });
    assert.deepEqual(needsOf(text, tableOnly), [{ kind: "values", location, column: ["name"] }]);
    assert.deepEqual(needsOf(text), []);
  });

  it("is nothing of a table that can't be read or lacks the column", () => {
    const failing = {
      ...emptyCatalog,
      table: () => ({ kind: "failure" as const, code: "FNL5012", args: { path: "e.csv" } }),
      values: () => undefined,
    };
    assert.deepEqual(needsOf(inFunnel(...rest), failing), []);
    assert.deepEqual(needsOf(inFunnel(...rest), fakeCatalog({ "e.csv": { ts: "time" } })), []);
  });

  it("carries the options by which a table is read", () => {
    const text = source.replace("}", '  options { delimiter ";" header false skip 2 }\n}');
    assert.deepEqual(needsOf(text, emptyCatalog), [
      {
        kind: "table",
        location: { path: "e.csv", options: { delimiter: ";", header: false, skip: 2 } },
      },
    ]);
  });
});

describe("references", () => {
  it("lead from each use to its declaration", () => {
    const text = `${source.replace("}", "  let paid = amount > 0\n}")}segment big = amount > 5\n\nfunnel F on web {\n  segment big\n  where paid\n  stage A: web.visit\n  stage B: sign_up\n  expect conversion(A -> B) > 1%\n}\n`;
    const { references, diagnostics } = analyze(text, webEvents);
    assert.deepEqual(diagnostics, []);
    const written = references.map(({ span, target, isDeclaration }) => {
      const name = text.slice(span.start, span.end);
      const declared = text.slice(target.declaration.start, target.declaration.end);
      assert.equal(name, declared);
      return `${target.kind} ${name}${isDeclaration ? "!" : ""}`;
    });
    assert.deepEqual(written, [
      "source web!",
      "let paid!",
      "segment big!",
      "funnel F!",
      "source web",
      "segment big",
      "let paid",
      "stage A!",
      "source web",
      "stage B!",
      "stage A",
      "stage B",
    ]);
  });
});
