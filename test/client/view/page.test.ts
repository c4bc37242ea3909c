import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { HostMessage } from "../../../client/panel/messages.ts";
import { cases } from "../../report/sample-cases.ts";
import { forms } from "../../report/sample-forms.ts";
import { sampleResult, signup } from "../../report/sample-results.ts";
import { inProject } from "../../support/project.ts";
import { pageThemes } from "./editor-themes.ts";
import { done, failedOutcome, outcomeOf, running, start, studyOutcome } from "./panel-messages.ts";
import { themeCss, useResultPage } from "./result-page.ts";

describe("the page of results", function () {
  this.timeout(30_000);
  let page: Page;
  const { openPage, tell, heard } = useResultPage((opened) => {
    page = opened;
  });

  const fillOf = (layer: string) =>
    page.locator(`.${layer}_marks path`).first().getAttribute("fill");

  it("asks for its state and says what to do before there is any", async () => {
    await openPage();
    await tell(start, { kind: "state", state: { kind: "idle" } });
    assert.equal(await page.getByRole("heading", { level: 2 }).innerText(), "No result yet");
    await page.getByRole("button", { name: "Run all funnels" }).click();
    assert.deepEqual(await heard(), [{ kind: "ready" }, { kind: "run" }]);
  });

  it("runs again what it shows: one funnel, or all of the file's", async () => {
    await openPage();
    const one = outcomeOf(sampleResult(signup));
    const other = outcomeOf(sampleResult(signup, { name: "Other" }));
    for (const message of [done(one), done(one, other)]) {
      await tell(start, message);
      await page.getByRole("button", { name: "Run again" }).click();
    }
    assert.deepEqual(await heard(), [
      { kind: "ready" },
      { kind: "run", funnel: "Signup" },
      { kind: "run" },
    ]);
  });

  it("draws a result whose bars say what they are", async () => {
    await openPage();
    const sample = sampleResult(signup);
    await tell(start, done(outcomeOf(sample)));
    const labels = await page
      .locator('.chart [role="graphics-symbol"]')
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute("aria-label") ?? ""));
    assert.match(labels[1] ?? "", /^Sign up: 4,210; 32\.8\u00a0% of Visit/);
    // Each stage, what is lost on three ways, and the four steps.
    assert.equal(labels.length, 5 + 3 + 4);
    assert.ok(labels.includes("Sign up: lost 8,630"));
    assert.ok(
      labels.some((label) => label.startsWith("→ Activate: 62.0\u00a0%; lost 1,600; median")),
    );
    assert.deepEqual(await page.locator(".counts_marks text").allTextContents(), [
      "12,840",
      "4,210",
      "2,610",
      "840",
      "905",
    ]);
    assert.equal(await page.locator(".key .share").innerText(), "7.0\u00a0%");
    assert.match(await page.locator("footer").innerText(), /34,012 rows read.*took 41 ms/);
  });

  it("shows a study as an answer and its tables", async () => {
    await openPage();
    await tell(start, done(studyOutcome));
    assert.equal(await page.locator(".key .flow").innerText(), "25.0 % of 4 came back in week 1");
    assert.deepEqual(await page.locator(".tables tbody tr").allInnerTexts(), [
      "All\t4\t50.0\t25.0",
      "5 Jan 2026\t2\t50.0\t0*",
    ]);
    assert.equal(await page.locator(".tables .note").innerText(), "* not over yet.");
    assert.match(await page.locator("footer").innerText(), /14 rows read.*took 12 ms/);
    await page.getByRole("button", { name: "Run again" }).click();
    assert.deepEqual((await heard()).at(-1), { kind: "run", funnel: "Habit" });
  });

  it("takes the editor's colours, and new ones while it stands", async () => {
    await openPage();
    await tell(start, done(outcomeOf(sampleResult(signup))));
    assert.equal(await fillOf("bars"), "#0063d3");
    await page.evaluate(
      ([className, css]) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css ?? "");
        document.adoptedStyleSheets = [sheet];
        document.body.className = className ?? "";
      },
      [pageThemes.dark.className, themeCss(pageThemes.dark)],
    );
    await page.waitForTimeout(150);
    assert.equal(await fillOf("bars"), "#59a4f9");
    await page.evaluate((className) => {
      document.body.className = className;
    }, pageThemes.highContrastDark.className);
    await page.waitForTimeout(150);
    const outline = page.locator(".tracks_marks path").first();
    assert.notEqual(await outline.getAttribute("stroke"), null);
  });

  it("takes them for what stands on the background, in a tab that isn't shown just now, too", async () => {
    await openPage();
    await tell(start, done(outcomeOf(forms["all forms"]())));
    await page.getByRole("tab", { name: "Time" }).click();
    await page.locator(".time-view .chart svg").waitFor();
    assert.equal(await fillOf("binWordsPlates"), "#ffffff");
    await page.getByRole("tab", { name: "Table" }).click();
    await page.evaluate(
      ([className, css]) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css ?? "");
        document.adoptedStyleSheets = [sheet];
        document.body.className = className ?? "";
      },
      [pageThemes.dark.className, themeCss(pageThemes.dark)],
    );
    await page.waitForTimeout(150);
    assert.equal(await fillOf("binWordsPlates"), "#1f1f1f");
  });

  it("corrects a colour that the theme chose too pale", async () => {
    const pale = { ...pageThemes.light.variables, "charts-blue": "#dde8ff" };
    await openPage({ className: "vscode-light", variables: pale });
    await tell(start, done(outcomeOf(sampleResult(signup))));
    assert.notEqual(await fillOf("bars"), "#dde8ff");
  });

  it("fits the width it has, from 260 px on, and follows it", async () => {
    await openPage(pageThemes.light, 260);
    await tell(start, done(outcomeOf(cases["names of 200 characters"]())));
    const widths = () =>
      page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.querySelector(".chart svg")?.getBoundingClientRect().width ?? 0,
      ]);
    const [page1 = 0, chart1 = 0] = await widths();
    assert.ok(page1 <= 260 && chart1 > 200 && chart1 <= 260, `${page1}, ${chart1}`);
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.waitForTimeout(200);
    const [page2 = 0, chart2 = 0] = await widths();
    assert.ok(page2 <= 1000 && chart2 > 800, `${page2}, ${chart2}`);
  });

  it("is used by keyboard alone: one stop for the tabs and one for the chart, arrows within, Enter to choose", async () => {
    await openPage();
    const sample = sampleResult(signup);
    await tell(start, done(outcomeOf(sample)));
    await page.getByRole("tab", { name: "Steps" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator(".tooltip").innerText(), /^Sign up: 4,210/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("Control+Enter");
    // The step to a stage and who is lost at it stand beside the stage.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.match(await page.locator(".tooltip").innerText(), /^Pay: lost 1,705/);
    await page.keyboard.press("Enter");
    // Whose people nobody can list, it shows in the text.
    const offsets = sample.funnel.stages.map(({ nameSpan }) => nameSpan.start);
    assert.deepEqual(
      (await heard()).slice(1),
      [offsets[1], offsets[4], offsets[4]].map((offset) => ({
        kind: "reveal",
        place: { kind: "offset", offset },
      })),
    );
    assert.equal(await page.locator('.chart [tabindex="0"]').count(), 1);
    await page.keyboard.press("ArrowLeft");
    assert.match(await page.locator(".tooltip").innerText(), /^→ Pay: 34.7/);
    await page.keyboard.press("Enter");
    await page.locator(".time-view .chart svg").waitFor();
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent),
      "Time to convert",
      "the focus goes where the times are",
    );
  });

  it("answers the mouse: a bar, what is missing, a step, a name, the title, a line of an error", async () => {
    await openPage();
    const outcome = outcomeOf(sampleResult(signup));
    assert.ok(outcome.kind === "report");
    const offer = { stage: "SignUp", reached: true, dropped: true };
    const people = { basis: { definition: "d", data: {} }, stages: [offer] };
    await tell(start, done({ ...outcome, people }, failedOutcome));
    const hints = async (marks: string): Promise<string> => {
      await page.locator(`.chart .${marks} path`).nth(1).hover({ force: true });
      return page.locator(".tooltip .hint").innerText();
    };
    assert.match(await hints("bars_marks"), /who reached it/);
    assert.match(await hints("losses_marks"), /who was lost/);
    assert.match(await hints("stepTimes_marks"), /how long/);
    assert.match(await hints("texts_marks"), /in the text/);
    await page.locator(".chart .bars_marks path").nth(1).click({ force: true });
    await page.locator(".chart .losses_marks path").first().click();
    await page.locator(".chart .names_marks text").nth(1).click({ force: true });
    await page.getByRole("button", { name: "Signup" }).click();
    await page.getByRole("button", { name: "Line 5" }).click();
    const answers = (await heard()).slice(1);
    assert.deepEqual(
      answers.flatMap((message) => (message.kind === "ask" ? [message.params] : [])).map(choice),
      [
        { kind: "reached", stage: "SignUp" },
        { kind: "dropped", stage: "SignUp" },
      ],
    );
    assert.deepEqual(
      answers.filter(({ kind }) => kind === "reveal"),
      [
        { kind: "reveal", place: { kind: "offset", offset: 200 } },
        { kind: "reveal", place: { kind: "line", line: 3, character: 0 } },
        { kind: "reveal", place: { kind: "line", line: 4, character: 12 } },
      ],
    );
    await page.locator(".chart .stepTimes_marks path").first().click();
    await page.locator(".time-view .chart svg").waitFor();
  });

  it("says in sentences what changed and where it leaks, and once what all funnels share", async () => {
    await openPage();
    const { result, funnel } = cases["with all that is marked"]();
    const severity = "info";
    const ofSource = true;
    const notice = { severity, code: "FNL5102", text: "12 rows have no actor.", ofSource } as const;
    const own = { severity, code: "FNL5101", text: "No row matches Pay." } as const;
    const outcome = outcomeOf({ result, funnel });
    assert.ok(outcome.kind === "report");
    const report = { ...outcome.report, notices: [notice, own] };
    const other = { ...outcome, funnel: "Other", report: { ...report, title: "Other" } };
    await tell(start, done({ ...outcome, report }, other));
    const first = page.locator("section").first();
    assert.match(await first.locator(".findings .compare").last().innerText(), /Sign up/);
    assert.match(await first.locator(".findings .leak").innerText(), /314/);
    assert.deepEqual(await page.locator(".notices li").allInnerTexts(), [
      notice.text,
      own.text,
      own.text,
    ]);
  });

  it("shows names from files and data as they are, and nothing else comes of them", async () => {
    await openPage();
    await tell(start, done(outcomeOf(cases["hostile names"]())));
    assert.equal(await page.locator("main img, main script, main a").count(), 0);
    const names = await page.locator(".names_marks text").allTextContents();
    assert.ok(names.includes("<img src=x onerror=alert(1)>") && names.includes("__proto__"));
    await page.getByRole("tab", { name: "Table" }).click();
    assert.equal(await page.getByRole("table").count(), 2);
  });

  it("keeps the old result, without its colours, while a new run goes on, and can cancel it", async () => {
    await openPage();
    await tell(start, done(outcomeOf(sampleResult(signup))), running);
    assert.match(await page.locator(".running").innerText(), /Running Signup · reading\s+3s/);
    assert.equal(await page.locator(".results").getAttribute("aria-busy"), "true");
    assert.equal(await page.locator(".counts_marks text").count(), 5);
    await page.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual((await heard()).at(-1), { kind: "cancel" });
    assert.ok(await page.getByRole("button", { name: "Cancelling…" }).isDisabled());
  });

  it("tells a screen reader when a run ends", async () => {
    await openPage();
    await tell(start, running, done(outcomeOf(sampleResult(signup))));
    assert.equal(await page.getByRole("status").innerText(), "Finished: 5 stages, 7.0\u00a0%");
  });

  it("shows tables from the start to who uses a screen reader", async () => {
    await openPage(pageThemes.light, 900, "vscode-using-screen-reader");
    await tell(start, done(outcomeOf(sampleResult(signup))));
    const cells = await page.getByRole("row").nth(2).getByRole("cell").allInnerTexts();
    assert.deepEqual(cells.slice(0, 2), ["4,210", "32.8\u00a0%"]);
    await page.getByRole("tab", { name: "Steps" }).click();
    await page.locator(".counts_marks text").first().waitFor();
  });

  it("takes back figures when a run fails, and leaves them when one is cancelled", async () => {
    const failed = (failure: "file" | "cancelled"): HostMessage => ({
      kind: "state",
      state: { kind: "failed", failure, problems: [] },
    });
    await openPage();
    await tell(start, done(outcomeOf(sampleResult(signup))), failed("cancelled"));
    assert.equal(await page.locator("section").count(), 1);
    await tell(failed("file"));
    assert.equal(await page.locator("section").count(), 0);
    assert.match(await page.locator(".failure").innerText(), /could not be run/);
  });

  it("comes back as it was, before anybody tells it anything", async () => {
    await openPage();
    await tell(start, done(outcomeOf(sampleResult(signup))), { kind: "stale", stale: true });
    await page.getByRole("tab", { name: "Table" }).click();
    await page.reload();
    await page.getByRole("table").waitFor();
    assert.match(await page.locator(".bar").innerText(), /The text has changed/);
    assert.equal(await page.locator(".key .share").innerText(), "7.0\u00a0%");
  });

  it("leaves alone what isn't a message of its extension", async () => {
    await openPage();
    await tell(
      start,
      done(outcomeOf(sampleResult(signup))),
      "hello",
      { kind: "state" },
      { kind: "state", state: { kind: "done", outcomes: [{ kind: "report" }] } },
    );
    assert.equal(await page.locator(".counts_marks text").count(), 5);
  });

  for (const [name, theme] of Object.entries(pageThemes)) {
    it(`has no serious flaw of accessibility: ${name}`, async () => {
      const axe = readFileSync(inProject("node_modules", "axe-core", "axe.min.js"), "utf8");
      await openPage(theme);
      await tell(start, done(outcomeOf(cases["a split of five"]()), failedOutcome));
      await page.evaluate(axe);
      const check = () =>
        page.evaluate(async () => {
          const { axe } = window as unknown as {
            axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> };
          };
          const { violations } = await axe.run();
          return violations.map(({ id, impact }) => `${impact}: ${id}`);
        });
      assert.deepEqual(await check(), [], "the chart");
      await page.getByRole("tab", { name: "Table" }).click();
      assert.deepEqual(await check(), [], "the tables");
      await tell(running);
      assert.deepEqual(await check(), [], "while running");
    });
  }
});

/** What a question for people is about. */
function choice(params: object): unknown {
  return "of" in params ? params.of : undefined;
}
