import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { readChart } from "./support/figures.ts";
import { copySamples, openFolder, sharedHost, startHost } from "./support/shared.ts";
import { writeSlowFunnel } from "./support/slow.ts";
import type { Window } from "./support/window.ts";

describe("running in a real VS Code", function () {
  this.timeout(120_000);
  let folder: string;
  let window: Window;

  before(async () => {
    folder = await copySamples();
    window = await openFolder(await sharedHost(), folder);
  });
  after(() => window.close());

  it("runs the funnel that the cursor is in, and all of them by the ▷ of the title", async () => {
    await window.openFile("shop.funnel");
    await window.lens("Run funnel").waitFor();
    await window.line("during 2026-04-01 .. 2026-05-31").click();
    await window.runCommand("Funnel: Run Funnel");
    await window.result.locator(".chart svg .bars_marks path").first().waitFor();
    assert.deepEqual(await window.result.locator("h2").allTextContents(), ["Purchase"]);

    await window.page.locator(".editor-actions a[aria-label^='Run All']").click();
    await window.result.locator("h2", { hasText: "SaleCheckout" }).waitFor();
    assert.deepEqual(await window.result.locator("h2").allTextContents(), [
      "Purchase",
      "SaleCheckout",
    ]);
  });

  it("says that the text was edited since, until it is as it was", async () => {
    const stale = window.result.locator(".stale");
    assert.equal(await stale.count(), 0);
    await window.typeAtEnd("segment customers", " ");
    await stale.waitFor();
    await window.undoAll();
    await stale.waitFor({ state: "detached" });
  });

  it("shows the stage in the text on a click on its name", async () => {
    await window.line("funnel Purchase on shop {").click();
    await window.result.locator(".chart svg .texts_marks path").nth(2).click();
    await window.page.locator(".statusbar-item", { hasText: /Ln 31,/ }).waitFor();
  });

  it("shows the result again after the window is reloaded", async function () {
    this.timeout(240_000);
    const before = await readChart(window.result);
    // VS Code in the browser writes down what is open once a minute: of what it writes when the page
    // goes, not all may be kept.
    await window.page.waitForTimeout(70_000);
    await window.page.reload();
    await window.result.locator(".chart svg .bars_marks path").first().waitFor({ timeout: 60_000 });
    assert.deepEqual(
      (await readChart(window.result)).map(({ name, count }) => ({ name, count })),
      before.map(({ name, count }) => ({ name, count })),
    );
    await window.closeResult();
  });

  it("says what to do where a file of data is missing", async () => {
    await writeFile(
      path.join(folder, "missing.funnel"),
      'source web from "data/no-such-file.csv" {\n  actor user\n  time ts\n  event event\n}\n\n' +
        "funnel Lost on web {\n  stage A: a\n  stage B: b\n}\n",
    );
    await window.openFile("missing.funnel");
    await window.lens("Run funnel").click();
    const message = window.result.getByText(/no-such-file\.csv/).first();
    await message.waitFor();
    await window.screenshot("missing-file");
    await window
      .problem(/no-such-file\.csv/)
      .first()
      .waitFor();
    await window.closeResult();
  });

  it("cancels within three seconds, and runs again afterwards", async () => {
    await writeSlowFunnel(folder);
    await window.openFile("slow.funnel");
    await window.lens("Run funnel").click();
    const cancel = window.result.getByRole("button", { name: "Cancel" });
    await cancel.waitFor();
    await window.page.locator(".statusbar-item", { hasText: "Funnel: running" }).waitFor();
    await window.screenshot("running");
    // Timed within the page, from the click to the words.
    const milliseconds = await cancel.evaluate(async (button: HTMLElement) => {
      const clicked = performance.now();
      button.click();
      while (!document.body.textContent.includes("The run was cancelled")) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return performance.now() - clicked;
    });
    assert.ok(milliseconds <= 3000, `it took ${milliseconds} ms`);
    await window.page
      .locator(".statusbar-item", { hasText: "Funnel: running" })
      .waitFor({ state: "hidden" });

    await window.openFile("shop.funnel");
    await window.lens("Run funnel").click();
    await window.result.locator(".chart svg .bars_marks path").first().waitFor();
  });

  it("leaves the samples as they were", async () => {
    assert.deepEqual(await window.unsavedFiles(), []);
  });
});

describe("an untrusted folder in a real VS Code", function () {
  this.timeout(120_000);

  it("has its text checked but no data read, until it is trusted", async () => {
    const folder = await copySamples();
    const window = await openFolder(await startHost({ asksForTrust: true }), folder);
    await window.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await window.openFile("shop.funnel");
    await window.lens("Run funnel").click();
    const { notification } = window;
    await notification.filter({ hasText: "not trusted" }).waitFor();
    await window.screenshot("untrusted");
    assert.equal(await window.page.locator("iframe.webview").count(), 0);

    // An event that only a look into the data could refuse.
    await window.typeAtEnd('stage Action "Paid": order_paid', "x");
    assert.deepEqual(await window.problems(), []);
    await window.undoAll();

    await window.page.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await window.page
      .getByRole("button", { name: /^Trust/ })
      .first()
      .click();
    await window.openFile("shop.funnel");
    await window.lens("Run funnel").click();
    await window.result.locator(".chart svg .bars_marks path").first().waitFor();
    await window.close();
  });
});
