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

    describe("offers language models tools which", () => {
      const ask = async (name: string, input: object): Promise<string> => {
        const { content } = await vscode.lm.invokeTool(name, {
          input,
          toolInvocationToken: undefined,
        });
        return content
          .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
          .join("");
      };

      it("are named in the manifest", () => {
        const names = vscode.lm.tools.map(({ name }) => name);
        for (const name of ["funnel_check", "funnel_describe_data", "funnel_run"]) {
          assert.ok(names.includes(name), `${name} of ${names.join(", ")}`);
        }
      });

      it("check a file, or a text that isn't in it yet", async () => {
        assert.equal(
          await ask("funnel_check", { file: "shop.funnel" }),
          "shop.funnel: no problems",
        );
        const text = 'source shop from "no-such-file.csv"\n\nfunnel F on shop {\n  stage A: a\n}\n';
        const said = await ask("funnel_check", { file: "new.funnel", text });
        assert.match(said, /^new\.funnel:1:\d+: error FNL\d{4} .*no-such-file\.csv/m);
      });

      it("describe the data", async () => {
        const all = JSON.parse(await ask("funnel_describe_data", {})) as {
          readonly sources: readonly { readonly file: string; readonly name: string }[];
        };
        assert.ok(all.sources.some(({ file, name }) => file === "shop.funnel" && name === "shop"));
        const one = JSON.parse(
          await ask("funnel_describe_data", { file: "shop.funnel", source: "shop" }),
        ) as {
          readonly columns: readonly { readonly name: string; readonly values: string }[];
          readonly first_rows: { readonly rows: readonly unknown[] };
        };
        assert.ok(one.columns.length > 2);
        assert.ok(one.columns.every(({ values }) => values.length > 0));
        assert.equal(one.first_rows.rows.length, 5);
      });

      it("run a funnel", async () => {
        const said = await ask("funnel_run", { file: "shop.funnel", funnel: "Purchase" });
        assert.match(said, /^Purchase: /);
        assert.ok(said.length <= 16_100);
        const text = await ask("funnel_run", {
          file: "shop.funnel",
          funnel: "Purchase",
          format: "json",
        });
        const { results } = JSON.parse(text) as {
          readonly results: readonly { readonly name: string }[];
        };
        assert.deepEqual(
          results.map(({ name }) => name),
          ["Purchase"],
        );
      });

      it("refuse what isn't a funnel file of the workspace", async () => {
        for (const file of ["../shop.funnel", "/etc/passwd", "data/shop.csv", "none.funnel"]) {
          await assert.rejects(
            ask("funnel_run", { file }),
            /folder of this workspace|\.funnel|no file/,
          );
        }
        const asked = ask("funnel_run", { file: "shop.funnel", funnel: "NoSuch" });
        await assert.rejects(asked, /no funnel or study of that name/);
      });
    });

    it("offers tasks that check and run", async () => {
      const tasks = await vscode.tasks.fetchTasks({ type: "funnel" });
      const names = tasks.map(({ name }) => name);
      assert.ok(names.includes("check shop.funnel") && names.includes("run shop.funnel"));
    });

    it("colours funnels in the Markdown preview", async () => {
      const html = await vscode.commands.executeCommand<string>(
        "markdown.api.render",
        "```funnel\nfunnel A on b {\n```\n\n```json\n[1]\n```\n",
      );
      assert.match(html, /<span class="hljs-keyword">funnel<\/span>/);
      assert.match(html, /<span class="hljs-title">A<\/span>/);
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
