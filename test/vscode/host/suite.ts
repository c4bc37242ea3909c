/**
 * Runs inside the extension host, beside the extension: what can't be seen from the page. Bundled by
 * `launcher.ts`; how its tests ended is left in a file beside the bundle.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import * as vscode from "vscode";

export interface SuiteTest {
  readonly title: string;
  readonly error?: string;
}

/** The bundle's folder. */
declare const __dirname: string;

/** Called by VS Code; rejects where a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: "min" });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  defineTests();
  const tests: SuiteTest[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("pass", (test) => tests.push({ title: test.title }));
    runner.on("fail", (test, error: Error) => {
      tests.push({ title: test.title, error: error.stack ?? error.message });
    });
  });
  writeFileSync(path.join(__dirname, "results.json"), JSON.stringify(tests));
  if (failures > 0) throw new Error(`${failures} failed`);
}

const id = "funnel-workbench.funnel-workbench";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(id);
  assert.ok(found, `${id} is installed`);
  return found;
}

async function openSample(name: string): Promise<vscode.TextDocument> {
  const [file] = await vscode.workspace.findFiles(name);
  assert.ok(file, `${name} is in the workspace`);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

async function eventually<T>(what: string, find: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== null && found !== false) return found;
    assert.ok(Date.now() < deadline, `${what} in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function resultTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith("funnel.result"),
    );
}

function defineTests(): void {
  describe("the extension", () => {
    it("sleeps until a .funnel file is opened", async () => {
      assert.equal(extension().isActive, false);
      const document = await openSample("shop.funnel");
      assert.equal(document.languageId, "funnel");
      await eventually("the extension is active", () => extension().isActive);
    });

    it("registers every command of its manifest", async () => {
      await extension().activate();
      const registered = await vscode.commands.getCommands(true);
      const { contributes } = extension().packageJSON as Manifest;
      for (const { command } of contributes.commands) {
        assert.ok(registered.includes(command), command);
      }
    });

    it("has the language server answer", async () => {
      const document = await openSample("shop.funnel");
      const symbols = await eventually("the outline", async () => {
        const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
          "vscode.executeDocumentSymbolProvider",
          document.uri,
        );
        return found !== undefined && found.length > 0 ? found : undefined;
      });
      assert.ok(symbols.some(({ kind }) => kind === vscode.SymbolKind.Class));
    });

    it("opens a result beside the text and keeps the text in focus", async () => {
      await openSample("shop.funnel");
      await vscode.commands.executeCommand("funnel.runAll");
      const tab = await eventually("the result", resultTab);
      assert.match(tab.label, /shop\.funnel/);
      assert.notEqual(tab.group.viewColumn, vscode.window.activeTextEditor?.viewColumn);
      assert.equal(tab.group.isActive, false);
    });

    it("uses the same panel for the next run of the file", async () => {
      await openSample("shop.funnel");
      await vscode.commands.executeCommand("funnel.runAll");
      const all = vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
      assert.equal(all.length, 1);
    });
  });
}
