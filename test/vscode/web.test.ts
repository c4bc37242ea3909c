import assert from "node:assert/strict";
import { copySamples, openFolder, startHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

describe("the package for the web, in a browser alone", function () {
  this.timeout(180_000);
  let window: Window;

  before(async () => {
    window = await openFolder(await startHost({ isUniversal: true }), await copySamples());
    await window.openFile("shop.funnel");
  });
  after(() => window.close());

  it("says what is wrong, and its quick fix mends it", async () => {
    await window.typeAtStart("window 7 days", "x");
    await window
      .problem(/FNL1\d{3}/)
      .first()
      .waitFor({ timeout: 60_000 });
    await window.screenshot("web-diagnostic");
    await window.quickFix("xwindow 7 days", /window/);
    await window.problem(/FNL/).first().waitFor({ state: "detached" });
  });

  it("offers what fits", async () => {
    await window.typeAtEnd('stage Action "Paid": order_paid', " with");
    await window.page.keyboard.press("Control+Space");
    const list = window.page.locator(".suggest-widget.visible .monaco-list-row");
    await list.filter({ hasText: "within" }).first().waitFor();
    await window.page.keyboard.press("Escape");
    await window.undoAll();
  });

  it("offers nothing that would need a machine", async () => {
    await window.page.keyboard.press("F1");
    const quickInput = window.page.locator(".quick-input-widget input");
    await quickInput.fill(">Funnel: Run");
    const rows = window.page.locator(".quick-input-list .monaco-list-row");
    await rows.first().waitFor();
    assert.deepEqual(
      (await rows.allTextContents()).filter((row) => row.includes("Funnel: Run")),
      [],
    );
    await window.page.keyboard.press("Escape");
    assert.equal(await window.lens("Run funnel").count(), 0);
  });
});
