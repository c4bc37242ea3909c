import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type {
  DescribeColumnResult,
  DescribeSourceResult,
  DraftFileResult,
  DraftFileWishes,
  DraftedFile,
  ListSourcesResult,
  RunFunnelsResult,
} from "../../../server/protocol/index.ts";
import { type Client, type Workspace, startClient } from "../../support/lsp.ts";
import { events, makeShop, signup } from "./shop.ts";

const dated = ["visitor,date,what"];
for (let i = 1; i <= 12; i++) {
  const day = String(i).padStart(2, "0");
  dated.push(`v${i},${day}/01/2026 10:00,look`);
  if (i % 2 === 0) dated.push(`v${i},${day}/02/2026 10:00,buy`);
}

describe("drafts of the language server", function () {
  this.timeout(60_000);
  let shop: Workspace;
  let client: Client;
  let outside: string;

  before(async () => {
    outside = await mkdtemp(join(tmpdir(), "funnel-exports-"));
    await writeFile(join(outside, "deals.csv"), events());
    shop = await makeShop({
      "data/dated.csv": `${dated.join("\n")}\n`,
      "data/empty.csv": "",
    });
    client = await startClient({
      folder: shop.folder,
      settings: { folders: { exports: outside } },
    });
  });
  after(async () => {
    await client.close();
    await shop.remove();
    await rm(outside, { recursive: true, force: true });
  });

  const ask = (
    file: string,
    wishes?: DraftFileWishes,
    uri = shop.uri("new.funnel"),
  ): Promise<DraftFileResult> =>
    client.request("funnel/draft", { uri, file, ...(wishes === undefined ? {} : { wishes }) });
  const draft = async (
    file: string,
    wishes?: DraftFileWishes,
    uri?: string,
  ): Promise<DraftedFile> => {
    const found = await ask(file, wishes, uri);
    if (found.kind !== "draft") assert.fail(JSON.stringify(found));
    return found;
  };

  it("write who, when and what, the path that most go, a window and a split", async () => {
    const { path, source, funnel, parts, rowsOfFile } = await draft(shop.uri("data/events.csv"));
    assert.equal(path, "data/events.csv");
    assert.equal(
      source.text,
      'source events from "data/events.csv" {\n  actor user_id\n  time ts\n  event name\n}\n',
    );
    assert.equal(
      funnel?.text,
      [
        "funnel Events on events {",
        "  window 6 hours",
        "",
        "  stage PageView: page_view",
        '  stage SignUp: "sign up"',
        "  stage Payment: payment",
        "",
        "  split by device",
        "}",
        "",
      ].join("\n"),
    );
    assert.deepEqual(
      parts.map(({ part, isSure, isOpen }) => [part, isSure, isOpen]),
      [
        ["actor", true, false],
        ["time", true, false],
        ["event", true, false],
      ],
    );
    const [, when, what] = parts.map(({ choices, chosen }) => choices[chosen]?.detail);
    assert.equal(when, "from 2026-01-01 01:00:00 to 2026-01-20 01:00:00");
    assert.equal(what, "page_view 64.5\u00a0%, sign up 25.8\u00a0%, payment 9.7\u00a0%");
    assert.deepEqual(rowsOfFile.columns, ["user_id", "ts", "name", "device", "amount"]);
    assert.deepEqual(rowsOfFile.rows[1]?.slice(2), ["sign up", "android", null]);
  });

  it("run as they are", async () => {
    const { source, funnel } = await draft(shop.uri("data/events.csv"));
    const uri = shop.uri("drafted.funnel");
    await client.open(uri, `${source.text}\n${funnel?.text}`);
    const { outcomes } = await client.request<RunFunnelsResult>("funnel/run", { uri, runId: "1" });
    const [only] = outcomes;
    assert.equal(only?.kind, "report", JSON.stringify(only));
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  it("take other choices, and names that the text has not", async () => {
    const uri = shop.uri("signup.funnel");
    await client.open(
      uri,
      signup.replaceAll("web", "events").replace("funnel Signup", "funnel Events"),
    );
    const { source, funnel, split } = await draft(
      shop.uri("data/events.csv"),
      { event: '"events"', split: null },
      uri,
    );
    assert.equal(source.name, "events2");
    assert.match(source.text, /event "events"\n/);
    assert.equal(split, undefined);
    assert.equal(funnel?.name, "Events2");
    assert.doesNotMatch(funnel?.text ?? "", /split/);
  });

  it("ask which of two numbers is the day, where both can be", async () => {
    const first = await draft(shop.uri("data/dated.csv"));
    const when = first.parts.find(({ part }) => part === "time");
    assert.equal(when?.isOpen, true);
    assert.deepEqual(when?.choices, [
      { text: 'date format "%d/%m/%Y %H:%M"', detail: "02/01/2026 10:00 → 2026-01-02" },
      { text: 'date format "%m/%d/%Y %H:%M"', detail: "02/01/2026 10:00 → 2026-02-01" },
    ]);
    const second = await draft(shop.uri("data/dated.csv"), { time: when?.choices[1]?.text ?? "" });
    assert.equal(second.parts.find(({ part }) => part === "time")?.isOpen, false);
    assert.match(second.source.text, /time date format "%m\/%d\/%Y %H:%M"\n/);
  });

  it("name files of this machine's named folders, and none that lie elsewhere", async () => {
    const named = await draft(pathToFileURL(join(outside, "deals.csv")).href);
    assert.equal(named.path, "exports:deals.csv");
    const elsewhere = pathToFileURL(join(tmpdir(), "elsewhere.csv")).href;
    assert.deepEqual(await ask(elsewhere), { kind: "outside" });
  });

  it("say why a file can't be read, and read none where nobody trusts the workspace", async () => {
    const empty = await ask(shop.uri("data/empty.csv"));
    assert.equal(empty.kind, "refused");
    assert.match(empty.kind === "refused" ? empty.reason : "", /empty/);
    const stranger = await startClient({ folder: shop.folder, trusted: false });
    try {
      const refused = await stranger.request<DraftFileResult>("funnel/draft", {
        uri: shop.uri("new.funnel"),
        file: shop.uri("data/events.csv"),
      });
      assert.equal(refused.kind, "refused");
      assert.match(refused.kind === "refused" ? refused.reason : "", /trust/);
      const none = await stranger.request<ListSourcesResult>("funnel/sources", null);
      assert.deepEqual(none, { sources: [], unused: [] });
    } finally {
      await stranger.close();
    }
  });

  it("list sources, open or not, and the files that none reads", async () => {
    const { sources, unused } = await client.request<ListSourcesResult>("funnel/sources", null);
    assert.deepEqual(
      sources.map(({ file, name, path, line, character }) => [file, name, path, line, character]),
      [
        ["drafted.funnel", "events", "data/events.csv", 0, 7],
        ["signup.funnel", "events", "data/events.csv", 0, 7],
      ],
    );
    assert.deepEqual(
      unused.map(({ path }) => path),
      ["data/dated.csv", "data/empty.csv"],
    );
  });

  it("tell what is behind a source, and in a column of it", async () => {
    const of = { uri: shop.uri("signup.funnel"), name: "events" };
    const found = await client.request<DescribeSourceResult>("funnel/describeSource", of);
    assert.equal(found.kind, "source");
    if (found.kind !== "source") return;
    assert.deepEqual(
      found.columns.map(({ written, type, part }) => [written, type, part]),
      [
        ["user_id", "text", "actor"],
        ["ts", "time", "time"],
        ["name", "text", "event"],
        ["device", "text", undefined],
        ["amount", "number", undefined],
      ],
    );
    assert.deepEqual(
      found.files.map(({ path }) => path),
      ["data/events.csv"],
    );
    assert.equal(found.rowsOfFile.rows.length, 5);
    const amount = await client.request<DescribeColumnResult>("funnel/describeColumn", {
      ...of,
      column: ["amount"],
    });
    assert.equal(amount.summary, "from 10 to 30 · 90.3\u00a0% missing");
    assert.match(amount.doc, /Most frequent values/);
  });
});
