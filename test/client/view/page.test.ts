import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import { panelHtml } from "../../../client/panel/html.ts";
import type { HostMessage, PageMessage } from "../../../client/panel/messages.ts";
import { cases } from "../../report/sample-cases.ts";
import { sampleResult, signup } from "../../report/sample-results.ts";
import { inProject } from "../../support/project.ts";
import { launchBrowser } from "../../vscode/browser.ts";
import { installWorkbench } from "../../vscode/install.ts";
import { type PageTheme, pageThemes } from "./editor-themes.ts";
import { done, failedOutcome, outcomeOf, running, start, studyOutcome } from "./panel-messages.ts";

const origin = "http://page.test";

/** Stands in for VS Code: keeps what the page sends and keeps, and what the policy refused. */
const host = `
  const kept = sessionStorage.getItem("kept");
  window.sent = [];
  window.refused = [];
  const refuse = (text) => window.refused.push(text);
  document.addEventListener("securitypolicyviolation", (e) => refuse(e.violatedDirective + " " + e.sample));
  addEventListener("error", (e) => refuse(e.message));
  addEventListener("unhandledrejection", (e) => refuse(String(e.reason)));
  window.alert = () => refuse("alert");
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => (kept === null ? undefined : JSON.parse(kept)),
    setState: (state) => sessionStorage.setItem("kept", JSON.stringify(state)),
  });
`;

interface HostWindow {
  readonly sent: PageMessage[];
  readonly refused: string[];
}

describe("the page of results", function () {
  this.timeout(30_000);
  let browser: Browser;
  let script: string;
  let page: Page;

  before(async function () {
    // The browser may have to be installed first.
    this.timeout(600_000);
    browser = await launchBrowser(await installWorkbench());
    const built = await esbuild.build({
      entryPoints: [inProject("client", "view", "panel.ts")],
      bundle: true,
      format: "iife",
      platform: "browser",
      write: false,
    });
    script = built.outputFiles[0]?.text ?? "";
  });

  after(() => browser.close());

  afterEach(async () => {
    const refused = await page.evaluate(() => (window as unknown as HostWindow).refused);
    await page.close();
    assert.deepEqual(refused, [], "no error, and nothing that the content policy refuses");
  });

  async function openPage(
    theme: PageTheme = pageThemes.light,
    width = 900,
    classes = "",
  ): Promise<void> {
    page = await browser.newPage({ viewport: { width, height: 800 } });
    const html = panelHtml({
      cspSource: origin,
      nonce: "n",
      script: `${origin}/panel.js`,
      style: `${origin}/panel.css`,
      language: "en",
      title: "Funnel",
    })
      .replace("<body>", `<body class="${theme.className} ${classes}">`)
      .replace("<script ", `<script nonce="n" src="${origin}/host.js"></script><script `)
      .replace("</head>", `<link rel="stylesheet" href="${origin}/theme.css" /></head>`);
    const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
      "/": ["text/html", html],
      "/panel.js": ["text/javascript", script],
      "/host.js": ["text/javascript", host],
      "/panel.css": ["text/css", readFileSync(inProject("client", "view", "panel.css"), "utf8")],
      "/theme.css": ["text/css", themeCss(theme)],
    };
    await page.route("**", (route) => {
      const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ["", ""];
      return route.fulfill({ contentType, body, status: contentType === "" ? 404 : 200 });
    });
    await page.goto(`${origin}/`);
  }

  async function tell(...messages: readonly unknown[]): Promise<void> {
    for (const message of messages)
      await page.evaluate((it) => window.postMessage(it, "*"), message);
    await page.waitForTimeout(150);
  }

  function heard(): Promise<PageMessage[]> {
    return page.evaluate(() => (window as unknown as HostWindow).sent);
  }

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
    assert.equal(labels.length, 5);
    assert.match(labels[1] ?? "", /^Sign up: 4,210; 32\.8\u00a0% of Visit/);
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

  it("is used by keyboard alone: one stop for the chart, arrows between stages, Enter to the text", async () => {
    await openPage();
    const sample = sampleResult(signup);
    await tell(start, done(outcomeOf(sample)));
    await page.getByRole("button", { name: "Table" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator(".tooltip").innerText(), /^Sign up: 4,210/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    const offsets = sample.funnel.stages.map(({ nameSpan }) => nameSpan.start);
    assert.deepEqual((await heard()).slice(1), [
      { kind: "reveal", place: { kind: "offset", offset: offsets[1] } },
      { kind: "reveal", place: { kind: "offset", offset: offsets[4] } },
    ]);
    assert.equal(await page.locator('.chart [tabindex="0"]').count(), 1);
  });

  it("answers the mouse: a stage, the title, a line of an error", async () => {
    await openPage();
    await tell(start, done(outcomeOf(sampleResult(signup)), failedOutcome));
    await page.locator('.chart [role="graphics-symbol"]').nth(2).click();
    await page.getByRole("button", { name: "Signup" }).click();
    await page.getByRole("button", { name: "Line 5" }).click();
    const places = (await heard()).flatMap((message) =>
      message.kind === "reveal" ? [message.place] : [],
    );
    assert.deepEqual(places, [
      { kind: "offset", offset: 300 },
      { kind: "line", line: 3, character: 0 },
      { kind: "line", line: 4, character: 12 },
    ]);
  });

  it("shows names from files and data as they are, and nothing else comes of them", async () => {
    await openPage();
    await tell(start, done(outcomeOf(cases["hostile names"]())));
    assert.equal(await page.locator("main img, main script, main a").count(), 0);
    const names = await page.locator(".names_marks text").allTextContents();
    assert.ok(names.includes("<img src=x onerror=alert(1)>") && names.includes("__proto__"));
    await page.getByRole("button", { name: "Table" }).click();
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
    await page.getByRole("button", { name: "Chart" }).click();
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
    await page.getByRole("button", { name: "Table" }).click();
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
      await page.getByRole("button", { name: "Table" }).click();
      assert.deepEqual(await check(), [], "the tables");
      await tell(running);
      assert.deepEqual(await check(), [], "while running");
    });
  }
});

function themeCss({ variables }: PageTheme): string {
  const rules = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value}`);
  return `:root { ${rules.join("; ")} }`;
}
