import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSheet } from "read-excel-file/node";
import type {
  ExportParams,
  ExportResult,
  PeopleOffer,
  RunFunnelsResult,
  SaveResult,
  SaveResultParams,
} from "../../../server/protocol/index.ts";
import { type Client, type Workspace, startClient } from "../../support/lsp.ts";
import { events, makeShop, signup } from "./shop.ts";

const text = `${signup}
scenario Better on Signup {
  stage Paid = 50%
}
audience Stuck on Signup = reached SignUp not reached Paid
`;

describe("results in other forms, from the language server", function () {
  this.timeout(120_000);
  let shop: Workspace;
  let client: Client;
  let uri: string;
  let offers: ReadonlyMap<string, PeopleOffer>;

  before(async () => {
    shop = await makeShop();
    uri = shop.uri("signup.funnel");
    client = await startClient({ folder: shop.folder });
    await client.open(uri, text);
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

  const asked = (funnel: string) => ({
    uri,
    funnel,
    basis: offers.get(funnel)?.basis,
    view: "steps",
    theme: "light",
  });
  const exported = async (format: ExportParams["format"], funnel = "Signup"): Promise<string> => {
    const params = { ...asked(funnel), format };
    const found = await client.request<ExportResult>("funnel/export", params);
    assert.ok(found.kind === "exported", JSON.stringify(found));
    return found.text;
  };
  const saved = (format: SaveResultParams["format"], path: string): Promise<SaveResult> =>
    client.request("funnel/saveResult", { ...asked("Signup"), format, path });

  it("are a table for a spreadsheet, of all and of each value of a split", async () => {
    const lines = (await exported("tsv")).split("\n").slice(0, -1);
    const rows = lines.map((line) => line.split("\t"));
    assert.deepEqual(rows[0]?.slice(0, 4), ["device", "Name", "Count", "From previous"]);
    assert.deepEqual(rows[2]?.slice(0, 4), ["All", "SignUp", "8", "0.4"]);
    assert.ok(rows.some(([device, stage]) => device === "smart tv" && stage === "Paid"));
    assert.equal(new Set(rows.map(({ length }) => length)).size, 1);
  });

  it("are CSV as programs read it, and as Excel opens it in much of Europe", async () => {
    const plain = await exported("csv");
    const european = await exported("csv-semicolon");
    assert.match(plain, /\nAll,SignUp,8,0\.4,/);
    assert.match(european, /^\ufeffdevice;Name;/);
    assert.match(european, /\nAll;SignUp;8;0,4;/);
  });

  it("are a workbook whose numbers are numbers", async () => {
    const path = join(shop.folder, "signup.xlsx");
    assert.deepEqual(await saved("xlsx", path), { kind: "saved" });
    const [, , second] = await readSheet(path, "Stages");
    assert.deepEqual(second?.slice(0, 4), ["All", "SignUp", 8, 0.4]);
    assert.ok((await readSheet(path, "Why they stopped")).length > 1);
  });

  it("are Markdown, an SVG and Vega-Lite, of a study too", async () => {
    const markdown = await exported("markdown");
    assert.match(markdown, /^## Signup\n/);
    assert.match(markdown, /\| SignUp \| 8 \| 40\.0\u00a0% \|/);
    assert.match(await exported("svg"), /^<svg [\s\S]*SignUp[\s\S]*<\/svg>\n$/);
    const chart = JSON.parse(await exported("vega-lite")) as { $schema?: string };
    assert.match(chart.$schema ?? "", /vega-lite/);
    assert.match(await exported("markdown", "Better"), /^## Better\n/);
    assert.match(await exported("csv", "Better"), /^Name,Count,Share,/);
  });

  it("are no picture where there is nothing to draw", async () => {
    const params = { ...asked("Stuck"), format: "svg" };
    const refused = await client.request<ExportResult>("funnel/export", params);
    assert.ok(refused.kind === "refused" && !refused.isStale);
    assert.equal(refused.code, "FNL5254");
  });

  it("are refused where the file can't be written, or the data are others by now", async () => {
    const nowhere = await saved("csv", join(shop.folder, "no", "such.csv"));
    assert.ok(nowhere.kind === "refused");
    assert.equal(nowhere.code, "FNL5252");
    await writeFile(join(shop.folder, "data/events.csv"), events().replace("u3,", "u4,"));
    const path = join(shop.folder, "later.csv");
    const refused = await saved("csv", path);
    assert.ok(refused.kind === "refused" && refused.isStale);
    assert.equal(refused.code, "FNL5251");
    await assert.rejects(readFile(path));
  });
});
