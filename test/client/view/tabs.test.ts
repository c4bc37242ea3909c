import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { cases } from "../../report/sample-cases.ts";
import { forms } from "../../report/sample-forms.ts";
import { sampleResult, signup } from "../../report/sample-results.ts";
import { done, outcomeOf, start } from "./panel-messages.ts";
import { useResultPage } from "./result-page.ts";

describe("the tabs of the page of results", function () {
  this.timeout(30_000);
  let page: Page;
  const { openPage, tell, heard, compiledCharts } = useResultPage((opened) => {
    page = opened;
  });

  it("has a tab for each thing it can show, of which arrows open the next", async () => {
    await openPage();
    await tell(start, done(outcomeOf(forms["all forms"]())));
    const tabs = page.getByRole("tab");
    const titles = ["Steps", "Time to convert", "Flow", "Table", "SQL"];
    assert.deepEqual(await tabs.allInnerTexts(), titles);
    const before = compiledCharts();
    await tabs.first().focus();
    for (const title of titles.slice(1)) {
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.getByRole("tab", { selected: true }).innerText(), title);
      assert.equal(await page.getByRole("tabpanel").count(), 1);
    }
    await page.locator(".flow-view .chart svg").waitFor({ state: "attached" });
    await page.keyboard.press("Home");
    assert.equal(await page.getByRole("tab", { selected: true }).innerText(), "Steps");
    assert.equal(compiledCharts() - before, 2, "the times and the flow, with their tabs");
    await tabs.nth(1).click();
    assert.equal(compiledCharts() - before, 2, "once");
  });

  it("shows the form that the text asks for first, and the tab that was chosen again", async () => {
    await openPage();
    const { result, funnel } = forms["all forms"]();
    const asked = (chart: "flow" | "table" | "pipeline") =>
      done(outcomeOf({ result, funnel: { ...funnel, chart } }));
    for (const [chart, titles] of [
      ["flow", ["Flow", "Steps", "Time to convert", "Table", "SQL"]],
      ["table", ["Table", "Steps", "Time to convert", "Flow", "SQL"]],
      ["pipeline", ["Pipeline", "Steps", "Time to convert", "Flow", "Table", "SQL"]],
    ] as const) {
      await tell(start, asked(chart));
      assert.deepEqual(await page.getByRole("tab").allInnerTexts(), titles);
      assert.equal(await page.getByRole("tab", { selected: true }).innerText(), titles[0]);
    }
    await page.getByRole("tab", { name: "Flow" }).click();
    await tell(asked("table"));
    assert.equal(await page.getByRole("tab", { selected: true }).innerText(), "Flow");
    await page.reload();
    await page.locator(".flow-view .chart svg").waitFor();
  });

  it("opens the query in an editor", async () => {
    await openPage();
    await tell(start, done(outcomeOf(sampleResult(signup))));
    await page.getByRole("tab", { name: "SQL" }).click();
    const sql = "select actor, time\nfrom web";
    assert.equal(await page.locator("pre").innerText(), sql);
    await page.getByRole("button", { name: "Open in an editor" }).click();
    assert.deepEqual((await heard()).at(-1), { kind: "openSql", funnel: "Signup", sql });
  });

  for (const name of [
    "names of 200 characters",
    "thirty stages",
    "a split of many",
    "two stages, one of 10^9",
    "nobody entered",
    "one actor",
    "with all that is marked",
  ] as const) {
    it(`has room for everything in every tab, or says it under the mouse: ${name}`, async () => {
      await openPage();
      await tell(start, done(outcomeOf(cases[name]())));
      for (const width of [260, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        for (const tab of await page.getByRole("tab").all()) {
          await tab.click();
          await page.waitForTimeout(250);
          const { sticksOut, cut } = await page.evaluate(findCuts);
          assert.ok(
            sticksOut <= 0,
            `${sticksOut} px stick out: ${await tab.innerText()}, ${width}`,
          );
          assert.deepEqual(cut, [], `${await tab.innerText()}, ${width}`);
        }
      }
    });
  }
});

/** In the page: how far it is wider than its window, and texts of charts that are cut and say nowhere what they are. */
function findCuts(): { sticksOut: number; cut: string[] } {
  const page = document.documentElement;
  const texts = [...document.querySelectorAll(".view:not([hidden]) svg text")];
  const cut = texts.filter((text) => {
    if (!text.textContent.endsWith("…")) return false;
    text.scrollIntoView({ block: "center" });
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const below = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
    return !below.some((one) => one === text || one.matches('[role="graphics-symbol"]'));
  });
  return {
    sticksOut: page.scrollWidth - page.clientWidth,
    cut: cut.map((text) => `${text.parentElement?.getAttribute("class")}: ${text.textContent}`),
  };
}
