import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";
import type { Workbench } from "./install.ts";

/** The variable that names a Chromium of the user's choice. */
const variable = "FUNNEL_CHROMIUM";

/** Browsers of the machine that are Chromium inside, in the order in which they are tried. */
function knownBrowsers(): string[] {
  switch (process.platform) {
    case "darwin":
      return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case "win32":
      return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => {
        const folder = process.env[name];
        if (folder === undefined) return [];
        return [
          "Google\\Chrome\\Application\\chrome.exe",
          "Microsoft\\Edge\\Application\\msedge.exe",
        ].map((program) => path.join(folder, program));
      });
    default:
      return [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
      ].map((name) => `/usr/bin/${name}`);
  }
}

/** A Chromium to drive: the user's choice, the one that npm carries, or one of the machine. */
export function findBrowser(workbench: Workbench): string {
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== "") {
    if (existsSync(chosen)) return chosen;
    throw new Error(`${variable} names ${chosen}, which isn't there.`);
  }
  const found = [workbench.chromium ?? "", ...knownBrowsers()].find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    `The tests in a real VS Code need a Chromium: install one, or name yours in ${variable}.`,
  );
}

export function launchBrowser(workbench: Workbench): Promise<Browser> {
  const needsFonts = process.platform === "linux" && !existsSync("/etc/fonts/fonts.conf");
  return chromium.launch({
    executablePath: findBrowser(workbench),
    args: ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking"],
    ...(needsFonts &&
      workbench.fonts !== undefined && {
        env: { ...stringsOf(process.env), FONTCONFIG_PATH: workbench.fonts },
      }),
  });
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
