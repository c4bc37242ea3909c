import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ListExpectationsResult, RunFunnelsResult } from "../../../server/protocol/index.ts";
import { type Client, type Workspace, startClient } from "../../support/lsp.ts";
import { makeShop, signup } from "./shop.ts";

/** 8 of 20 sign up, 3 of them pay. */
const expecting = signup.replace(
  "  split by device\n",
  `  expect conversion(Visit -> SignUp) >= 30%
  expect conversion(Visit -> Paid) >= 90%
  expect actors(Paid) > 5 else warn
  expect conversion >= 5% when actors(Visit) > 100
`,
);

/** Figures are written with no-break spaces. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

describe("expectations in the language server", function () {
  this.timeout(60_000);
  let shop: Workspace;
  let client: Client;

  before(async () => {
    shop = await makeShop({ "signup.funnel": expecting, "more/other.funnel": expecting });
    client = await startClient({ folder: shop.folder });
  });
  after(async () => {
    await client.close();
    await shop.remove();
  });

  const list = (uri?: string): Promise<ListExpectationsResult> =>
    client.request("funnel/expectations", uri === undefined ? {} : { uri });
  const texts = ({ files }: ListExpectationsResult): unknown =>
    files.map(({ uri, funnels }) => [
      uri.slice(shop.uri("").length).replace(/^\//, ""),
      funnels.flatMap(({ expectations }) => expectations.map(({ text }) => text)).length,
    ]);

  it("are listed of all files, open or not, and of no unsaved text", async () => {
    assert.deepEqual(texts(await list()), [
      ["signup.funnel", 4],
      ["more/other.funnel", 4],
    ]);
    await client.open("untitled:Untitled-1", expecting);
    const uri = shop.uri("signup.funnel");
    await client.open(uri, expecting.replace(/ {2}expect actors.*\n/, ""));
    assert.deepEqual(
      new Map(texts(await list()) as [string, number][]),
      new Map([
        ["signup.funnel", 3],
        ["more/other.funnel", 4],
      ]),
    );
    const one = await list(pathToFileURL(join(shop.folder, "more", "other.funnel")).href);
    assert.deepEqual(texts(one), [["more/other.funnel", 4]]);
    assert.deepEqual(one.files[0]?.funnels[0]?.expectations[0], {
      text: "conversion(Visit -> SignUp) >= 30%",
      range: { start: { line: 14, character: 2 }, end: { line: 14, character: 43 } },
    });
  });

  it("come with a run, those that don't pass with what is said at their place", async () => {
    const uri = shop.uri("signup.funnel");
    await client.change(uri, expecting);
    const { expectations } = await client.request<RunFunnelsResult>("funnel/run", {
      uri,
      runId: "1",
    });
    assert.deepEqual(
      expectations.map(({ status, expected, actual, range, problem }) => [
        status,
        `${expected}: ${plain(actual)}`,
        range.start.line,
        problem?.code,
        problem?.severity,
        problem?.line,
      ]),
      [
        ["pass", "conversion(Visit -> SignUp) >= 30%: 40.0 %", 14, undefined, undefined, undefined],
        ["fail", "conversion(Visit -> Paid) >= 90%: 15.0 %", 15, "FNL6014", "error", 15],
        ["warn", "actors(Paid) > 5: 3", 16, "FNL6015", "warning", 16],
        [
          "unknown",
          "conversion >= 5% when actors(Visit) > 100: 15.0 %",
          17,
          "FNL6016",
          "warning",
          17,
        ],
      ],
    );
    assert.equal(
      plain(expectations[1]?.problem?.message ?? ""),
      "Expectation not met: conversion(Visit -> Paid) >= 90%: 15.0 %",
    );
  });

  it("are not looked for on the disk of a workspace that isn't trusted", async () => {
    const untrusted = await startClient({ folder: shop.folder, trusted: false });
    assert.deepEqual(await untrusted.request("funnel/expectations", {}), { files: [] });
    await untrusted.close();
  });
});
