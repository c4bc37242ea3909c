import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readSheet } from "read-excel-file/node";
import type { FunnelResult } from "../../server/engine/result.ts";
import { funnelResults } from "../support/funnel-results.ts";
import { runNode } from "../support/processes.ts";
import { inProject } from "../support/project.ts";
import { figuresOf } from "./support/figures.ts";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

const file = "shop.funnel";

describe("the people of a result in a real VS Code", function () {
  this.timeout(180_000);
  let folder: string;
  let window: Window;
  let figures: FunnelResult;

  before(async () => {
    folder = await copySamples();
    window = await openFolder(await sharedHost(), folder);
    await window.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const ran = funnelResults(await figuresOf(path.join(folder, file), folder));
    const found = ran.find(({ name }) => name === "Purchase");
    assert.ok(found);
    figures = found;
    await window.openFile(file);
    await window.lens("Run funnel").click();
    await window.result.locator(".chart svg .bars_marks path").first().waitFor();
  });
  after(() => window.close());

  const stage = (): FunnelResult["stages"][number] => {
    const found = figures.stages.at(-1);
    assert.ok(found);
    return found;
  };
  const people = () => window.result.locator(".people").first();
  const row = (index: number) => people().locator(`[aria-rowindex="${index + 2}"]`);

  /** What the command line says, to the same question. */
  async function funnel(...args: readonly string[]): Promise<string> {
    const { code, output } = await runNode(
      [inProject("dist", "cli.mjs"), ...args, "--root", folder],
      { cwd: folder, errors: false },
    );
    assert.equal(code, 0, output);
    return output;
  }
  const listed = (...which: readonly string[]): Promise<string> =>
    funnel("people", file, "--funnel", figures.name, "--stage", stage().name, ...which);
  const actorsOf = (csv: string): string[] =>
    csv
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0] ?? "");

  /** Answers the dialog that asks where to save. */
  async function saveAs(name: string): Promise<string> {
    const absolute = path.join(folder, name);
    const input = window.page.locator(".quick-input-widget input");
    await input.waitFor();
    // The dialog writes the name that it proposes when it has looked at the folder.
    for (let tries = 0; tries < 50 && (await input.inputValue()) === ""; tries++) await wait(100);
    for (let tries = 0; tries < 10 && (await input.inputValue()) !== absolute; tries++) {
      await input.fill(absolute);
      await wait(300);
    }
    await window.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
    await window.notification.filter({ hasText: `Saved ${name}` }).waitFor();
    return absolute;
  }

  it("are those that the command line prints, on a click on the bar and on what is missing", async () => {
    const chart = window.result.locator(".chart svg").first();
    for (const [button, marks, ...which] of [
      ["Reached", "bars"],
      ["Stopped before", "losses", "--dropped"],
    ] as const) {
      const mark = chart.locator(`.${marks}_marks path`).last();
      await mark.scrollIntoViewIfNeeded();
      const box = await mark.boundingBox();
      assert.ok(box);
      await window.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await people().locator(`[aria-pressed="true"]`, { hasText: button }).waitFor();
      const expected = actorsOf(await listed(...which));
      const grid = people().getByRole("grid");
      await row(0).waitFor();
      assert.equal(await grid.getAttribute("aria-rowcount"), String(expected.length + 1));
      assert.equal(
        expected.length,
        button === "Reached" ? stage().count : stage().dropoff,
        "as many as the chart says",
      );
      assert.equal(await row(0).getByRole("rowheader").innerText(), expected[0]);
      await grid.focus();
      await window.page.keyboard.press("End");
      const last = row(expected.length - 1).getByRole("rowheader");
      await last.filter({ hasText: expected.at(-1) ?? "" }).waitFor();
    }
  });

  it("say why, as the command line does", async () => {
    await window.page.keyboard.press("Home");
    const actor = await row(0).getByRole("rowheader").innerText();
    await window.page.keyboard.press("Enter");
    const why = people().locator(".why-text");
    await why.waitFor();
    const sentence = await why.locator(".sentence").first().innerText();
    const said = await funnel(
      ...["explain", file, "--funnel", figures.name, "--actor", actor, "--no-color"],
    );
    const words = said.replaceAll(/\s+/g, " ");
    assert.ok(words.includes(sentence.replaceAll(/\s+/g, " ")), `${sentence}\n${said}`);
    assert.ok((await why.locator(".timeline li").count()) > 0);
    await window.screenshot("people-why");
    await window.page.keyboard.press("Escape");
    await why.waitFor({ state: "hidden" });
  });

  it("are saved as the command line writes them", async () => {
    await people().getByRole("button", { name: "Save people…" }).click();
    const saved = await saveAs("lost.csv");
    assert.equal(await readFile(saved, "utf8"), await listed("--dropped"));
  });

  it("are copied as a table, and saved as a workbook and as a picture", async () => {
    const bar = window.result.locator(".figure-bar").first();
    await bar.getByText("Copy").click();
    await bar.getByRole("button", { name: "Table, for a spreadsheet" }).click();
    const clipboard = (): Promise<string> =>
      window.page.evaluate(() => navigator.clipboard.readText());
    for (let tries = 0; tries < 50 && !(await clipboard()).includes("\t"); tries++) await wait(200);
    const rows = (await clipboard()).split("\n").map((line) => line.split("\t"));
    const counts = figures.stages.map(({ count }) => String(count));
    for (const [index, count] of counts.entries()) {
      assert.ok(
        rows[index + 1]?.includes(count),
        `${count} in ${await bar.innerText()}: ${await clipboard()}`,
      );
    }

    await bar.getByText("Save").click();
    await bar.getByRole("button", { name: "Excel workbook" }).click();
    const [, first] = await readSheet(await saveAs("result.xlsx"), "Stages");
    assert.ok(first?.includes(figures.entered));

    await bar.getByText("Save").click();
    await bar.getByRole("button", { name: "Picture (PNG)" }).click();
    const picture = await readFile(await saveAs("result.png"));
    assert.equal(picture.subarray(1, 4).toString(), "PNG");
    assert.ok(picture.readUInt32BE(16) > 600, "sharp enough");
  });

  it("aren't shown where the data are others by now", async () => {
    const text = await readFile(path.join(folder, file), "utf8");
    const data = /from "([^"]+\.csv)"/.exec(text)?.[1];
    assert.ok(data, "a source over a CSV file");
    const rows = await readFile(path.join(folder, data), "utf8");
    await writeFile(path.join(folder, data), rows.split("\n").slice(0, -20).join("\n"));
    await people().getByRole("group").getByRole("button", { name: "Reached" }).click();
    await people().getByText("have changed since this result").waitFor();
    await people().getByRole("button", { name: "Run again" }).waitFor();
    assert.equal(await people().getByRole("grid").count(), 0);
  });

  it("close by Escape, back to the chart", async () => {
    await people().getByRole("button", { name: "Close" }).focus();
    await window.page.keyboard.press("Escape");
    await people().waitFor({ state: "hidden" });
  });
});
