import { type ChildProcess, spawn } from "node:child_process";
import {
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from "vscode-languageserver/node";
import { type Client, type Workspace, introduce, makeWorkspace } from "../support/lsp.ts";
import { inProject } from "../support/project.ts";
import { processorTime } from "./memory.ts";

/** In milliseconds: on the wall, and of the server's processor time where the system tells it. */
export interface Taken {
  readonly wall: number;
  readonly processor: number | undefined;
}

export interface LargeText {
  /** From a change of the text to its diagnostics. */
  timeKeystrokes(texts: readonly string[]): Promise<readonly Taken[]>;
  /** At places all over the text, each right after a change. */
  timeCompletions(count: number): Promise<readonly Taken[]>;
  close(): void;
}

interface Session {
  readonly client: Client;
  readonly uri: string;
  take(work: () => Promise<unknown>): Promise<Taken>;
  /** Since it started. */
  processorTime(): number | undefined;
  close(): void;
}

/** All that the large text names, so that nothing is to be said of it. */
const events = [
  "user_id,ts,event,channel,device,amount,is_test",
  ...["page_view", "product_view", "add_to_cart", "checkout", "payment"].flatMap((event, hour) =>
    ["ios", "android", "desktop"].flatMap((device) =>
      ["ads", "search", "mail"].map(
        (channel, user) =>
          `${device}${user},2026-0${user + 4}-10 1${hour}:00:00,${event},${channel},${device},${hour === 4 ? 99 : hour + 0.5},false`,
      ),
    ),
  ),
].join("\n");

/**
 * The bundled server with one text open, over standard streams as an editor starts it. `compiled`: where Node
 * keeps what it compiled, as the extension tells it to.
 */
async function openSession(text: string, compiled?: string): Promise<Session> {
  const workspace: Workspace = await makeWorkspace({ "data/events.csv": events });
  const server: ChildProcess = spawn(process.execPath, [inProject("dist/server.mjs"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
    ...(compiled === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: compiled } }),
  });
  if (!server.stdout || !server.stdin) throw new Error("The server has no streams.");
  const connection: MessageConnection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const client = await introduce(connection, { folder: workspace.folder, places: {} });
  const uri = workspace.uri("bench.funnel");
  await client.open(uri, text);
  await client.diagnostics(uri);
  const { pid = 0 } = server;
  return {
    client,
    uri,
    processorTime: () => processorTime(pid),
    async take(work) {
      const [started, used] = [performance.now(), processorTime(pid)];
      await work();
      const [ended, usedThen] = [performance.now(), processorTime(pid)];
      const processor = used === undefined || usedThen === undefined ? undefined : usedThen - used;
      return { wall: ended - started, processor };
    },
    close() {
      connection.dispose();
      server.kill();
      void workspace.remove();
    },
  };
}

/** Sends what an editor sends: only what changed between two texts. */
async function edit(
  session: Session,
  before: string,
  after: string,
  version: number,
): Promise<void> {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same++;
  const positionAt = (offset: number): { line: number; character: number } => {
    const lines = before.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const range = { start: positionAt(start), end: positionAt(before.length - same) };
  await session.client.notify("textDocument/didChange", {
    textDocument: { uri: session.uri, version },
    contentChanges: [{ range, text: after.slice(start, after.length - same) }],
  });
}

export async function openLargeText(text: string): Promise<LargeText> {
  const session = await openSession(text);
  const { client, uri } = session;
  let shown = text;
  let version = 1;
  const change = async (now: string): Promise<void> => {
    await edit(session, shown, now, ++version);
    shown = now;
  };
  return {
    async timeKeystrokes(texts) {
      const times: Taken[] = [];
      for (const now of texts) {
        times.push(
          await session.take(async () => {
            await change(now);
            await client.diagnostics(uri);
          }),
        );
      }
      return times;
    },
    async timeCompletions(count) {
      const times: Taken[] = [];
      const places = [...text.matchAll(/where |split by |stage /g)].map(
        ({ index, 0: word }) => index + word.length,
      );
      for (let i = 0; i < count; i++) {
        const at = places[Math.floor((i * places.length) / count)] ?? 0;
        await change(`${text.slice(0, at)}c${text.slice(at)}`);
        await client.diagnostics(uri);
        const before = text.slice(0, at).split("\n");
        const position = { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + 1 };
        const params = { textDocument: { uri }, position };
        times.push(await session.take(() => client.request("textDocument/completion", params)));
      }
      return times;
    },
    close: () => session.close(),
  };
}

const small = `source web from "data/events.csv" {
  actor user_id
  time ts
  event event
}

funnel Signup on web {
  stage Visit: page_view
  stage Paid: payment
  expect conversion(Vist -> Paid) > 20%
}
`;

/** From the start of the process to the diagnostics of a small text. */
export async function timeStart(compiled?: string): Promise<Taken> {
  const started = performance.now();
  const session = await openSession(small, compiled);
  const wall = performance.now() - started;
  const processor = session.processorTime();
  session.close();
  return { wall, processor };
}
