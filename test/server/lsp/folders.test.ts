import assert from "node:assert/strict";
import { join } from "node:path";
import type { CompletionItem } from "vscode-languageserver/node";
import { type Client, type Workspace, makeWorkspace, startClient } from "../../support/lsp.ts";

const events = "user,ts,event\n1,2026-01-01,visit\n1,2026-01-02,pay\n";
const text = `source web from "exports:q1/e.csv" {
  actor user
  time ts
  event event
}

funnel F on web {
  stage Visit: visit
  stage Paid: pay
}
`;

describe("folders of the machine in the language server", function () {
  this.timeout(30_000);
  let workspace: Workspace;
  let client: Client;
  let settings: { folders?: Readonly<Record<string, string>> };

  beforeEach(async () => {
    workspace = await makeWorkspace({
      "work/.git/HEAD": "",
      "work/a.funnel": text,
      "out/q1/e.csv": events,
    });
    settings = {};
    client = await startClient({ folder: join(workspace.folder, "work"), settings });
    await client.open(workspace.uri("work/a.funnel"), text);
  });
  afterEach(async () => {
    await client.close();
    await workspace.remove();
  });

  it("are those of the setting, from the moment when it is made", async () => {
    const uri = workspace.uri("work/a.funnel");
    const [found] = await client.diagnosticCodes(uri, ["FNL5044"]);
    assert.match(found?.message ?? "", /funnel\.folders/);
    settings.folders = { exports: join(workspace.folder, "out") };
    await client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.diagnosticCodes(uri, []);
    const at = client.text(uri).positionAt(text.indexOf("exports:"));
    const answer = await client.request<CompletionItem[] | { items: CompletionItem[] }>(
      "textDocument/completion",
      { textDocument: { uri }, position: at },
    );
    const items = Array.isArray(answer) ? answer : answer.items;
    assert.ok(
      items.some(({ label }) => label === "exports:q1/e.csv"),
      JSON.stringify(items),
    );
  });
});
