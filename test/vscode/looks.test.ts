import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { inProject } from "../support/project.ts";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";
import type { Window } from "./support/window.ts";

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The checker's whole source, to be run in a page. */
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const themes = [
  { theme: "Light Modern", name: "light", body: "vscode-light" },
  { theme: "Dark Modern", name: "dark", body: "vscode-dark" },
  { theme: "Dark High Contrast", name: "contrast-dark", body: "vscode-high-contrast" },
  {
    theme: "Light High Contrast",
    name: "contrast-light",
    body: "vscode-high-contrast-light",
  },
] as const;

/**
 * Screenshots are kept in out/screenshots/: what a program can't judge, a person should look at. With
 * UPDATE=1 the light one becomes the README's picture.
 */
describe("the looks of a result", function () {
  this.timeout(300_000);

  it("follow the theme, and pass the checks of accessibility in each", async () => {
    const window = await openFolder(await sharedHost(), await copySamples(), {
      width: 1440,
      height: 900,
    });
    await window.runCommand("View: Toggle Panel Visibility");
    await window.runCommand("View: Toggle Primary Side Bar Visibility");
    await window.openFile("saas-signup.funnel");
    await window.lens("Run funnel").click();
    await window.result.locator(".chart svg .bars_marks path").first().waitFor();

    const backgrounds = new Set<string>();
    for (const { theme, name, body } of themes) {
      await window.chooseTheme(theme);
      await window.result.locator(`body.${body}`).waitFor();
      for (const { tab, drawn } of tabs) {
        await window.result.getByRole("tab", { name: tab }).first().click();
        await window.result.locator(drawn).first().waitFor();
        // Colours of the chart follow a moment later than those of the page.
        await window.page.waitForTimeout(700);
        const picture = tab === "Steps" ? `result-${name}` : `${tab.split(" ")[0]}-${name}`;
        await window.screenshot(picture.toLowerCase());
        assert.deepEqual(await flaws(window), [], `${theme}, ${tab}`);
      }
      const behind = await window.result
        .locator(".chart svg")
        .first()
        .evaluate((chart) => getComputedStyle(chart).backgroundColor);
      assert.equal(behind, "rgba(0, 0, 0, 0)", "the chart stands on the page's own colour");
      backgrounds.add(
        await window.result
          .locator("body")
          .evaluate((page) => getComputedStyle(page).backgroundColor),
      );
    }
    assert.ok(backgrounds.size >= 3, [...backgrounds].join(", "));
    await window.chooseTheme("Light Modern");
    await window.close();
    if (process.env["UPDATE"] !== undefined) {
      await copyFile(
        inProject("out", "screenshots", "result-light.png"),
        inProject("client", "gallery", "result.png"),
      );
    }
  });

  it("are those of studies too, in a wide window and in a narrow panel", async () => {
    const folder = await copySamples();
    for (const { size, name } of [
      { size: { width: 1920, height: 1200 }, name: "wide" },
      { size: { width: 620, height: 1200 }, name: "narrow" },
    ]) {
      const window = await openFolder(await sharedHost(), folder, size);
      await window.runCommand("View: Toggle Panel Visibility");
      await window.runCommand("View: Toggle Primary Side Bar Visibility");
      for (const file of ["checkout-test", "lead-scoring"]) {
        await window.openFile(`${file}.funnel`);
        await window.runCommand("Funnel: Run All Funnels");
        const charts = window.result.locator("section .chart svg");
        await charts.nth(1).waitFor();
        for (const { theme, name: themeName, body } of themes) {
          if (file === "lead-scoring" && !/^(light|contrast-dark)$/.test(themeName)) continue;
          await window.chooseTheme(theme);
          await window.result.locator(`body.${body}`).waitFor();
          await charts.nth(1).scrollIntoViewIfNeeded();
          await window.page.waitForTimeout(700);
          await window.screenshot(`study-${file}-${name}-${themeName}`);
          assert.deepEqual(await flaws(window), [], `${file}, ${theme}`);
        }
        const { sticksOut, width } = await window.result.locator("html").evaluate((page) => ({
          sticksOut: page.scrollWidth - page.clientWidth,
          width: page.clientWidth,
        }));
        assert.ok(sticksOut <= 0, `${file}: ${sticksOut} px stick out of ${width}`);
        await window.closeResult();
      }
      await window.chooseTheme("Light Modern");
      await window.close();
    }
  });
});

/** What each shows when it is there. */
const tabs = [
  { tab: "Steps", drawn: ".steps-view .chart svg .bars_marks path" },
  { tab: "Time to convert", drawn: ".time-view .chart svg .timesBars_marks path" },
  { tab: "Flow", drawn: ".flow-view .chart svg .flowBars_marks path" },
  { tab: "Table", drawn: ".table-view table" },
  { tab: "SQL", drawn: ".sql-view pre" },
] as const;

async function flaws(window: Window): Promise<string[]> {
  const { violations } = await window.result
    .locator("html")
    .evaluate<AxeResult, string>(async (page, source) => {
      // oxlint-disable-next-line no-eval -- the page's policy forbids scripts, not its debugger
      const checker = (0, eval)(`${source}; axe`) as { run(root: Element): Promise<AxeResult> };
      return checker.run(page);
    }, axe);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}
