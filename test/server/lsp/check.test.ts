import assert from "node:assert/strict";
import type { CheckResult } from "../../../server/protocol/index.ts";
import { type Client, type Workspace, startClient } from "../../support/lsp.ts";
import { makeShop, signup } from "./shop.ts";

const misspelt = signup.replace('"sign up"', '"sing up"');

describe("the check of a text by the language server", function () {
  this.timeout(60_000);
  let shop: Workspace;
  let client: Client;

  before(async () => {
    shop = await makeShop({ "misspelt.funnel": misspelt });
    client = await startClient({ folder: shop.folder });
  });
  after(async () => {
    await client.close();
    await shop.remove();
  });

  const check = async (path: string, text?: string, by: Client = client): Promise<unknown> => {
    const params = { uri: shop.uri(path), ...(text !== undefined && { text }) };
    const result = await by.request<CheckResult>("funnel/check", params);
    return result.kind === "checked"
      ? result.problems.map(({ code, severity, line, character }) => [
          code,
          severity,
          line,
          character,
        ])
      : result.kind;
  };

  it("knows the data at once, of files that nobody opened and of texts that are in none", async () => {
    assert.deepEqual(await check("signup.funnel"), []);
    const wrong = [["FNL2013", "error", 11, 16]];
    assert.deepEqual(await check("misspelt.funnel"), wrong);
    assert.deepEqual(await check("signup.funnel", misspelt), wrong);
    assert.deepEqual(await check("none-yet.funnel", misspelt), wrong);
    assert.deepEqual(await check("none-yet.funnel"), "missing");
  });

  it("takes the text that is open", async () => {
    await client.open(shop.uri("misspelt.funnel"), signup);
    assert.deepEqual(await check("misspelt.funnel"), []);
  });

  it("is refused where no data may be read", async () => {
    const untrusted = await startClient({ folder: shop.folder, trusted: false });
    assert.equal(await check("signup.funnel", undefined, untrusted), "refused");
    await untrusted.close();
  });
});
