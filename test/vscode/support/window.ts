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
  /** The text of that line, as it is in the file. */
  textOf(line: string): Promise<string>;
  /** Types at the end of a line. */
  typeAtEnd(line: string, text: string): Promise<void>;
  /** Types before the first word of a line. */
  typeAtStart(line: string, text: string): Promise<void>;
  /** Until the file is as it is on the disk. */
  undoAll(): Promise<void>;
  /** Entries of the list of problems; opens it. */
  problem(text: RegExp): Locator;
  /** What the list of problems says, once it has settled. */
  problems(): Promise<string[]>;
  /** Puts the cursor on a line's end and takes the first fix that says so. */
  quickFix(line: string, fix: RegExp): Promise<void>;
  /** A lens by its words. */
  lens(text: string): Locator;
  /** Closes the tab of the last result. */
  closeResult(): Promise<void>;
  /** Names of the tabs whose text isn't saved. */
  unsavedFiles(): Promise<string[]>;
  /** The page of results, two frames deep. */
  readonly result: FrameLocator;
  /** The user's last notification. */
  readonly notification: Locator;
  /** Kept in out/screenshots/ for people to look at. */
  screenshot(name: string): Promise<void>;
  chooseTheme(label: string): Promise<void>;
  close(): Promise<void>;
}

/** First start of an extension host on a busy machine. */
const slow = 60_000;

/** So high that every line of a sample is on the screen, also above the list of problems. */
const roomy = { width: 1600, height: 1500 };

export async function openWindow(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number } = roomy,
): Promise<Window> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.locator(".monaco-workbench .part.sidebar").waitFor({ timeout: slow });
  // The list of problems is where tests look for them.
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".markers-panel").waitFor();

  const quickInput = page.locator(".quick-input-widget input");

  const rowOf = (label: string): Locator =>
    page.locator(".quick-input-list .monaco-list-row").filter({ hasText: label }).first();

  /** Opens the quick input by a key and takes an entry of its list. */
  const choose = async (key: string, typed: string, label: string): Promise<void> => {
    for (let tries = 1; ; tries++) {
      await page.keyboard.press(key);
      try {
        await quickInput.waitFor({ timeout: 7000 });
        // It goes away where something else takes the focus at that moment.
        await quickInput.fill(typed, { timeout: 7000 });
        await rowOf(label).waitFor({ timeout: 7000 });
        break;
      } catch (error) {
        // The search for files may have begun before a file was there; it isn't begun again.
        if (tries === 3) throw error;
        await page.keyboard.press("Escape");
      }
    }
    await rowOf(label).click();
    await quickInput.waitFor({ state: "hidden" });
  };

  const lineOf = (text: string): Locator => {
    const words = text.trim().split(/\s+/).map(escaped).join("\\s+");
    // What holds without being written is shown behind the brace of a block.
    const end = text.trimEnd().endsWith("{") ? "" : "\\s*$";
    return page
      .locator(".monaco-editor .view-line")
      .filter({ hasText: new RegExp(`^\\s*${words}${end}`) })
      .first();
  };

  const cursorTo = async (line: string, key: "Home" | "End"): Promise<void> => {
    await lineOf(line).click();
    await page.keyboard.press(key);
  };

  const problemRows = page.locator(".markers-panel .monaco-list-row");

  return {
    page,
    openFile: async (name) => {
      // Into the first group of editors, wherever the user is.
      await page.keyboard.press("Control+1");
      await choose("Control+P", name, name.split("/").at(-1) ?? name);
      await page.locator(`.tab[data-resource-name="${name.split("/").at(-1)}"]`).waitFor();
      await page.locator(".monaco-editor .view-line").first().waitFor();
    },
    runCommand: async (title) => {
      await choose("F1", `>${title}`, title);
    },
    line: lineOf,
    textOf: async (line) => plain((await lineOf(line).textContent()) ?? ""),
    typeAtEnd: async (line, text) => {
      await cursorTo(line, "End");
      await page.keyboard.type(text);
    },
    typeAtStart: async (line, text) => {
      await cursorTo(line, "Home");
      await page.keyboard.type(text);
    },
    undoAll: async () => {
      await page.keyboard.press("Control+1"); // to the first editor
      while ((await page.locator(".tab.active.dirty").count()) > 0) {
        await page.keyboard.press("Control+Z");
      }
    },
    problem: (text) => problemRows.filter({ hasText: text }),
    problems: async () => {
      // The panel keeps its size, so lines of the editor stay where they are.
      await page.waitForTimeout(1500);
      const rows = await problemRows.allTextContents();
      return rows.filter((row) => /FNL\d/.test(row));
    },
    quickFix: async (line, fix) => {
      const offered = page.locator(".action-widget .monaco-list-row").filter({ hasText: fix });
      for (let tries = 1; ; tries++) {
        await cursorTo(line, "End");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Control+.");
        try {
          await offered.first().click({ timeout: 7000 });
          return;
        } catch (error) {
          // The list goes away by itself where the text is looked at anew at that moment.
          if (tries === 3) throw error;
        }
      }
    },
    lens: (text) => page.locator(".codelens-decoration a").filter({ hasText: text }).first(),
    chooseTheme: async (label) => {
      await page.keyboard.press("F1");
      await quickInput.fill(">Preferences: Color Theme");
      await rowOf("Preferences: Color Theme").click();
      await page
        .locator(".quick-input-widget .quick-input-and-message input[placeholder*='Theme']")
        .waitFor();
      await quickInput.fill(label);
      await rowOf(label).click();
      await quickInput.waitFor({ state: "hidden" });
    },
    closeResult: async () => {
      const tab = page.locator(".tab", { hasText: "Funnel: " }).last();
      await tab.hover();
      await tab.locator(".tab-actions a").click();
      await tab.waitFor({ state: "detached" });
    },
    unsavedFiles: () => page.locator(".tab.dirty").allTextContents(),
    result: page.frameLocator("iframe.webview.ready").frameLocator("#active-frame"),
    notification: page.locator(".notification-toast .notification-list-item-message").last(),
    screenshot: async (name) => {
      // Tips about what the mouse was over go away.
      await page.mouse.move(0, 0);
      await page.waitForTimeout(700);
      await page.screenshot({ path: inProject("out", "screenshots", `${name}.png`) });
    },
    close: () => context.close(),
  };
}

/** Editors draw blanks as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
