import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startClient, makeWorkspace } from "../../support/lsp.ts";
import { type Writer, startWriting } from "../../support/writer.ts";

/** From an empty text to figures, over files that nobody has seen before: by what is offered alone. */

async function journey(
  files: Readonly<Record<string, string | Uint8Array>>,
  go: (writer: Writer) => Promise<void>,
): Promise<void> {
  const workspace = await makeWorkspace({});
  for (const [path, content] of Object.entries(files)) {
    await writeFile(join(workspace.folder, path), content);
  }
  const client = await startClient({ folder: workspace.folder });
  try {
    await go(await startWriting(client, workspace.uri("mine.funnel")));
  } finally {
    await client.close();
    await workspace.remove();
  }
}

/** How many came to each stage of the first funnel, without a problem on the way. */
async function counts(writer: Writer): Promise<readonly (number | null)[]> {
  const problems = (await writer.problems()).map(({ code, message }) => `${code} ${message}`);
  assert.deepEqual(problems, [], writer.text());
  const { result, outcomes } = await writer.run();
  const [one] = result.results;
  assert.ok(one?.kind === "funnel", JSON.stringify(outcomes));
  return one.stages.map(({ count }) => count);
}

const each = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");
const day = (index: number): string => String((index % 27) + 1).padStart(2, "0");

const clicks =
  "visitor_id,event,timestamp,channel\n" +
  each(60, (i) => `v${i},product,2026-01-${day(i)} 10:00:00,${i % 2 ? "ads" : "mail"}\n`) +
  each(20, (i) => `v${i},paid,2026-01-${day(i)} 11:00:00,${i % 2 ? "ads" : "mail"}\n`) +
  each(10, (i) => `v${i + 20},paid,2026-02-${day(i + 20)} 11:00:00,ads\n`);

describe("a journey", () => {
  it("who saw a product and paid within 3 days, by channel", () =>
    journey({ "clicks.csv": clicks }, async (writer) => {
      await writer.take(/^source … from/);
      await writer.type("\n\n");
      await writer.take(/^funnel … on/, "Buyers", "30 days", "Seen", "product", "Paid", "paid");
      writer.goBehind("Paid: paid");
      await writer.type(" ");
      await writer.take(/^within$/, "3 days");
      await writer.type("\n  ");
      await writer.take(/^split$/, "channel");
      assert.deepEqual(await counts(writer), [60, 20]);
      assert.match(writer.text(), /stage Paid: paid within 3 days\n {2}split by channel\n\}$/);
    }));

  it("which deals are won, of one manager", () =>
    journey(
      {
        "deals.csv":
          '"Record ID","Deal Stage","Deal owner","Create Date","Close Date"\n' +
          each(
            40,
            (i) =>
              `"90${i}","${["Closed Won", "Closed Lost", "Qualified"][i % 3]}","${i % 2 ? "Ann" : "Bob"}",` +
              `"2026-01-${day(i)} 10:00","2026-03-${day(i)} 10:00"\n`,
          ),
      },
      async (writer) => {
        await writer.take(/^source … from/);
        await writer.type("\n\n");
        await writer.take(/^funnel … on/, "Deals");
        assert.match(
          writer.text(),
          /stages \{ create: `Create Date`, won: `Close Date` where `Deal Stage` = "Closed Won",/,
        );
        // What is lost is no stage.
        assert.match(writer.text(), /stage Won: won\n {2}exit Lost: lost\n\}$/);
        writer.goBehind("on deals {");
        await writer.type("\n  ");
        await writer.take(/^where$/, "`Deal owner`");
        await writer.type(" ");
        await writer.take(/^=$/);
        await writer.type(" ");
        await writer.take(/^Ann$/);
        const { result } = await writer.run();
        const [one] = result.results;
        assert.ok(one?.kind === "funnel", writer.text());
        assert.deepEqual(
          one.stages.map(({ count }) => count),
          [20, 7],
        );
      },
    ));

  it("which leads become deals, by the manager that another table names", () =>
    journey(
      {
        "deals.csv":
          "deal_id,agent,opened_at,won_at\n" +
          each(
            40,
            (i) => `d${i},a${i % 4},2026-01-${day(i)},${i % 3 ? "" : `2026-02-${day(i)}`}\n`,
          ),
        "teams.csv": `agent,manager\n${each(4, (i) => `a${i},${i < 2 ? "Kim" : "Lee"}\n`)}`,
      },
      async (writer) => {
        await writer.take(/^source … from "deals.csv"/);
        await writer.type("\n\n");
        await writer.take(/^source … from "teams.csv"/);
        assert.match(writer.text(), /source teams from "teams.csv" as lookup$/);
        writer.goBehind("won: won_at }");
        await writer.type("\n  ");
        await writer.take(/^join$/, "teams", "agent");
        writer.goBehind("as lookup");
        await writer.type("\n\n");
        await writer.take(/^funnel … on/, "Sales");
        writer.goBehind("Won: won");
        await writer.type("\n  ");
        await writer.take(/^split$/, "teams.manager");
        assert.deepEqual(await counts(writer), [40, 14]);
      },
    ));

  it("how many customers of a table without times left", () =>
    journey(
      {
        "customers.csv": `customer,plan,senior,churn\n${each(50, (i) => `C${i},${i % 2 ? "a" : "b"},${i % 3 ? 0 : 1},${i % 5 ? "No" : "Yes"}\n`)}`,
      },
      async (writer) => {
        await writer.take(/^source … from/, undefined, 'churn: churn = "Yes"');
        await writer.type("\n\n");
        await writer.take(/^funnel … on/, "Leaving");
        assert.match(
          writer.text(),
          /as records \{\n {2}actor customer\n {2}stages \{ customers: true,/,
        );
        assert.deepEqual(await counts(writer), [50, 10]);
      },
    ));

  it("through a file of another encoding", () =>
    journey(
      {
        "log.csv": inWindows1251(
          `Дата;Клиент;Событие;Сумма\n${each(30, (i) => `${day(i)}.01.2026 10:00;К${i};Визит;\n`)}` +
            each(9, (i) => `${day(i)}.01.2026 12:30;К${i};Оплата заказа;${i},50\n`),
        ),
      },
      async (writer) => {
        await writer.take(/^source … from/);
        assert.match(writer.text(), /options \{ encoding "windows-1251" \}/);
        await writer.type("\n\n");
        await writer.take(/^funnel … on/, "Оплаты", undefined, "Визит", "Визит", "Оплата");
        assert.deepEqual(await counts(writer), [30, 9]);
      },
    ));

  it("into nested JSON", () =>
    journey(
      {
        "events.jsonl": each(24, (i) =>
          ["open", "search", "buy"]
            .slice(0, (i % 3) + 1)
            .map((event, step) =>
              JSON.stringify({
                event,
                ts: `2026-02-${day(i)}T10:0${step}:00Z`,
                user: { id: `u${i}`, plan: i % 2 ? "free" : "pro" },
              }),
            )
            .join("\n")
            .concat("\n"),
        ),
      },
      async (writer) => {
        await writer.take(/^source … from/);
        assert.match(writer.text(), /actor user\.id\n/);
        await writer.type("\n\n");
        await writer.take(/^funnel … on/);
        assert.deepEqual(await counts(writer), [24, 16, 8]);
      },
    ));

  it("past a file without a header, by its fixes", () =>
    journey(
      {
        "log.csv":
          each(30, (i) => `${1000 + i},2026-03-${day(i)} 08:00:00,open\n`) +
          each(12, (i) => `${1000 + i},2026-03-${day(i)} 09:00:00,buy\n`),
      },
      async (writer) => {
        await writer.take(/^source … from/);
        await writer.mend("FNL5038", /header false/);
        await writer.mend("FNL4011", /column1, column3/);
        await writer.type("\n\n");
        await writer.take(/^funnel … on/);
        assert.deepEqual(await counts(writer), [30, 12]);
      },
    ));
});

/** Letters of the Russian alphabet lie one after another there. */
function inWindows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 128 ? code : code - 0x410 + 0xc0;
  });
}
