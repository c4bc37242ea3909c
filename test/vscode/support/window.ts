import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { inProject } from "../../support/project.ts";

/** A VS Code in the browser, driven as a user does: by keys, clicks and what can be seen. */
export interface Window {
  readonly page: Page;
  openFile(name: string): Promise<void>;
  /** By the command palette, with the name that it shows. */
  runCommand(title: string): Promise<void>;
  /** The first line of the editor that has the text, ignoring how blanks are drawn. */
  line(text: string): Locator;
  /** A lens by its words. */
  lens(text: string): Locator;
  /** The page of results, two frames deep. */
  readonly result: FrameLocator;
  /** The user's last notification. */
  readonly notification: Locator;
  /** Kept in out/screenshots/ for people to look at. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** First start of an extension host on a busy machine. */
const slow = 60_000;

export async function openWindow(browser: Browser, url: string): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.locator(".monaco-workbench .part.sidebar").waitFor({ timeout: slow });

  const quickInput = page.locator(".quick-input-widget input");

  const choose = async (typed: string, label: string): Promise<void> => {
    await quickInput.fill(typed);
    const row = page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ hasText: label })
      .first();
    await row.waitFor();
    await row.click();
    await quickInput.waitFor({ state: "hidden" });
  };

  return {
    page,
    openFile: async (name) => {
      await page.keyboard.press("Control+P");
      await quickInput.waitFor();
      await choose(name, name.split("/").at(-1) ?? name);
      await page.locator(`.tab[data-resource-name="${name.split("/").at(-1)}"]`).waitFor();
      await page.locator(".monaco-editor .view-line").first().waitFor();
    },
    runCommand: async (title) => {
      await page.keyboard.press("F1");
      await quickInput.waitFor();
      await choose(`>${title}`, title);
    },
    line: (text) =>
      page
        .locator(".monaco-editor .view-line")
        .filter({ hasText: new RegExp(text.trim().split(/\s+/).map(escaped).join("\\s+")) })
        .first(),
    lens: (text) => page.locator(".codelens-decoration a").filter({ hasText: text }).first(),
    result: page.frameLocator("iframe.webview.ready").frameLocator("#active-frame"),
    notification: page.locator(".notification-toast .notification-list-item-message").last(),
    screenshot: async (name) => {
      await page.screenshot({ path: inProject("out", "screenshots", `${name}.png`) });
    },
    close: () => context.close(),
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
