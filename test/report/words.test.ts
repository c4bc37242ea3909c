import assert from "node:assert/strict";
import type { During } from "../../language/index.ts";
import type { StageResult } from "../../server/engine/result.ts";
import { chartFor } from "../../server/report/charts/index.ts";
import { en } from "../../server/report/messages/en.ts";
import { ru } from "../../server/report/messages/ru.ts";
import { renderText } from "../../server/report/text.ts";
import { reportFunnel } from "../../server/report/words.ts";
import { cases } from "./sample-cases.ts";
import { type Sample, type SampleOptions, sampleResult, signup } from "./sample-results.ts";

function plain(text: string | undefined): string {
  return (text ?? "").replaceAll("\u00a0", " ");
}

function report(sample: Sample, locale: "en" | "ru" = "en", timeZone = "UTC") {
  return reportFunnel(sample.result, sample.funnel, locale, { timeZone });
}

describe("a result in words", () => {
  it("says over what, how much and how long in one line", () => {
    assert.equal(
      plain(report(sampleResult(signup)).summary),
      "1 Jan – 31 Mar 2026 · web · 12,840 entered → 905 converted · 7.0 % (6.6–7.5) · median 6 d 2 h",
    );
    assert.equal(
      plain(report(sampleResult(signup), "ru").summary),
      "1 янв. – 31 мар. 2026 г. · web · 12 840 вошли → 905 дошли · 7,0 % (6,6–7,5) · медиана 6 д 2 ч",
    );
  });

  it("names stages by their labels and says which are optional", () => {
    const titles = report(sampleResult(signup)).stages.map(({ title }) => title);
    assert.deepEqual(titles, ["Visit", "Sign up", "Activate", "Invite (optional)", "Pay"]);
  });

  it("says whose share it is only where another stage stands between", () => {
    const { stages } = report(sampleResult(signup));
    assert.deepEqual(
      stages.map(({ stepOf }) => stepOf),
      ["", "", "", "", "of Activate"],
    );
    assert.deepEqual(stages[4]?.step.map(plain), ["34.7 %", "lost 1,705", "median 5 d 7 h"]);
  });

  it("counts nobody as lost at an optional stage", () => {
    const invite = report(sampleResult(signup)).stages[3];
    assert.deepEqual(invite?.step.map(plain), ["32.2 %", "median 2 d"]);
    assert.equal(invite?.lost, "—");
    assert.doesNotMatch(invite?.sentence ?? "", /lost/);
  });

  describe("with actors who still have time", () => {
    const withMaturity = (immature: number, estimate: StageResult["kaplan_meier"]): Sample => {
      const sample = sampleResult(signup);
      const stages = sample.result.stages.map((stage, index) =>
        index < 4
          ? stage
          : {
              ...stage,
              immature,
              mature: { entered: 9, count: 1 },
              kaplan_meier: estimate ?? null,
            },
      );
      return { ...sample, result: { ...sample.result, stages } };
    };
    const some = withMaturity(212, { share: 0.31, interval: [0.284, 0.337] });

    it("says how many, and what is expected of all", () => {
      const { overview, stages } = report(some);
      assert.equal(plain(overview.open), "212 of 12,840 still have time");
      assert.equal(
        plain(overview.expected),
        "expected once everyone has had 14 d: 31.0 % (28.4–33.7)",
      );
      assert.match(plain(stages[4]?.sentence), /; 212 of 12,840 still have time; expected once/);
      assert.doesNotMatch(stages[3]?.sentence ?? "", /time to|still/);
    });

    it("says so in Russian, in the right plural", () => {
      const { overview } = report(some, "ru");
      assert.equal(plain(overview.open), "212 из 12 840 ещё могут успеть");
      assert.equal(
        plain(overview.expected),
        "ожидается, когда у каждого пройдёт 14 д: 31,0 % (28,4–33,7)",
      );
      const one = report(withMaturity(1, null), "ru");
      assert.equal(plain(one.overview.open), "1 из 12 840 ещё может успеть");
      assert.equal(one.overview.expected, "");
    });

    it("says nothing where nobody has", () => {
      const { overview, stages } = report(withMaturity(0, { share: 0.2, interval: null }));
      assert.deepEqual([overview.open, overview.expected], ["", ""]);
      assert.doesNotMatch(JSON.stringify(stages), /still|expected/);
    });

    it("shows it under the figures, in the terminal and above the chart", () => {
      const text = renderText(report(some), { width: 100, unicode: true, colour: false });
      assert.match(
        text,
        /\n212 of 12,840 still have time\nexpected once everyone has had 14 d: 31.0 %/,
      );
      const chart = JSON.stringify(chartFor(some.result, report(some), "en"));
      assert.match(plain(chart), /212 of 12,840 still have time · expected once/);
    });
  });

  it("shows a missing figure as a dash, never as 0 % or NaN", () => {
    const { stages, overview, summary } = report(cases["nobody entered"]());
    assert.equal(overview.conversion, "—");
    assert.equal(stages[1]?.fromPrevious, "—");
    assert.doesNotMatch(JSON.stringify([stages, summary]), /NaN|Infinity/);
  });

  it("says how many rows were read and why others were left out, in the right plural", () => {
    const rows = (read: number, files: number): SampleOptions => ({
      result: {
        sources: [
          {
            name: "web",
            files,
            fingerprint: "f",
            rows: { read, rejected: 1, without_actor: 2, unreadable_time: 5, unmatched: {} },
          },
        ],
      },
    });
    assert.equal(
      plain(report(sampleResult(signup, rows(1, 1))).rows),
      "1 row read from 1 file · 1 could not be read · 2 left out without an actor · 5 left out without a readable time",
    );
    assert.equal(
      plain(report(sampleResult(signup, rows(21, 2)), "ru").rows),
      "прочитана 21 строка из 2 файлов · 1 не прочиталась · 2 пропущены без участника · 5 пропущено без читаемого времени",
    );
  });

  it("says in the reader's language why a line is no row", () => {
    const rows = { read: 3, rejected: 1, without_actor: 0, unreadable_time: 0, unmatched: {} };
    const reject = {
      file: "a.csv",
      line: 5,
      column: null,
      reason: "fewer fields than the header",
    };
    const source = { name: "web", files: 1, fingerprint: "f", rows, rejects: [reject] };
    const made = (locale: "en" | "ru") =>
      report(sampleResult(signup, { result: { sources: [source] } }), locale).notices.at(-1)?.text;
    assert.equal(made("en"), "a.csv, line 5: fewer fields than the header");
    assert.equal(made("ru"), "a.csv, строка 5: полей меньше, чем в заголовке");
  });

  it("tells sources apart where there are several", () => {
    const rows = { read: 3, rejected: 0, without_actor: 0, unreadable_time: 0, unmatched: {} };
    const sources = ["web", "crm"].map((name) => ({ name, files: 1, fingerprint: "f", rows }));
    const made = report(sampleResult(signup, { result: { sources } }));
    assert.equal(made.rows, "web: 3 rows read from 1 file; crm: 3 rows read from 1 file");
    assert.match(made.overview.context, /web, crm$/);
  });

  it("says the state of an expectation in words and its figure in its unit", () => {
    const expectation = {
      line: 7,
      text: "median_time <= 3 days",
      actual: 97_200,
      expected: 259_200,
      unit: "duration",
      status: "fail",
    } as const;
    const made = report(
      sampleResult(signup, {
        result: {
          expectations: [
            { ...expectation, status: "pass" },
            { ...expectation, otherwise: "warn" },
            { ...expectation, status: "unknown", actual: null },
            { ...expectation, unit: "share", actual: 0.2, text: "conversion >= 25%" },
          ],
        },
      }),
    ).expectations;
    assert.deepEqual(
      made.map(({ status, state, text, line }) => [status, state, plain(text), line]),
      [
        ["pass", "holds", "median_time <= 3 days: 1 d 3 h", 6],
        ["warn", "fails, as a warning", "median_time <= 3 days: 1 d 3 h", 6],
        ["unknown", "not enough data", "median_time <= 3 days: —", 6],
        ["fail", "fails", "conversion >= 25%: 20.0 %", 6],
      ],
    );
  });

  it("says what the run found in the user's language, at its line", () => {
    const diagnostics = [
      {
        code: "FNL5101",
        severity: "warning",
        line: 12,
        args: { stage: "Pay" },
        message: "In English.",
      },
    ] as const;
    const sample = sampleResult(signup, { result: { diagnostics } });
    assert.deepEqual(report(sample).notices[0], {
      severity: "warning",
      code: "FNL5101",
      text: "In English.",
      line: 11,
    });
    assert.match(report(sample, "ru").notices[0]?.text ?? "", /[а-я].*Pay|Pay.*[а-я]/i);
  });

  it("calls a missing value of a split so, and the rest other", () => {
    const sample = sampleResult(signup, { splits: [[null, 5, 4, 3, 2, 1]] });
    assert.equal(report(sample).splits[0]?.title, "channel: (none)");
    const [split] = sample.result.splits ?? [];
    assert.ok(split);
    const rest = { ...split, by: {}, other: true } as const;
    const other: Sample = { ...sample, result: { ...sample.result, splits: [rest] } };
    assert.equal(report(other, "ru").splits[0]?.value, "Прочие");
  });

  it("names pairs of two splits", () => {
    const sample = sampleResult(signup, { splits: [["ads", 5, 4, 3, 2, 1]] });
    const [split] = sample.result.splits ?? [];
    const [channel] = sample.funnel.splits;
    assert.ok(split && channel);
    const pair: Sample = {
      funnel: { ...sample.funnel, splits: [channel, { ...channel, text: "device" }] },
      result: { ...sample.result, splits: [{ ...split, by: { channel: "ads", device: null } }] },
    };
    const [made] = report(pair).splits;
    assert.deepEqual(
      [made?.group, made?.title, made?.value],
      ["By channel, device", "channel: ads, device: (none)", "ads · (none)"],
    );
  });

  it("leaves nothing in a name that could act on a terminal or a document", () => {
    const text = JSON.stringify(report(cases["hostile names"]()));
    assert.doesNotMatch(text, /\\u001b|\\u0007|\u202e|\\r|\\n/);
    assert.match(text, /�\[31mred/);
  });

  it("draws lengths between 0 and 1, whatever the counts", () => {
    for (const make of Object.values(cases)) {
      const { stages, splits } = report(make());
      for (const { drawn } of [...stages, ...splits.flatMap((split) => split.stages)]) {
        for (const part of Object.values(drawn)) {
          assert.ok(part === null || (part >= 0 && part <= 1), String(part));
        }
      }
    }
  });

  it("has every word in both languages, and none left untranslated", () => {
    assert.deepEqual(keys(ru), keys(en));
    const same = Object.entries(ru.headings).filter(
      ([key, text]) => (en.headings as Readonly<Record<string, string>>)[key] === text,
    );
    assert.deepEqual(same, []);
  });
});

describe("the range of a result", () => {
  const context = (during: During | undefined, over: SampleOptions["result"], zone = "UTC") => {
    const sample = sampleResult(signup, { ...(over && { result: over }) });
    const { during: _, ...funnel } = sample.funnel;
    const asked = { ...sample, funnel: during === undefined ? funnel : { ...funnel, during } };
    return plain(report(asked, "en", zone).overview.context).replace(" · web", "");
  };
  const from = { local: "2026-01-01T00:00:00.000000" };

  it("is all of the data where the text gives none, up to the day of the last row in its zone", () => {
    const asOf = { as_of: "2026-04-02T22:30:00Z" };
    assert.equal(context(undefined, asOf), "everything up to 2 Apr 2026");
    assert.equal(context(undefined, asOf, "Europe/Moscow"), "everything up to 3 Apr 2026");
    assert.equal(context(undefined, { as_of: null }), "no readable rows");
  });

  it("ends with the last row where the text leaves its end open", () => {
    const open: During = { kind: "between", from, toIncluded: true };
    assert.equal(context(open, {}), "1 Jan – 2 Apr 2026");
    assert.equal(context(open, { as_of: "2025-12-01T00:00:00Z" }), "from 1 Jan 2026");
  });

  it("shows hours where the text gives them", () => {
    const to = { local: "2026-01-31T12:30:00.000000" };
    assert.equal(
      context({ kind: "between", from, to, toIncluded: true }, {}),
      "1 Jan 2026, 00:00 – 31 Jan 2026, 12:30",
    );
  });

  it("is what `last` came out as", () => {
    const during = { from: "2026-03-05T10:00:00Z", to: "2026-04-02T10:00:00Z" };
    assert.equal(context({ kind: "last", duration: 0 }, { during }), "5 Mar – 2 Apr 2026");
  });
});

function keys(value: object, path = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "object" && inner !== null
      ? keys(inner, `${path}${key}.`)
      : [`${path}${key}: ${typeof inner}`],
  );
}
