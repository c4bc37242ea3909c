import assert from "node:assert/strict";
import type { Catalog } from "../../../../language/index.ts";
import { fakeCatalog } from "../../../support/catalog.ts";
import { checkMistake, codesOf, source } from "../../../support/mistakes.ts";

const both = fakeCatalog({
  "e.csv": { user_id: "text", ts: "time", name: { visit: 5 } },
  "app.csv": { id: "text", seen: "time", action: { open: 9 } },
});
/** The times of these files carry their zone. */
const zoned = (...paths: readonly string[]): Catalog => ({
  ...both,
  table(location) {
    const table = both.table(location);
    if (table?.kind !== "table" || !paths.includes(location.path)) return table;
    const columns = table.columns.map((column) =>
      column.type === "time" ? { ...column, zoned: true } : column,
    );
    return { ...table, columns };
  },
});
const app = 'source app from "app.csv" {\n  actor id\n  time seen\n  event action\n}\n\n';
const funnel = (name: string): string =>
  `funnel ${name} on web, app {\n  stage A: visit\n  stage B: open\n}\n`;

describe("times of several sources", () => {
  it("with a zone and without don't go together, which is said once", () =>
    checkMistake({
      text: `${source}${app.replace("time seen", "⟦time seen⟧")}${funnel("F")}${funnel("G")}`,
      code: "FNL5114",
      fixed: `${source}${app.replace("{\n", '{\n  timezone "UTC"\n')}${funnel("F")}${funnel("G")}`,
      catalog: zoned("e.csv"),
    }));

  it("go together where all are alike, or where a zone is said", () => {
    const text = source + app + funnel("F");
    assert.deepEqual(codesOf(text, zoned()), []);
    assert.deepEqual(codesOf(text, zoned("e.csv", "app.csv")), []);
    const said = source + app.replace("{", '{ timezone "Europe/Berlin"') + funnel("F");
    assert.deepEqual(codesOf(said, zoned("e.csv")), []);
  });
});
