import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { inProject } from "../support/project.ts";
import { copySamples, openFolder, sharedHost } from "./support/shared.ts";

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
  this.timeout(180_000);

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
      // Colours of the chart follow a moment later than those of the page.
      await window.page.waitForTimeout(1000);
      await window.screenshot(`result-${name}`);
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
      const { violations } = await window.result
        .locator("html")
        .evaluate<AxeResult, string>(async (page, source) => {
          // oxlint-disable-next-line no-eval -- the page's policy forbids scripts, not its debugger
          const checker = (0, eval)(`${source}; axe`) as { run(root: Element): Promise<AxeResult> };
          return checker.run(page);
        }, axe);
      const said = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
      assert.deepEqual(said, [], theme);
    }
    assert.ok(backgrounds.size >= 3, [...backgrounds].join(", "));

    await window.result.getByRole("button", { name: "Table" }).first().click();
    await window.result.locator("table").first().waitFor();
    await window.screenshot("table-contrast-light");
    await window.chooseTheme("Light Modern");
    await window.close();
    if (process.env["UPDATE"] !== undefined) {
      await copyFile(
        inProject("out", "screenshots", "result-light.png"),
        inProject("client", "gallery", "result.png"),
      );
    }
  });
});
