import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type {
  DocumentLink,
  Location,
  LocationLink,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Client,
  type PlainDiagnostic,
  type Workspace,
  cursorIn,
  makeWorkspace,
  startClient,
  until,
  vsCode,
} from "../../support/lsp.ts";

const web = `/** All of the web. */
source web from "e.csv" {
  actor user
  time ts
  event event
}
segment ads = channel = "ads"
`;
const events = "user,ts,event,channel\n1,2026-01-01,visit,ads\n1,2026-01-02,pay,seo\n";
const funnel = (name: string): string => `import "../shared/web.funnel"

funnel ${name} on web {
  segment ads
  stage Visit: visit
  stage Paid: web.pay
}
`;

describe("several files in the language server", function () {
  this.timeout(30_000);
  let workspace: Workspace;
  let client: Client;
  const main = (): string => workspace.uri("flows/main.funnel");
  const shared = (): string => workspace.uri("shared/web.funnel");

  beforeEach(async () => {
    workspace = await makeWorkspace({
      ".git/HEAD": "",
      "shared/e.csv": events,
      "shared/web.funnel": web,
      "flows/main.funnel": funnel("Main"),
      "flows/other.funnel": funnel("Other"),
      "flows/alone.funnel": "segment ads = a = 1\nsegment tablet = b = 1\n",
      "node_modules/x/x.funnel": "segment hidden = a = 1\n",
    });
    client = await startClient({ folder: workspace.folder });
    await client.open(main(), funnel("Main"));
  });
  afterEach(async () => {
    await client.close();
    await workspace.remove();
  });

  const at = (source: string, uri = main()) => {
    const { position } = cursorIn(source);
    return { textDocument: { uri }, position };
  };
  const inMain = (word: string) => at(funnel("Main").replace(word, `<|>${word}`));
  const short = (uri: string): string => uri.slice(workspace.uri("").length + 1);
  const places = (locations: readonly Location[]): readonly string[] =>
    locations
      .map(({ uri, range }) => `${short(uri)}:${range.start.line}:${range.start.character}`)
      .sort();

  it("leads to a declaration in another file, closed or open", async () => {
    const go = async (): Promise<readonly LocationLink[]> =>
      (await client.request<LocationLink[] | null>("textDocument/definition", inMain("ads"))) ?? [];
    await client.diagnosticCodes(main(), []);
    const [link] = await go();
    assert.equal(link?.targetUri, shared());
    assert.deepEqual(link.targetSelectionRange.start, { line: 6, character: 8 });
    await client.open(shared(), `\n${web}`);
    const moved = await until(go, ([one]) => one?.targetSelectionRange.start.line === 7);
    assert.equal(moved[0]?.targetUri, shared());
    const [file] =
      (await client.request<LocationLink[] | null>("textDocument/definition", inMain("../"))) ?? [];
    assert.equal(file?.targetUri, shared());
    assert.deepEqual(file.targetRange.start, { line: 0, character: 0 });
  });

  it("finds the uses of a name in all files that import it", async () => {
    await client.diagnosticCodes(main(), []);
    const ask = async (includeDeclaration: boolean): Promise<readonly string[]> =>
      places(
        (await client.request<Location[] | null>("textDocument/references", {
          ...inMain("ads"),
          context: { includeDeclaration },
        })) ?? [],
      );
    assert.deepEqual(await ask(true), [
      "flows/main.funnel:3:10",
      "flows/other.funnel:3:10",
      "shared/web.funnel:6:8",
    ]);
    assert.deepEqual(await ask(false), ["flows/main.funnel:3:10", "flows/other.funnel:3:10"]);
    // What is open counts as it is there.
    await client.open(workspace.uri("flows/other.funnel"), `\n${funnel("Other")}`);
    assert.deepEqual(await ask(false), ["flows/main.funnel:3:10", "flows/other.funnel:4:10"]);
  });

  it("renames in all files at once, those that are open by their versions", async () => {
    await client.diagnosticCodes(main(), []);
    await client.change(main(), funnel("Main"));
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
      ...inMain("ads"),
      newName: "paid search",
    });
    const changes = (edit.documentChanges ?? []).flatMap((change) =>
      "edits" in change
        ? [[short(change.textDocument.uri), change.textDocument.version, change.edits] as const]
        : [],
    );
    const before: Readonly<Record<string, string>> = {
      "flows/main.funnel": funnel("Main"),
      "flows/other.funnel": funnel("Other"),
      "shared/web.funnel": web,
    };
    assert.deepEqual(changes.map(([path, version]) => `${path} ${version}`).sort(), [
      "flows/main.funnel 2",
      "flows/other.funnel null",
      "shared/web.funnel null",
    ]);
    for (const [path, , edits] of changes) {
      const text = before[path] ?? "";
      assert.equal(
        TextDocument.applyEdits(TextDocument.create("", "", 1, text), edits as TextEdit[]),
        text.replace(/\bads(?= =|\n)/, "`paid search`"),
      );
    }
  });

  it("refuses a name that is taken in one of the files", async () => {
    await workspace.write(
      "flows/other.funnel",
      `${funnel("Other")}segment tablet = channel = "x"\n`,
    );
    await client.diagnosticCodes(main(), []);
    await assert.rejects(
      client.request("textDocument/rename", { ...inMain("ads"), newName: "tablet" }),
      /flows\/other\.funnel: “tablet” is taken already/,
    );
  });

  it("finds symbols of all files by some letters", async () => {
    const find = async (query: string): Promise<readonly string[]> =>
      ((await client.request<WorkspaceSymbol[] | null>("workspace/symbol", { query })) ?? []).map(
        ({ name, location, containerName }) =>
          [short(location.uri), containerName ?? "", name].join(" "),
      );
    assert.deepEqual(await find("othr"), ["flows/other.funnel  Other"]);
    assert.deepEqual((await find("paid")).toSorted(), [
      "flows/main.funnel Main Paid",
      "flows/other.funnel Other Paid",
    ]);
    assert.deepEqual(await find("hidden"), []);
  });

  it("shows an error as long as it is there, wherever it is made and mended", async () => {
    await client.diagnosticCodes(main(), []);
    await client.open(shared(), web);
    await client.change(shared(), web.replace("channel =", "chanel ="));
    const [problem] = await client.diagnosticCodes(main(), ["FNL2074"]);
    const [related] = (problem as PlainDiagnostic).relatedInformation ?? [];
    assert.equal(related?.location.uri, shared());
    assert.deepEqual(related.location.range.start, { line: 6, character: 14 });
    await until(
      () => client.heard.filter(({ method }) => method === "workspace/diagnostic/refresh").length,
      (count) => count > 0,
    );
    await client.change(shared(), web);
    await client.diagnosticCodes(main(), []);
    // Unsaved changes are gone with their document.
    await client.change(shared(), "");
    await until(
      async () => (await client.diagnostics(main())).length,
      (count) => count > 0,
    );
    await client.notify("textDocument/didClose", { textDocument: { uri: shared() } });
    await client.diagnosticCodes(main(), []);
  });

  it("follows files that change, come and go on the disk", async () => {
    await client.diagnosticCodes(main(), []);
    const changed = async (type: number): Promise<void> => {
      await client.notify("workspace/didChangeWatchedFiles", {
        changes: [{ uri: shared(), type }],
      });
    };
    await workspace.write("shared/web.funnel", web.replace("segment ads", "segment seo"));
    await changed(2);
    await client.diagnosticCodes(main(), ["FNL2002"]);
    await rm(join(workspace.folder, "shared/web.funnel"));
    await changed(3);
    await client.diagnosticCodes(main(), ["FNL5050"]);
    await workspace.write("shared/web.funnel", web);
    await changed(1);
    await client.diagnosticCodes(main(), []);
  });

  it("tells an importer's diagnostics to clients that don't ask", async () => {
    const told = await startClient({
      folder: workspace.folder,
      capabilities: { ...vsCode, textDocument: {} },
    });
    try {
      const last = (uri: string): string | undefined => {
        const found = told.heard.findLast(
          ({ method, params }) =>
            method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === uri,
        );
        const params = found?.params as { diagnostics: { code: string }[] } | undefined;
        return params?.diagnostics.map(({ code }) => code).join(" ");
      };
      await told.open(main(), funnel("Main"));
      await told.open(shared(), web.replace("channel =", "chanel ="));
      assert.equal(
        await until(
          () => last(main()),
          (codes) => codes === "FNL2074",
        ),
        "FNL2074",
      );
      await told.change(shared(), web);
      assert.equal(
        await until(
          () => last(main()),
          (codes) => codes === "",
        ),
        "",
      );
    } finally {
      await told.close();
    }
  });

  it("links imports and data", async () => {
    await client.open(shared(), web);
    const links = async (uri: string): Promise<readonly (readonly [string, number])[]> =>
      (
        (await client.request<DocumentLink[] | null>("textDocument/documentLink", {
          textDocument: { uri },
        })) ?? []
      ).map(({ target, range }) => [short(target ?? ""), range.start.character] as const);
    assert.deepEqual(await links(main()), [["shared/web.funnel", 8]]);
    const data = await until(
      () => links(shared()),
      (found) => found.length > 0,
    );
    assert.deepEqual(data, [["shared/e.csv", 17]]);
  });

  it("reads no other file in a workspace that isn't trusted, until it is", async () => {
    const careful = await startClient({ folder: workspace.folder, trusted: false });
    try {
      await careful.open(main(), funnel("Main"));
      assert.deepEqual(await careful.diagnostics(main()), []);
      const symbols = await careful.request<WorkspaceSymbol[] | null>("workspace/symbol", {
        query: "",
      });
      assert.deepEqual([...new Set(symbols?.map(({ location }) => location.uri))], [main()]);
      await careful.notify("funnel/trust", undefined);
      await workspace.write("shared/web.funnel", web.replace("segment ads", "segment seo"));
      await careful.diagnosticCodes(main(), ["FNL2002"]);
    } finally {
      await careful.close();
    }
  });

  it("grows selections, formats ranges and while typing", async () => {
    const text = funnel("Main").replace("  stage Visit: visit", "    stage   Visit:visit");
    await client.change(main(), text);
    const [selection] = await client.request<SelectionRange[]>("textDocument/selectionRange", {
      textDocument: { uri: main() },
      positions: [{ line: 5, character: 15 }],
    });
    const lines: number[] = [];
    for (let one: SelectionRange | undefined = selection; one !== undefined; one = one.parent)
      lines.push(one.range.end.line - one.range.start.line);
    assert.deepEqual(
      lines.toSorted((a, b) => a - b),
      lines,
    );
    assert.equal(lines.at(-1), 7);
    const apply = (edits: readonly TextEdit[] | null): string =>
      TextDocument.applyEdits(client.text(main()), [...(edits ?? [])]);
    const options = { tabSize: 2, insertSpaces: true };
    const document = { textDocument: { uri: main() }, options };
    const range = { start: { line: 4, character: 6 }, end: { line: 4, character: 8 } };
    assert.equal(
      apply(await client.request("textDocument/rangeFormatting", { ...document, range })),
      funnel("Main"),
    );
    const position = { line: 5, character: 0 };
    assert.equal(
      apply(
        await client.request("textDocument/onTypeFormatting", { ...document, position, ch: "\n" }),
      ),
      funnel("Main"),
    );
  });

  it("asks whether a secret is stored, never for its value", async () => {
    const secrets = new Set<string>();
    const careful = await startClient({ folder: workspace.folder, secrets });
    try {
      const text = 'connection house clickhouse {\n  url env("FUNNEL_TEST_HOUSE_URL")\n}\n';
      const uri = workspace.uri("house.funnel");
      const missing = (items: readonly PlainDiagnostic[]): boolean =>
        items.some(({ code }) => code === "FNL2024");
      await careful.open(uri, text);
      assert.ok(missing(await until(() => careful.diagnostics(uri), missing)));
      secrets.add("FUNNEL_TEST_HOUSE_URL");
      await careful.notify("funnel/secretsChanged", undefined);
      const now = await until(
        () => careful.diagnostics(uri),
        (items) => !missing(items),
      );
      assert.equal(missing(now), false);
      const asked = careful.heard.find(({ method }) => method === "funnel/secret");
      assert.deepEqual(asked?.params, { name: "FUNNEL_TEST_HOUSE_URL" });
    } finally {
      await careful.close();
    }
  });
});
