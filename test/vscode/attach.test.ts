import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { figuresOf, readChart } from "./support/figures.ts";
import { openFolder, sharedHost, temporaryFolder } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

/** 20 visitors, of whom 8 sign up and 3 pay. */
function events(): string {
  const lines = ["user,ts,event,channel"];
  for (let user = 1; user <= 20; user++) {
    const day = String(user).padStart(2, "0");
    const channel = user % 2 === 0 ? "ads" : "mail";
    lines.push(`u${user},2026-01-${day} 01:00:00,visit,${channel}`);
    if (user <= 8) lines.push(`u${user},2026-01-${day} 02:00:00,sign_up,${channel}`);
    if (user <= 3) lines.push(`u${user},2026-01-${day} 03:00:00,pay,${channel}`);
  }
  return `${lines.join("\n")}\n`;
}

describe("attaching data in a real VS Code", function () {
  this.timeout(120_000);
  let folder: string;
  let outside: string;
  let window: Window;

  before(async () => {
    folder = path.join(await temporaryFolder("workspace"), "attaching");
    outside = await temporaryFolder("exports");
    await mkdir(path.join(folder, "raw"), { recursive: true });
    await writeFile(path.join(folder, "raw", "visits.csv"), events());
    await writeFile(path.join(outside, "late.csv"), events().replaceAll("visit", "view"));
    window = await openFolder(await sharedHost(), folder, { width: 1440, height: 900 });
    await window.runCommand("View: Toggle Panel Visibility");
  });
  after(() => window.close());

  const input = () => window.page.locator(".quick-input-widget input").first();
  const row = (text: string) =>
    window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text }).first();

  /** By the palette; what comes next is a list in the same place. */
  const startCommand = async (label: string): Promise<void> => {
    for (let tries = 1; ; tries++) {
      await window.page.keyboard.press("F1");
      await input().waitFor();
      await input().fill(`>${label}`);
      try {
        await row(label).click({ timeout: 7000 });
        return;
      } catch (error) {
        // The palette may have been opened before the extension's commands were there.
        if (tries === 5) throw error;
        await window.page.keyboard.press("Escape");
      }
    }
  };
  const startAttaching = (): Promise<void> => startCommand("Funnel: Attach Data File");

  /** Types a path into the dialog for files, which stands in the place of the system's. */
  const chooseFile = async (file: string): Promise<void> => {
    const dialog = window.page.locator(".quick-input-title", { hasText: "Attach Data File" });
    await dialog.waitFor();
    // It begins with the folder, once that was looked into.
    await row("raw").waitFor();
    await input().fill(`${path.dirname(file)}/`);
    for (let tries = 1; ; tries++) {
      await row(path.basename(file)).click();
      try {
        await dialog.waitFor({ state: "hidden", timeout: 5000 });
        return;
      } catch (error) {
        // While it looks into the folder it takes no choice.
        if (tries === 5) throw error;
      }
    }
  };
  const charted = () =>
    window.result.locator(".chart svg .bars_marks path").first().waitFor({ timeout: 60_000 });
  const inTree = (text: string) =>
    window.page
      .locator(".pane", { hasText: "Data" })
      .locator(".monaco-list-row")
      .filter({ hasText: text })
      .first();

  it("goes from the command to a chart by Enter alone", async () => {
    await startAttaching();
    await chooseFile(path.join(folder, "raw", "visits.csv"));
    await row("A new file beside the data").waitFor();
    await window.page.keyboard.press("Enter");
    await row("Write a source and a funnel").waitFor();
    await window.screenshot("attach-light");
    await window.page.keyboard.press("Enter");
    await charted();
    await window.screenshot("attached-light");
    const file = path.join(folder, "raw", "visits.funnel");
    const text = await readFile(file, "utf8");
    assert.match(text, /^source visits from "visits\.csv" \{\n {2}actor user\n/);
    const { results } = await figuresOf(file, folder);
    assert.equal(results.length, 1);
    const drawn = await readChart(window.result);
    assert.deepEqual(
      drawn.slice(0, 3).map(({ name }) => name),
      ["Visit", "SignUp", "Pay"],
    );
  });

  it("shows sources with columns and rows, and inserts a column's name", async () => {
    await window.page.keyboard.press("Control+1");
    await window.runCommand("Funnel: Focus on Data View");
    await inTree("visits").click();
    await inTree("visits").locator(".monaco-tl-twistie").click();
    await inTree("channel").waitFor();
    await inTree("ads").waitFor();
    await window.screenshot("data-light");
    await inTree("First rows").click();
    await inTree("u1 ·").waitFor();
    await window.chooseTheme("Dark Modern");
    await window.screenshot("data-dark");
    await window.line("window 6 hours").click();
    await window.page.keyboard.press("End");
    await window.page.keyboard.press("Enter");
    await window.page.keyboard.type("where ");
    await window.page.keyboard.press("Escape");
    await inTree("channel").hover();
    await inTree("channel").locator(".actions .action-label").first().click();
    await window.line("where channel").waitFor();
    await window.undoAll();
  });

  it("leaves nothing behind where a file from elsewhere is not attached after all", async () => {
    await window.page.keyboard.press("Control+1");
    await startAttaching();
    await chooseFile(path.join(outside, "late.csv"));
    await row("Copy it into data/").click();
    await row("Write a source and a funnel").waitFor();
    assert.deepEqual(await readdir(path.join(folder, "data")), ["late.csv"]);
    await window.page.keyboard.press("Escape");
    let left = await readdir(folder);
    for (let tries = 0; left.includes("data") && tries < 50; tries++) {
      await window.page.waitForTimeout(100);
      left = await readdir(folder);
    }
    assert.ok(!left.includes("data"), left.join(" "));
  });

  it("offers to copy a file from elsewhere, or to name its folder", async () => {
    await window.page.keyboard.press("Control+1");
    await startAttaching();
    await chooseFile(path.join(outside, "late.csv"));
    await row("Name its folder on this machine").waitFor();
    await window.screenshot("attach-outside-dark");
    await row("Copy it into data/").click();
    await row("Write a source and a funnel").waitFor();
    await window.screenshot("attach-dark");
    await row("Split by").click();
    await row("nothing").click();
    await row("Write a source and a funnel").waitFor();
    await window.page.keyboard.press("Enter");
    await window.line('source late from "../data/late.csv" {').waitFor();
    assert.match(await readFile(path.join(folder, "data", "late.csv"), "utf8"), /view/);
    await window.undoAll();
  });

  it("attaches what is dropped into the text, after a look at it", async () => {
    await window.page.keyboard.press("Control+1");
    await window.page.keyboard.press("Control+Shift+E");
    const file = window.page.locator(".explorer-folders-view .monaco-list-row", {
      hasText: "late.csv",
    });
    if ((await file.count()) === 0) {
      await window.page
        .locator(".explorer-folders-view .monaco-list-row", { hasText: "data" })
        .first()
        .click();
    }
    await file.first().hover();
    await window.page.mouse.down();
    const text = await window.line("split by channel").boundingBox();
    assert.ok(text);
    await window.page.mouse.move(text.x + 30, text.y + 5, { steps: 5 });
    await window.page.keyboard.down("Shift");
    await window.page.mouse.move(text.x + 40, text.y + 8, { steps: 5 });
    await window.page.mouse.up();
    await window.page.keyboard.up("Shift");
    await row("Write the source only").waitFor();
    await window.screenshot("attach-dropped-dark");
    await row("Write the source only").click();
    await window.line('source late from "../data/late.csv" {').waitFor();
    await window.undoAll();
  });

  it("has a walkthrough of five steps", async () => {
    await window.page.keyboard.press("Escape");
    await startCommand("Welcome: Open Walkthrough");
    await row("Your first funnel").click();
    const steps = window.page.locator(".getting-started-step");
    await steps.filter({ hasText: "Read the chart" }).first().waitFor();
    await window.closeResult();
    await steps.filter({ hasText: "Attach a file of data" }).first().click();
    await window.page.waitForTimeout(2000);
    await window.screenshot("walkthrough-dark");
    await window.chooseTheme("Light Modern");
    await window.screenshot("walkthrough-light");
    assert.equal(await steps.count(), 5);
  });

  it("copies the samples to a folder and opens it", async () => {
    await startCommand("Funnel: Open Sample Workspace");
    await window.page.locator(".quick-input-title", { hasText: "Where are the samples" }).waitFor();
    await row("..").waitFor();
    const into = await input().inputValue();
    assert.ok(into.startsWith(folder), into);
    await window.page.getByRole("button", { name: "Copy the samples here" }).click();
    await window.page
      .locator(".explorer-folders-view .monaco-list-row", { hasText: "shop.funnel" })
      .waitFor({ timeout: 60_000 });
    const files = await readdir(path.join(into, "funnel-samples"));
    assert.ok(files.includes("README.md") && files.includes("data"), files.join(" "));
    assert.ok(!files.includes("generate.ts"));
  });
});
