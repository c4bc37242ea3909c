import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import { panelHtml } from "../../../client/panel/html.ts";
import type { PageMessage } from "../../../client/panel/messages.ts";
import { compileChart } from "../../../server/report/compile.ts";
import { inProject } from "../../support/project.ts";
import { launchBrowser } from "../../vscode/browser.ts";
import { installWorkbench } from "../../vscode/install.ts";
import { type PageTheme, pageThemes } from "./editor-themes.ts";

const origin = "http://page.test";

/** Stands in for VS Code: keeps what the page sends and keeps, and what the policy refused. */
const host = `
  const kept = sessionStorage.getItem("kept");
  window.sent = [];
  window.refused = [];
  const refuse = (text) => window.refused.push(text);
  document.addEventListener("securitypolicyviolation", (e) => refuse(e.violatedDirective + " " + e.sample));
  addEventListener("error", (e) => refuse(e.message));
  addEventListener("unhandledrejection", (e) => refuse(String(e.reason)));
  window.alert = () => refuse("alert");
  window.acquireVsCodeApi = () => ({
    postMessage: async (message) => {
      if (message.kind !== "compile") return window.sent.push(message);
      postMessage({ kind: "compiled", id: message.id, vega: await compileChart(message.vegaLite) });
    },
    getState: () => (kept === null ? undefined : JSON.parse(kept)),
    setState: (state) => sessionStorage.setItem("kept", JSON.stringify(state)),
  });
`;

interface HostWindow {
  readonly sent: PageMessage[];
  readonly refused: string[];
}

/** The page of results in a browser, as the extension makes it. */
export interface ResultPage {
  readonly openPage: (theme?: PageTheme, width?: number, classes?: string) => Promise<void>;
  /** As the extension does. */
  readonly tell: (...messages: readonly unknown[]) => Promise<void>;
  /** What the page has sent, but for charts to be compiled, which are. */
  readonly heard: () => Promise<PageMessage[]>;
  /** Of further tabs, since the tests began. */
  readonly compiledCharts: () => number;
}

/** To be called within `describe`: has a browser for its tests, and a page once one is opened. */
export function useResultPage(onOpen: (page: Page) => void): ResultPage {
  let browser: Browser;
  let script: string;
  let page: Page;
  let compiledCharts = 0;

  before(async function () {
    // The browser may have to be installed first.
    this.timeout(600_000);
    browser = await launchBrowser(await installWorkbench());
    const built = await esbuild.build({
      entryPoints: [inProject("client", "view", "panel.ts")],
      bundle: true,
      format: "iife",
      platform: "browser",
      write: false,
    });
    script = built.outputFiles[0]?.text ?? "";
  });

  after(() => browser.close());

  afterEach(async () => {
    const refused = await page.evaluate(() => (window as unknown as HostWindow).refused);
    await page.close();
    assert.deepEqual(refused, [], "no error, and nothing that the content policy refuses");
  });

  async function openPage(
    theme: PageTheme = pageThemes.light,
    width = 900,
    classes = "",
  ): Promise<void> {
    page = await browser.newPage({ viewport: { width, height: 800 } });
    onOpen(page);
    const html = panelHtml({
      cspSource: origin,
      nonce: "n",
      script: `${origin}/panel.js`,
      style: `${origin}/panel.css`,
      language: "en",
      title: "Funnel",
    })
      .replace("<body>", `<body class="${theme.className} ${classes}">`)
      .replace("<script ", `<script nonce="n" src="${origin}/host.js"></script><script `)
      .replace("</head>", `<link rel="stylesheet" href="${origin}/theme.css" /></head>`);
    const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
      "/": ["text/html", html],
      "/panel.js": ["text/javascript", script],
      "/host.js": ["text/javascript", host],
      "/panel.css": ["text/css", readFileSync(inProject("client", "view", "panel.css"), "utf8")],
      "/theme.css": ["text/css", themeCss(theme)],
    };
    await page.route("**", (route) => {
      const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ["", ""];
      return route.fulfill({ contentType, body, status: contentType === "" ? 404 : 200 });
    });
    await page.exposeFunction("compileChart", (vegaLite: object) => {
      compiledCharts += 1;
      return compileChart(vegaLite);
    });
    await page.goto(`${origin}/`);
  }

  async function tell(...messages: readonly unknown[]): Promise<void> {
    for (const message of messages)
      await page.evaluate((it) => window.postMessage(it, "*"), message);
    await page.waitForTimeout(150);
  }

  function heard(): Promise<PageMessage[]> {
    return page.evaluate(() => (window as unknown as HostWindow).sent);
  }

  return { openPage, tell, heard, compiledCharts: () => compiledCharts };
}

export function themeCss({ variables }: PageTheme): string {
  const rules = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value}`);
  return `:root { ${rules.join("; ")} }`;
}
