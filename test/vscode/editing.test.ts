import assert from "node:assert/strict";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

describe("editing in a real VS Code", function () {
  this.timeout(120_000);
  let window: Window;

  before(async () => {
    window = await openFolder(await sharedHost(), await copySamples());
    await window.openFile("shop.funnel");
    await window.lens("Run funnel").waitFor();
  });
  after(() => window.close());

  it("colours keywords, names, strings and comments differently", async () => {
    const spans = window.line('stage Attention "Visited": visit').locator("span > span");
    const colours = new Map(
      await spans.evaluateAll((found) =>
        found.map((span): [string, string] => [
          (span.textContent ?? "").trim(),
          getComputedStyle(span).color,
        ]),
      ),
    );
    const seen = ["stage", "Attention", '"Visited"', "visit"].map((text) => colours.get(text));
    assert.ok(
      seen.every((colour) => colour !== undefined),
      `all are spans of their own: ${[...colours.keys()].join(" | ")}`,
    );
    assert.ok(new Set(seen).size >= 3, `colours are ${seen.join(", ")}`);
  });

  it("finds nothing wrong with a sample", async () => {
    assert.deepEqual(await window.problems(), []);
  });

  it("explains a keyword on hover", async () => {
    await window.line("window 7 days").getByText("window").first().hover();
    const hover = window.page.locator(".monaco-hover:not(.hidden)").last();
    await hover
      .getByText(/\w{4,}/)
      .first()
      .waitFor();
    await window.page.keyboard.press("Escape");
  });

  it("marks an event that the data doesn't have, and its quick fix mends it", async () => {
    const before = await window.textOf('stage Action "Paid": order_paid');
    await window.typeAtEnd('stage Action "Paid": order_paid', "x");
    await window.problem(/order_paidx/).waitFor();
    await window.screenshot("diagnostic");
    await window.quickFix('stage Action "Paid": order_paidx', /order_paid/);
    await window.problem(/order_paidx/).waitFor({ state: "detached" });
    assert.equal(await window.textOf('stage Action "Paid": order_paid'), before);
    assert.deepEqual(await window.problems(), []);
  });

  it("marks a misspelt keyword, and its quick fix mends it", async () => {
    await window.typeAtStart("window 7 days", "x");
    await window.problem(/./).first().waitFor();
    await window.quickFix("xwindow 7 days", /window/);
    await window.problem(/./).first().waitFor({ state: "detached" });
    await window.line("  window 7 days").waitFor();
  });

  it("offers the events of the data while one is typed", async () => {
    await window.typeAtEnd('stage Action "Paid": order_paid', " or che");
    await window.page.keyboard.press("Control+Space");
    const list = window.page.locator(".suggest-widget.visible .monaco-list-row");
    await list.filter({ hasText: "checkout" }).first().waitFor();
    await window.page.keyboard.press("Escape");
    await window.undoAll();
    assert.deepEqual(await window.problems(), []);
  });

  it("shows sources, funnels and stages in the outline", async () => {
    await window.page.keyboard.press("Control+Shift+O");
    const rows = window.page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Purchase" }).first().waitFor();
    const shown = (await rows.allTextContents()).join(" | ");
    for (const name of ["shop", "customers", "Purchase", "Attention", "SaleCheckout"]) {
      assert.ok(shown.includes(name), `${name} in ${shown}`);
    }
    await window.page.keyboard.press("Escape");
  });
});
