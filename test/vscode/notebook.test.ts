import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import { readChart } from "./support/figures.ts";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

describe("the notebook in a real VS Code", function () {
  this.timeout(180_000);
  let folder: string;
  let file: string;
  let original: string;
  let window: Window;

  before(async () => {
    folder = await copySamples();
    file = path.join(folder, "shop.funnel");
    // Nothing of this is how an editor would write it.
    original = `\uFEFF${await readFile(file, "utf8")}`
      .replace("  time time\n", "  time   time  \r\n")
      .replace(/\n$/, "");
    await writeFile(file, original);
    window = await openFolder(await sharedHost(), folder, { width: 1440, height: 1100 });
    await window.runCommand("View: Toggle Panel Visibility");
  });
  after(() => window.close());

  const cell = (text: string): Locator =>
    window.page.locator(".notebookOverlay .code-cell-row").filter({ hasText: text }).first();
  const chart = (): Locator => window.result.locator(".funnel-output .chart svg .bars_marks path");
  const tab = (): Locator => window.page.locator('.tab[data-resource-name="shop.funnel"]');
  const openNotebook = async (name: string): Promise<void> => {
    await window.openFile(name);
    await window.runCommand("Funnel: Open as Notebook");
  };

  it("has the file's declarations as cells, and its prose as text", async () => {
    await openNotebook("shop.funnel");
    await cell("source").waitFor();
    await window.result.locator("h1", { hasText: "A shop for kitchen things" }).waitFor();
  });

  it("runs all cells and draws the charts of the panel, without a change to the file", async () => {
    await window.runCommand("Notebook: Run All");
    await chart().first().waitFor({ timeout: 60_000 });
    const drawn = await readChart(window.result);
    assert.equal(drawn[0]?.name, "Visited");
    await window.screenshot("notebook-light");
    await window.page.mouse.move(800, 800);
    for (let turn = 0; turn < 18; turn++) {
      await window.page.mouse.wheel(0, 900);
      await window.page.waitForTimeout(50);
    }
    await window.screenshot("notebook-result-light");
    await window.chooseTheme("Dark Modern");
    await window.page.waitForTimeout(1000);
    await window.screenshot("notebook-result-dark");
    await window.chooseTheme("Light Modern");
    assert.deepEqual(await window.unsavedFiles(), []);
    assert.equal(await readFile(file, "utf8"), original);
  });

  it("says of a cell that was edited that its result isn't of this text", async () => {
    await window.page.mouse.move(800, 800);
    for (let turn = 0; turn < 18; turn++) {
      await window.page.mouse.wheel(0, -900);
      await window.page.waitForTimeout(50);
    }
    const code = cell("segment customers");
    await code.locator(".view-line").filter({ hasText: "segment" }).first().click();
    await window.page.keyboard.press("End");
    await window.page.keyboard.type(" // edited");
    const stale = window.page.locator(".cell-statusbar-container", {
      hasText: "has changed since",
    });
    await stale.first().waitFor();
    await window.page.keyboard.press("Control+S");
    await tab().and(window.page.locator(".dirty")).waitFor({ state: "detached" });
    const line = 'segment customers = not is_test and device != "bot"';
    assert.equal(await readFile(file, "utf8"), original.replace(line, `${line} // edited`));
  });

  it("shows the results again when it is opened once more", async () => {
    await window.runCommand("Funnel: Open as Text");
    await window.lens("Run funnel").waitFor();
    await openNotebook("shop.funnel");
    await chart().first().waitFor({ timeout: 60_000 });
    const items = window.page.locator(".cell-statusbar-container");
    await items.filter({ hasText: "has changed since" }).first().waitFor();
    assert.deepEqual(await window.unsavedFiles(), []);
    await window.screenshot("notebook-stale-light");
  });

  it("refuses a file in another encoding than UTF-8, which saving would destroy", async () => {
    const bytes = Buffer.from([0x2f, 0x2f, 0x20, 0xf8, 0xe0, 0xe3, 0x0a]);
    await writeFile(path.join(folder, "cyrillic.funnel"), bytes);
    await openNotebook("cyrillic.funnel");
    await window.notification.filter({ hasText: "not encoded as UTF-8" }).waitFor();
    assert.deepEqual(await readFile(path.join(folder, "cyrillic.funnel")), bytes);
  });
});
