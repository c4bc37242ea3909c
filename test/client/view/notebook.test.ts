import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import {
  type NotebookOutput,
  type OutputMessage,
  outputVersion,
  readOutputMessage,
} from "../../../client/panel/notebook-messages.ts";
import { compileChart } from "../../../server/report/compile.ts";
import { cases } from "../../report/sample-cases.ts";
import { forms } from "../../report/sample-forms.ts";
import { sampleResult, signup } from "../../report/sample-results.ts";
import { inProject } from "../../support/project.ts";
import { launchBrowser } from "../../vscode/browser.ts";
import { installWorkbench } from "../../vscode/install.ts";
import { failedOutcome, outcomeOf, strings, studyOutcome } from "./panel-messages.ts";

/** Stands in for VS Code's page of outputs. */
const html = `<!doctype html>
<html style="--vscode-editor-foreground: #111; --vscode-editor-background: #fff">
<body class="vscode-light"><h2>Of another</h2><div id="a"></div><div id="b"></div>
<script type="module">
  window.sent = [];
  window.refused = [];
  addEventListener("error", (e) => refused.push(e.message));
  addEventListener("unhandledrejection", (e) => refused.push(String(e.reason)));
  window.alert = () => refused.push("alert");
  const { activate } = await import("/notebook.js");
  const listeners = [];
  window.tell = (message) => listeners.forEach((listener) => listener(message));
  window.renderer = activate({
    postMessage: (message) => sent.push(message),
    onDidReceiveMessage: (listener) => listeners.push(listener),
  });
</script></body>`;

interface Renderer {
  renderOutputItem(item: object, place: HTMLElement): void;
  disposeOutputItem(id?: string): void;
}

interface OutputWindow {
  renderer: Renderer;
  readonly sent: OutputMessage[];
  tell(message: object): void;
  readonly refused: string[];
}

describe("an output of the notebook", function () {
  this.timeout(60_000);
  let browser: Browser;
  let script: string;
  let page: Page;

  before(async function () {
    // The browser may have to be installed first.
    this.timeout(600_000);
    browser = await launchBrowser(await installWorkbench());
    const built = await esbuild.build({
      entryPoints: [inProject("client", "view", "notebook.ts")],
      bundle: true,
      format: "esm",
      platform: "browser",
      loader: { ".css": "text" },
      write: false,
    });
    script = built.outputFiles[0]?.text ?? "";
  });
  after(() => browser.close());

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 900, height: 800 } });
    await page.route("**", (route) => {
      const isScript = route.request().url().endsWith(".js");
      return isScript
        ? route.fulfill({ contentType: "text/javascript", body: script })
        : route.fulfill({ contentType: "text/html", body: html });
    });
    await page.goto("http://page.test/");
    await page.waitForFunction(() => "renderer" in window);
  });
  afterEach(async () => {
    const refused = await page.evaluate(() => (window as unknown as OutputWindow).refused);
    await page.close();
    assert.deepEqual(refused, []);
  });

  const show = async (id: string, shown: unknown): Promise<void> => {
    const given = { id, shown, text: JSON.stringify(shown) };
    await page.evaluate(({ id: name, shown: value, text }) => {
      const place = document.getElementById(name);
      if (place === null) throw new Error(name);
      const item = { id: name, json: () => value, text: () => text };
      (window as unknown as OutputWindow).renderer.renderOutputItem(item, place);
    }, given);
    await page.waitForTimeout(150);
  };
  const outputOf = (outcome: NotebookOutput["outcome"]): NotebookOutput => ({
    version: outputVersion,
    cell: "vscode-notebook-cell:/x/signup.funnel#W1",
    locale: "en",
    strings,
    outcome,
  });

  const lastSent = (): Promise<OutputMessage | undefined> =>
    page.evaluate(() => (window as unknown as OutputWindow).sent.at(-1));
  /** Asks who is behind the first bar of a funnel. */
  const askForPeople = async () => {
    const outcome = outcomeOf(sampleResult(signup));
    assert.ok(outcome.kind === "report");
    const basis = { definition: "d", data: {} };
    const stages = outcome.report.stages.map(({ name }) => ({
      stage: name,
      reached: true,
      dropped: false,
    }));
    const output = outputOf({ ...outcome, people: { basis, stages } });
    await show("a", output);
    await page.locator('#a [role="graphics-symbol"]').first().focus();
    await page.keyboard.press("Enter");
    const asked = await lastSent();
    assert.ok(asked?.kind === "desk" && asked.message.kind === "ask");
    assert.equal(asked.message.method, "funnel/people");
    assert.equal(asked.cell, output.cell);
    const { id } = asked.message;
    const tell = (answer: object): Promise<void> =>
      page.evaluate((message) => (window as unknown as OutputWindow).tell(message), {
        kind: "answer",
        id,
        answer,
      });
    return { cell: output.cell, tell };
  };

  it("shows who is behind a bar, of the cell that was run", async () => {
    const { cell, tell } = await askForPeople();
    await tell({
      kind: "list",
      list: "1",
      total: 1,
      title: "1 reached Visit",
      columns: [{ id: "actor", title: "Who", isNumber: false }],
      reasons: [],
      rows: [["u1"]],
    });
    await page.locator("#a .people-body", { hasText: "u1" }).waitFor();
    await page.evaluate(() => (window as unknown as OutputWindow).renderer.disposeOutputItem("a"));
    assert.deepEqual(await lastSent(), {
      kind: "desk",
      cell,
      message: { kind: "closePeople", list: "1" },
    });
  });

  it("runs the cell again where its people are others by now", async () => {
    const { cell, tell } = await askForPeople();
    await tell({ kind: "refused", isStale: true, code: "FNL5250", message: "The text changed." });
    await page.locator("#a").getByRole("button", { name: "Run again" }).click();
    const last = await lastSent();
    assert.deepEqual(last, { kind: "run", cell });
    assert.equal(readOutputMessage(last), last);
  });

  it("draws the chart of the panel, whatever the stages are called", async () => {
    await show("a", outputOf(outcomeOf(cases["hostile names"]())));
    assert.ok((await page.locator("#a .chart svg .bars_marks path").count()) > 1);
    assert.equal(await page.locator("#a img").count(), 0);
    const names = await page.locator("#a .names_marks text").allTextContents();
    assert.ok(names.includes("<img src=x onerror=alert(1)>"));
  });

  it("leaves what others show on the same page alone", async () => {
    const size = (): Promise<string> =>
      page.locator("h2", { hasText: "Of another" }).evaluate((it) => getComputedStyle(it).fontSize);
    const before = await size();
    await show("a", outputOf(studyOutcome));
    await show("b", outputOf(failedOutcome));
    assert.equal(await size(), before);
    const own = page.locator("#a h2");
    assert.equal(await own.evaluate((it) => getComputedStyle(it).fontWeight), "600");
    assert.notEqual(await own.evaluate((it) => getComputedStyle(it).fontSize), before);
    const output = page.locator("#a .funnel-output");
    const quiet = (): Promise<string> =>
      output.evaluate((it) => getComputedStyle(it).getPropertyValue("--quiet"));
    assert.match(await quiet(), /color-mix/);
    await page.evaluate(() => document.body.classList.add("vscode-high-contrast-light"));
    await page.waitForTimeout(50);
    assert.doesNotMatch(await quiet(), /color-mix/, "rules of the page's theme hold in it");
    assert.equal(await page.locator("#b .failure li").count(), 1);
    const ids = await page.locator("h2[id]").evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it("shows a place in its cell, and goes away whole", async () => {
    await show("a", outputOf(outcomeOf(sampleResult(signup))));
    await page.locator("#a h2 button").click();
    assert.deepEqual(await page.evaluate(() => (window as unknown as OutputWindow).sent), [
      {
        kind: "reveal",
        cell: "vscode-notebook-cell:/x/signup.funnel#W1",
        place: { kind: "line", line: 3, character: 0 },
      },
    ]);
    await page.evaluate(() => (window as unknown as OutputWindow).renderer.disposeOutputItem());
    await page.setViewportSize({ width: 500, height: 800 });
    await page.waitForTimeout(100);
  });

  it("has the panel's tabs, whose charts the extension compiles when they are opened", async () => {
    await show("a", outputOf(outcomeOf(forms["all forms"]())));
    await page.getByRole("tab", { name: "Flow" }).click();
    const asked = await page.evaluate(() => (window as unknown as OutputWindow).sent.at(-1));
    assert.ok(asked?.kind === "compile");
    const answer = { kind: "compiled", id: asked.id, vega: compileChart(asked.vegaLite) };
    await page.evaluate((it) => (window as unknown as OutputWindow).tell(it), answer);
    await page.locator("#a .flow-view .flowBars_marks path").first().waitFor();
    await page.getByRole("tab", { name: "SQL" }).click();
    await page.getByRole("button", { name: "Open in an editor" }).click();
    const sent = await page.evaluate(() => (window as unknown as OutputWindow).sent.at(-1));
    assert.deepEqual(sent, {
      kind: "openSql",
      funnel: "Signup",
      sql: "select actor, time\nfrom web",
    });
    // Run again in the same cell, it shows what was chosen.
    await show("a", outputOf(outcomeOf(forms["all forms"]())));
    assert.equal(await page.getByRole("tab", { selected: true }).innerText(), "SQL");
  });

  it("says so where a chart can't be had", async () => {
    await show("a", outputOf(outcomeOf(forms["all forms"]())));
    await page.getByRole("tab", { name: "Time" }).click();
    const asked = await page.evaluate(() => (window as unknown as OutputWindow).sent.at(-1));
    assert.ok(asked?.kind === "compile");
    const answer = { kind: "compiled", id: asked.id, vega: null };
    await page.evaluate((it) => (window as unknown as OutputWindow).tell(it), answer);
    await page.getByText(strings.chartFailed).waitFor();
  });

  it("keeps what another version made to be read", async () => {
    await show("a", { version: 99, words: "<b>Signup</b>" });
    assert.equal(
      await page.locator("#a pre").innerText(),
      '{"version":99,"words":"<b>Signup</b>"}',
    );
  });
});
