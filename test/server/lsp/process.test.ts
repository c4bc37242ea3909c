import assert from "node:assert/strict";
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import {
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from "vscode-languageserver/node";
import type { RunFunnelsResult } from "../../../server/protocol/index.ts";
import { childrenOf, isAlive } from "../../support/children.ts";
import { type Client, type Workspace, introduce, until } from "../../support/lsp.ts";
import { inProject } from "../../support/project.ts";
import { makeShop, signup } from "./shop.ts";

describe("the language server's process", function () {
  this.timeout(30_000);
  let shop: Workspace;
  let server: ChildProcess;
  let connection: MessageConnection;
  let client: Client;

  beforeEach(async () => {
    shop = await makeShop();
    server = spawn(process.execPath, [inProject("server/lsp/main.ts"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    assert.ok(server.stdout && server.stdin);
    connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client = await introduce(connection, { folder: shop.folder });
  });
  afterEach(async () => {
    connection.dispose();
    server.kill("SIGKILL");
    await shop.remove();
  });

  const run = async (): Promise<number> => {
    const uri = shop.uri("signup.funnel");
    await client.open(uri, signup);
    const { outcomes } = await client.request<RunFunnelsResult>("funnel/run", { uri, runId: "1" });
    assert.equal(outcomes[0]?.kind, "report");
    const [worker] = childrenOf(server.pid ?? 0);
    assert.ok(worker);
    return worker.pid;
  };

  it("runs over stdio and leaves no process when it is shut down", async () => {
    const worker = await run();
    await client.close();
    await until(
      () => isAlive(worker),
      (alive) => !alive,
    );
    assert.equal(isAlive(worker), false);
    const gone = once(server, "exit");
    await client.notify("exit", undefined);
    assert.deepEqual(await gone, [0, null]);
  });

  it("leaves no process when the editor is gone", async () => {
    const worker = await run();
    const gone = once(server, "exit");
    server.stdin?.end();
    await gone;
    await until(
      () => isAlive(worker),
      (alive) => !alive,
    );
    assert.equal(isAlive(worker), false);
  });

  it("speaks over Node's own channel, too, and ends with it", async () => {
    const child = fork(inProject("server/lsp/main.ts"), ["--node-ipc"], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const channel = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    const other = await introduce(channel, { folder: shop.folder });
    assert.ok(other.initialized.capabilities.hoverProvider);
    const gone = once(child, "exit");
    child.disconnect();
    assert.deepEqual(await gone, [1, null]);
    channel.dispose();
  });

  it("leaves no process when it is killed itself", async () => {
    const worker = await run();
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
    await until(
      () => isAlive(worker),
      (alive) => !alive,
    );
    assert.equal(isAlive(worker), false);
  });
});
