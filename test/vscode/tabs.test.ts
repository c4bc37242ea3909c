import assert from "node:assert/strict";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { FunnelResult } from "../../server/engine/result.ts";
import { funnelResults } from "../support/funnel-results.ts";
import { figuresOf } from "./support/figures.ts";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

describe("the tabs of a result in a real VS Code", function () {
  this.timeout(180_000);
  let folder: string;
  let window: Window;
  let expected: FunnelResult;

  before(async () => {
    folder = await copySamples();
    window = await openFolder(await sharedHost(), folder);
    const [funnel] = funnelResults(
      await figuresOf(path.join(folder, "saas-signup.funnel"), folder),
    );
    assert.ok(funnel);
    expected = funnel;
    await window.openFile("saas-signup.funnel");
    await window.lens("Run funnel").click();
    await window.result.locator(".chart svg .bars_marks path").first().waitFor();
  });
  after(() => window.close());

  const tab = (name: string): Locator => window.result.getByRole("tab", { name }).first();
  const labels = (marks: string): Promise<string[]> =>
    window.result
      .locator(`.chart svg .${marks}_marks path`)
      .evaluateAll((paths) => paths.map((mark) => mark.getAttribute("aria-label") ?? ""));

  it("draws how long it took, bin by bin as the engine counts", async () => {
    await tab("Time to convert").click();
    await window.result.locator(".time-view .chart svg").waitFor();
    const bins = expected.seconds?.histogram ?? [];
    assert.ok(bins.length > 3);
    const drawn = (await labels("binTargets")).map((label) =>
      Number(/: ([\d,]+) \(/.exec(label)?.[1]?.replaceAll(",", "")),
    );
    assert.deepEqual(
      drawn,
      bins.map(({ count }) => count),
    );
  });

  it("leads from a step to the times, by keyboard", async () => {
    await tab("Steps").focus();
    await window.page.keyboard.press("Home");
    const mark = window.result.locator('.chart [role="graphics-symbol"]:focus');
    // Behind the tabs are the menus of what can be done with the result.
    for (let stop = 0; stop < 6 && (await mark.count()) === 0; stop++) {
      await window.page.keyboard.press("Tab");
    }
    // From the first stage to the second one, and to the step before it.
    await window.page.keyboard.press("ArrowDown");
    await window.page.keyboard.press("ArrowRight");
    await window.page.keyboard.press("Enter");
    await window.result
      .locator('[role="tab"][aria-selected="true"]', { hasText: "Time" })
      .waitFor();
  });

  it("draws where the lost went, the parts of each step as many as are lost at it", async () => {
    await tab("Flow").click();
    await window.result.locator(".flow-view .chart svg .flowBars_marks path").first().waitFor();
    const lost = expected.stages.flatMap(({ dropoff }) => (dropoff ? [dropoff] : []));
    const texts = await window.result.locator(".flowLost_marks text").allTextContents();
    assert.deepEqual(
      texts.map((text) => Number(text.replaceAll(/\D/g, ""))),
      lost,
    );
  });

  it("shows the chosen tab again after another run", async () => {
    const place = window.result.locator(".flow-view .chart svg");
    const before = await place.elementHandle();
    await window.result.getByRole("button", { name: "Run again" }).click();
    await window.result.locator(".results[aria-busy=false]").waitFor();
    await place.waitFor();
    assert.ok(before);
    assert.equal(await tab("Flow").getAttribute("aria-selected"), "true");
  });

  it("opens the query in an editor that can't be written in", async () => {
    await tab("SQL").click();
    const shown = (await window.result.locator(".sql-view pre").textContent()) ?? "";
    assert.match(shown, /select[\s\S]*from/i);
    await window.result.getByRole("button", { name: "Open in an editor" }).click();
    const name = '.tab[data-resource-name="Signup.sql"]';
    await window.page.locator(name).waitFor();
    await window.page
      .locator(".view-line", { hasText: /select/i })
      .last()
      .click();
    await window.page.keyboard.type("x");
    await window.page.getByText("Cannot edit in read-only editor").first().waitFor();
    await window.page.keyboard.press("Escape");
    assert.deepEqual(await window.unsavedFiles(), []);
    await window.page.locator(name).hover();
    await window.page.locator(`${name} .tab-actions a`).click();
  });

  it("draws a study, and shows its figures as tables", async () => {
    await window.openFile("checkout-test.funnel");
    await window.runCommand("Funnel: Run All Funnels");
    const study = window.result.locator("section", { hasText: "Experiment on Checkout" });
    await study.locator(".chart svg .liftsDots_marks path").first().waitFor();
    const drivers = window.result.locator("section", { hasText: "Drivers on Checkout" });
    await drivers.locator(".chart svg .oddsDots_marks path").first().waitFor();
    await study.getByRole("tab", { name: "Table" }).click();
    const rows = await study.locator("table").first().locator("tbody th").allTextContents();
    assert.deepEqual(rows, ["A", "B", "C"]);
    await study.getByRole("tab", { name: "Chart" }).click();
  });
});
