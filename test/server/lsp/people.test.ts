import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ExplainActorResult,
  OpenPeopleParams,
  OpenPeopleResult,
  PeopleList,
  PeopleOffer,
  ReadPeopleResult,
  RunFunnelsResult,
  SaveResult,
} from "../../../server/protocol/index.ts";
import { type Client, type Workspace, startClient } from "../../support/lsp.ts";
import { events, makeShop, signup } from "./shop.ts";

const studies = `${signup}
audience Stuck on Signup = reached SignUp not reached Paid
`;

describe("people in the language server", function () {
  this.timeout(120_000);
  let shop: Workspace;
  let client: Client;
  let uri: string;
  let offers: ReadonlyMap<string, PeopleOffer>;

  before(async () => {
    shop = await makeShop();
    uri = shop.uri("signup.funnel");
    client = await startClient({ folder: shop.folder });
    await client.open(uri, studies);
    const { outcomes } = await client.request<RunFunnelsResult>("funnel/run", { uri, runId: "1" });
    offers = new Map(
      outcomes.flatMap((outcome) =>
        "people" in outcome && outcome.people !== undefined
          ? [[outcome.funnel, outcome.people] as const]
          : [],
      ),
    );
  });
  after(async () => {
    await client.close();
    await shop.remove();
  });
  afterEach(async () => {
    await client.change(uri, studies);
  });

  const ask = (
    of: OpenPeopleParams["of"],
    more: Partial<OpenPeopleParams> = {},
  ): Promise<OpenPeopleResult> => {
    const funnel = more.funnel ?? "Signup";
    const basis = offers.get(funnel)?.basis;
    return client.request("funnel/people", { uri, funnel, basis, of, ...more });
  };
  const list = async (...asked: Parameters<typeof ask>): Promise<PeopleList> => {
    const found = await ask(...asked);
    assert.equal(found.kind, "list", JSON.stringify(found));
    assert.ok(found.kind === "list");
    return found;
  };
  const names = ({ rows }: { rows: PeopleList["rows"] }): string[] =>
    rows.map(([actor = ""]) => actor);

  it("offer the stages of a funnel, and a study's list", () => {
    assert.deepEqual(offers.get("Signup")?.stages, [
      { stage: "Visit", reached: true, dropped: false },
      { stage: "SignUp", reached: true, dropped: true },
      { stage: "Paid", reached: true, dropped: true },
    ]);
    assert.equal(offers.get("Stuck")?.list, "audience");
  });

  it("list who reached a stage, and who stopped before it with the reasons", async () => {
    const reached = await list({ kind: "reached", stage: "Paid" });
    assert.deepEqual(names(reached), ["u1", "u2", "u3"]);
    assert.equal(reached.title, "3 reached Paid");
    assert.deepEqual(
      reached.columns.map(({ id, title }) => [id, title]),
      [
        ["actor", "Who"],
        ["entered", "Entered"],
        ["time", "Reached"],
        ["seconds", "After"],
        ["split 0", "device"],
      ],
    );
    assert.equal(reached.rows[0]?.[3], "2\u00a0h");
    const dropped = await list({ kind: "dropped", stage: "Paid" });
    assert.deepEqual(names(dropped), ["u4", "u5", "u6", "u7", "u8"]);
    assert.equal(dropped.title, "5 stopped before Paid");
    const counts = dropped.reasons.map(({ text }) => Number.parseInt(text, 10));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      dropped.total,
    );
    for (const { key, text } of dropped.reasons) {
      const only = await list({ kind: "dropped", stage: "Paid" }, { reason: key });
      assert.equal(only.total, Number.parseInt(text, 10));
      assert.ok(names(only).every((name) => names(dropped).includes(name)));
    }
  });

  it("list an audience, and in another order", async () => {
    const stuck = await list({ kind: "study" }, { funnel: "Stuck" });
    assert.deepEqual([stuck.title, names(stuck)], ["5 in Stuck", ["u4", "u5", "u6", "u7", "u8"]]);
    const order = { column: "actor", descending: true } as const;
    const turned = await list({ kind: "reached", stage: "SignUp" }, { order });
    assert.deepEqual(names(turned), ["u8", "u7", "u6", "u5", "u4", "u3", "u2", "u1"]);
  });

  it("read some of a list, which stays as it is when the data change", async () => {
    const found = await list({ kind: "reached", stage: "Visit" });
    assert.equal(found.total, 20);
    const data = join(shop.folder, "data/events.csv");
    await writeFile(data, "user_id,ts,name,device,amount\n");
    const read = (offset: number, limit: number): Promise<ReadPeopleResult> =>
      client.request("funnel/peopleRows", { list: found.list, offset, limit });
    const some = await read(17, 10);
    assert.ok(some.kind === "rows");
    assert.deepEqual(names(some), ["u18", "u19", "u20"]);
    const refused = await ask({ kind: "reached", stage: "Visit" });
    assert.ok(refused.kind === "refused" && refused.isStale);
    assert.equal(refused.code, "FNL5251");
    await writeFile(data, events());
    await client.request("funnel/closePeople", { list: found.list });
    const left = await read(0, 1);
    assert.ok(left.kind === "refused" && !left.isStale);
    assert.equal(left.code, "FNL5253");
    const path = join(shop.folder, "left.csv");
    const unsaved = await client.request<SaveResult>("funnel/savePeople", {
      list: found.list,
      path,
    });
    assert.ok(unsaved.kind === "refused");
    assert.deepEqual([unsaved.code, existsSync(path)], ["FNL5253", false]);
  });

  it("are refused when the text means another funnel, not when a comment is added", async () => {
    await client.change(uri, `// why\n${studies.replace("stage Visit:", 'stage Visit "Came":')}`);
    assert.equal((await list({ kind: "reached", stage: "Visit" })).title, "20 reached Came");
    await client.change(uri, studies.replace("amount > 0", "amount > 10"));
    const refused = await ask({ kind: "reached", stage: "Paid" });
    assert.ok(refused.kind === "refused" && refused.isStale);
    assert.equal(refused.code, "FNL5250");
  });

  it("say why one is where they are", async () => {
    const why = await client.request<ExplainActorResult>("funnel/explain", {
      uri,
      funnel: "Stuck",
      basis: offers.get("Stuck")?.basis,
      actor: "u5",
    });
    assert.ok(why.kind === "explained", JSON.stringify(why));
    assert.equal(why.title, "Signup · u5");
    assert.deepEqual(
      why.rows.map(({ event, chosen }) => [event, chosen]),
      [
        ["page_view", "→ Visit"],
        ["sign up", "→ SignUp"],
      ],
    );
    assert.equal(why.sentences.length, 1);
  });

  it("write a list to a file as it is listed, and say where they can't", async () => {
    const order = { column: "actor", descending: true } as const;
    const found = await list({ kind: "dropped", stage: "Paid" }, { order });
    const path = join(shop.folder, "lost.csv");
    const saved = await client.request<SaveResult>("funnel/savePeople", {
      list: found.list,
      path,
    });
    assert.deepEqual(saved, { kind: "saved" });
    const [header, first, ...others] = (await readFile(path, "utf8")).trimEnd().split("\n");
    assert.equal(header, "actor,entered,time,seconds,device,reason,exit");
    assert.match(first ?? "", /^u8,2026-01-08T01:00:00Z,2026-01-08T02:00:00Z,3600,smart tv,\w+,$/);
    assert.equal(others.length, 4);
    const parquet = join(shop.folder, "lost.parquet");
    const written = { list: found.list, path: parquet };
    assert.deepEqual(await client.request<SaveResult>("funnel/savePeople", written), saved);
    const bytes = await readFile(parquet);
    assert.deepEqual(
      [bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()],
      ["PAR1", "PAR1"],
    );
    const refused = await client.request<SaveResult>("funnel/savePeople", {
      list: found.list,
      path: join(shop.folder, "no", "such", "folder.csv"),
    });
    assert.ok(refused.kind === "refused");
    assert.equal(refused.code, "FNL5252");
  });

  it("write the whole of a list that is closed meanwhile", async () => {
    const found = await list({ kind: "reached", stage: "Visit" });
    const path = join(shop.folder, "whole.csv");
    await writeFile(path, "what was there\n");
    const saving = client.request<SaveResult>("funnel/savePeople", { list: found.list, path });
    await client.request("funnel/closePeople", { list: found.list });
    assert.deepEqual(await saving, { kind: "saved" });
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    assert.equal(lines.length, 1 + found.total);
    const beside = await readdir(shop.folder);
    assert.deepEqual(
      beside.filter((name) => name.endsWith(".tmp")),
      [],
    );
  });

  it("leave nothing behind", async () => {
    const mine = async (): Promise<string[]> =>
      (await readdir(tmpdir())).filter((name) =>
        name.startsWith(`funnel-workbench-${process.pid}-`),
      );
    const other = await startClient({ folder: shop.folder });
    const before = await mine();
    await other.open(uri, studies);
    const basis = offers.get("Signup")?.basis;
    const of = { kind: "reached", stage: "Visit" };
    const opened = await other.request<OpenPeopleResult>("funnel/people", {
      uri,
      funnel: "Signup",
      basis,
      of,
    });
    assert.ok(opened.kind === "list");
    // A page of another server's list must not read this one.
    const strange = await client.request<ReadPeopleResult>("funnel/peopleRows", {
      list: opened.list,
      offset: 0,
      limit: 1,
    });
    assert.ok(strange.kind === "refused");
    assert.equal(strange.code, "FNL5253");
    const made = (await mine()).filter((name) => !before.includes(name));
    assert.ok(made.length > 0);
    await other.close();
    assert.deepEqual(
      made.filter((name) => existsSync(join(tmpdir(), name))),
      [],
    );
  });
});
