import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { DeskMessage } from "../../../client/panel/desk-messages.ts";
import type { PageMessage } from "../../../client/panel/messages.ts";
import { visibleRows, placeOf, highest } from "../../../client/view/places.ts";
import type {
  ExplainActorResult,
  ExportParams,
  OpenPeopleParams,
  OpenPeopleResult,
  ReadPeopleParams,
  Refusal,
} from "../../../server/protocol/index.ts";
import { sampleResult, signup } from "../../report/sample-results.ts";
import { inProject } from "../../support/project.ts";
import { launchBrowser } from "../../vscode/browser.ts";
import { installWorkbench } from "../../vscode/install.ts";
import { type PageTheme, pageThemes } from "./editor-themes.ts";
import { done, outcomeOf, start } from "./panel-messages.ts";

type Ask = Extract<DeskMessage, { kind: "ask" }>;

/** Stands in for VS Code: keeps what the page sends, and hands questions to the test. */
const host = `
  window.sent = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      window.sent.push(message);
      if (message.kind !== "ask") return;
      const answered = (answer) => window.postMessage({ kind: "answer", id: message.id, answer }, "*");
      window.answerTo(message).then(answered);
    },
    getState: () => undefined,
    setState: () => undefined,
  });
`;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><text>Ünï</text></svg>`;
const million = 1_000_000;
const titleOf = (total: number, of: OpenPeopleParams["of"]): string => {
  if (of.kind === "study") return `${total} in Stuck`;
  return `${total} ${of.kind === "dropped" ? "stopped before" : "reached"} ${of.stage}`;
};
const rowOf = (index: number): string[] => [`u${index}`, "too late", "1 Jan", `${index % 7} d`];

describe("the people of the page of results", function () {
  this.timeout(60_000);
  let browser: Browser;
  let script: string;
  let page: Page;
  let total = 12;
  let refusal: Refusal | undefined;
  let asked: Ask[] = [];
  /** Before it there is no answer. */
  let wait: Promise<void> | undefined;

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
  beforeEach(() => {
    total = 12;
    refusal = undefined;
    asked = [];
    wait = undefined;
  });
  afterEach(() => page.close());

  function answer(message: Ask): object {
    asked.push(message);
    if (refusal !== undefined) return refusal;
    switch (message.method) {
      case "funnel/people": {
        const { of } = message.params as OpenPeopleParams;
        const list: OpenPeopleResult = {
          kind: "list",
          list: "1",
          total,
          title: titleOf(total, of),
          columns: [
            { id: "actor", title: "Who", isNumber: false },
            { id: "reason", title: "Why", isNumber: false },
            { id: "entered", title: "Entered", isNumber: false },
            { id: "seconds", title: "After", isNumber: true },
          ],
          reasons:
            of.kind === "dropped"
              ? [
                  { key: "late", text: "8 too late" },
                  { key: "exit Lost", text: "4 left by Lost" },
                ]
              : [],
          rows: Array.from({ length: Math.min(100, total) }, (_, index) => rowOf(index)),
        };
        return list;
      }
      case "funnel/peopleRows": {
        const { offset, limit } = message.params as ReadPeopleParams;
        const length = Math.max(0, Math.min(limit, total - offset));
        return { kind: "rows", rows: Array.from({ length }, (_, at) => rowOf(offset + at)) };
      }
      case "funnel/export": {
        const { format } = message.params as ExportParams;
        return { kind: "exported", text: format === "svg" ? svg : "Name\tCount\n" };
      }
      case "funnel/explain": {
        const why: ExplainActorResult = {
          kind: "explained",
          title: `Signup · ${(message.params as { actor: string }).actor}`,
          rows: [
            { time: "1 Jan 2026, 10:00:00", event: "visit", chosen: "→ Visit" },
            { time: "20 Jan 2026, 10:00:00", event: "pay", chosen: "" },
          ],
          more: "",
          sentences: ["Paid came 5 d after the window of 14 d."],
        };
        return why;
      }
    }
  }

  async function openPage(theme: PageTheme = pageThemes.light, width = 900): Promise<void> {
    page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.exposeFunction("answerTo", async (message: Ask) => {
      const found = answer(message);
      await wait;
      return found;
    });
    const variables = Object.entries(theme.variables).map(([key, value]) => [
      `--vscode-${key}`,
      value,
    ]);
    const css = readFileSync(inProject("client", "view", "panel.css"), "utf8");
    const vars = variables.map(([key, value]) => `${key}: ${value};`).join(" ");
    await page.setContent(
      `<!doctype html><html lang="en"><head><title>Funnel</title><style>:root { ${vars} }\n${css}</style></head>` +
        `<body class="${theme.className}"></body></html>`,
    );
    await page.addScriptTag({ content: host });
    await page.addScriptTag({ content: script });
    const sample = sampleResult(signup);
    const outcome = outcomeOf(sample);
    assert.ok(outcome.kind === "report");
    const stages = sample.funnel.stages.map(({ name, optional }, index) => ({
      stage: name,
      reached: true,
      dropped: index > 0 && !optional,
    }));
    const people = { basis: { definition: "d", data: { web: "f" } }, stages };
    for (const message of [start, done({ ...outcome, people })]) {
      await page.evaluate((it) => window.postMessage(it, "*"), message);
    }
    await page.locator(".chart svg").waitFor();
  }

  const sent = (): Promise<PageMessage[]> =>
    page.evaluate(() => (window as unknown as { sent: PageMessage[] }).sent);
  const bar = () => page.locator('[role="graphics-symbol"]').nth(2);
  const names = () => page.locator('.people-body [role="rowheader"]').allInnerTexts();
  const grid = () => page.getByRole("grid");

  async function openList(theme: PageTheme = pageThemes.light, width = 900): Promise<void> {
    await openPage(theme, width);
    await bar().focus();
    await page.keyboard.press("Enter");
    await grid().waitFor();
  }

  it("open on a bar, by keyboard, and give the focus back when they close", async () => {
    await openList();
    const [first] = asked;
    assert.equal(first?.method, "funnel/people");
    const { of, basis } = first.params as OpenPeopleParams;
    assert.deepEqual(basis, { definition: "d", data: { web: "f" } });
    assert.notEqual(of.kind, "study");
    assert.deepEqual((await names()).slice(0, 2), ["u0", "u1"]);
    assert.ok(await grid().evaluate((one) => one === document.activeElement));
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".people").isVisible(), false);
    assert.ok(await bar().evaluate((one) => one === document.activeElement));
    assert.deepEqual((await sent()).at(-1), { kind: "closePeople", list: "1" });
  });

  it("have the way to their rows in sight where there is little room, and one line a row", async () => {
    await openList(pageThemes.light, 320);
    const [frame, why, name] = await Promise.all(
      [grid(), page.locator(".people-body .link").first(), page.getByRole("rowheader").first()].map(
        (each) => each.boundingBox(),
      ),
    );
    assert.ok(frame && why && name);
    assert.ok(why.x > frame.x && why.x + why.width <= frame.x + frame.width);
    assert.ok(Math.abs(why.y + why.height / 2 - (name.y + name.height / 2)) < 4);
  });

  it("are waited for no longer than somebody looks", async () => {
    let answerNow = (): void => {};
    wait = new Promise((resolve) => {
      answerNow = resolve;
    });
    await openPage();
    await bar().focus();
    await page.keyboard.press("Enter");
    await page.getByText("Looking").waitFor();
    await page.locator(".people").getByRole("button", { name: "Close" }).click();
    assert.deepEqual((await sent()).at(-1), { kind: "leavePeople", funnel: "Signup" });
    answerNow();
    await page.waitForFunction(() =>
      (window as unknown as { sent: PageMessage[] }).sent.some(
        ({ kind }) => kind === "closePeople",
      ),
    );
    assert.equal(await page.locator(".people").isVisible(), false);
  });

  it("say why of the row that the arrows lead to", async () => {
    await openList();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("Paid came 5 d after the window").waitFor();
    assert.deepEqual(asked.at(-1)?.params, {
      funnel: "Signup",
      basis: { definition: "d", data: { web: "f" } },
      actor: "u2",
    });
    assert.deepEqual(await page.locator(".timeline li.chosen").allInnerTexts(), [
      "1 Jan 2026, 10:00:00\nvisit→ Visit",
    ]);
    await page.keyboard.press("Escape");
    assert.ok(await grid().evaluate((one) => one === document.activeElement));
    assert.equal(await page.locator(".why").isVisible(), false);
  });

  it("tell who was lost from who came, and by which reason", async () => {
    await openList();
    await page.getByRole("button", { name: "Stopped before" }).click();
    await page.getByRole("button", { name: "4 left by Lost" }).click();
    await page.locator('.people-reasons [aria-pressed="true"]', { hasText: "Lost" }).waitFor();
    const params = asked.map((each) => each.params as OpenPeopleParams);
    assert.deepEqual(
      params.map(({ of, reason }) => [of.kind, reason]),
      [
        [params[0]?.of.kind, undefined],
        ["dropped", undefined],
        ["dropped", "exit Lost"],
      ],
    );
  });

  it("sort by a column, then the other way, then not at all", async () => {
    await openList();
    const sort = page.getByRole("columnheader", { name: "Entered" });
    for (const direction of ["ascending", "descending", null]) {
      await sort.getByRole("button").click();
      await page.waitForTimeout(100);
      assert.equal(await sort.getAttribute("aria-sort"), direction);
      assert.ok(await sort.getByRole("button").evaluate((one) => one === document.activeElement));
    }
    assert.deepEqual(
      asked.map((each) => (each.params as OpenPeopleParams).order),
      [undefined, { column: "entered" }, { column: "entered", descending: true }, undefined],
    );
  });

  it("show the columns that are wanted, and save all of them", async () => {
    await openList();
    await page.locator(".people .menu summary").click();
    const entered = page.getByRole("checkbox", { name: "Entered" });
    await entered.uncheck();
    assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), [
      "Who",
      "Why",
      "After",
      "Why?",
    ]);
    assert.ok(await entered.evaluate((one) => one === document.activeElement));
    await page.locator(".menu-items label", { hasText: "Entered" }).locator("span").click();
    assert.ok(await entered.isChecked(), "the menu stays open while its words are clicked");
    assert.equal(await page.getByRole("columnheader").count(), 5);
    await page.keyboard.press("Escape");
    assert.equal(await entered.isVisible(), false);
    assert.ok(await grid().isVisible(), "the list stays open below its menu");
    const menu = page.locator(".people .menu summary");
    assert.ok(await menu.evaluate((one) => one === document.activeElement));
    await menu.click();
    await grid().focus();
    assert.equal(await entered.isVisible(), false, "the menu closes when the focus leaves it");
    await page.getByRole("button", { name: "Save people…" }).click();
    const last = (await sent()).at(-1);
    assert.ok(last?.kind === "save");
    assert.deepEqual(last.content, { kind: "people", list: "1" });
    assert.equal(last.extensions[0], "csv");
  });

  it("hold a million, of which only those on the screen are there", async () => {
    total = million;
    await openList();
    assert.equal(await grid().getAttribute("aria-rowcount"), String(million + 1));
    await page.keyboard.press("End");
    await page.locator(".people-body", { hasText: "u999999" }).waitFor();
    assert.ok((await names()).length < 60);
    await page.keyboard.press("PageUp");
    await page.keyboard.press("Home");
    await page.locator(".people-body", { hasText: "u0" }).waitFor();
    await grid().evaluate((one) => (one.scrollTop = (one.scrollHeight - one.clientHeight) / 2));
    await page
      .locator(".people-row:not(.waiting)", { hasText: /u(49|50)\d{4}/ })
      .first()
      .waitFor();
    const read = asked.filter(({ method }) => method === "funnel/peopleRows");
    assert.ok(read.length <= 8, `${read.length} pages were read`);
  });

  it("say so where the text or the data are others by now", async () => {
    refusal = { kind: "refused", isStale: true, code: "FNL5251", message: "The data changed." };
    await openPage();
    await bar().focus();
    await page.keyboard.press("Enter");
    await page.getByText("The data changed.").waitFor();
    assert.equal(await grid().count(), 0);
    await page.locator(".people").getByRole("button", { name: "Run again" }).click();
    assert.deepEqual((await sent()).at(-1), { kind: "run", funnel: "Signup" });
  });

  it("leave room to copy and save the result itself", async () => {
    await openPage();
    const copy = page.locator(".figure-bar summary", { hasText: "Copy" });
    await copy.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      (window as unknown as { sent: PageMessage[] }).sent.some(({ kind }) => kind === "copy"),
    );
    assert.deepEqual((await sent()).at(-1), { kind: "copy", text: "Name\tCount\n" });
    assert.ok(await copy.evaluate((one) => one === document.activeElement));

    const save = page.locator(".figure-bar summary", { hasText: "Save" });
    await save.click();
    await page.getByRole("button", { name: "Excel workbook" }).click();
    const workbook = (await sent()).at(-1);
    assert.ok(workbook?.kind === "save" && workbook.content.kind === "result");
    assert.deepEqual([workbook.content.format, workbook.extensions], ["xlsx", ["xlsx"]]);

    await save.click();
    await page.getByRole("button", { name: "Picture (PNG)" }).click();
    await page.waitForFunction(() => {
      const last = (window as unknown as { sent: PageMessage[] }).sent.at(-1);
      return last?.kind === "save" && last.content.kind === "image";
    });
    const picture = (await sent()).at(-1);
    assert.ok(picture?.kind === "save" && picture.content.kind === "image");
    const bytes = Buffer.from(picture.content.bytes, "base64");
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [80, 60]);
  });

  for (const [name, theme] of Object.entries(pageThemes)) {
    it(`have no serious flaw of accessibility: ${name}`, async () => {
      const axe = readFileSync(inProject("node_modules", "axe-core", "axe.min.js"), "utf8");
      await openPage(theme, name === "dark" ? 320 : 900);
      await bar().focus();
      await page.keyboard.press("Enter");
      await grid().waitFor();
      await page.getByRole("button", { name: "Stopped before" }).click();
      await page.locator(".people-reasons").waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".timeline").waitFor();
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> };
        };
        const { violations } = await axe.run();
        return violations.map(({ id, impact }) => `${impact}: ${id}`);
      });
      await page.screenshot({
        path: inProject("out", "screenshots", `people-${name}.png`),
        fullPage: true,
      });
      assert.deepEqual(found, []);
    });
  }
});

describe("the places of rows", () => {
  const row = 27;
  const room = 400;

  it("are as many as fit, of however many", () => {
    for (const total of [1, 5, 1000, 444_444, 10_000_000, 1_000_000_000]) {
      const height = Math.min(highest, total * row);
      const end = visibleRows(Math.max(0, height - room), room, row, total);
      assert.equal(end.first + end.count, total, `${total}: the last one is seen at the end`);
      const begin = visibleRows(0, room, row, total);
      assert.equal(begin.first, 0);
      assert.ok(begin.count <= room / row + 2);
    }
    assert.equal(visibleRows(0, room, row, 0).count, 0);
  });

  it("are scrolled to no further than is needed", () => {
    for (const total of [1000, 10_000_000]) {
      for (const target of [0, 17, total / 2, total - 1]) {
        const scrolled = placeOf(target, 0, room, row, total);
        const { first, whole } = visibleRows(scrolled, room, row, total);
        assert.ok(first <= target && target <= first + whole, `${target} of ${total}`);
        assert.equal(placeOf(target, scrolled, room, row, total), scrolled);
      }
    }
  });
});
