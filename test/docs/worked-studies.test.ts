import assert from "node:assert/strict";
import { studyDesk } from "../support/study-desk.ts";
import { examples, pageWith, section, tableRows } from "./markdown.ts";

describe("the worked examples of studies", function () {
  this.timeout(60_000);
  const desk = studyDesk();

  it("has the cohorts of the retention worked out", async () => {
    const heading = "### A retention worked out";
    const page = pageWith(heading);
    const csv = examples(page, "csv").find(({ words }) => words.includes("habit.csv"));
    const funnel = examples(page, "funnel").find(({ text }) => text.includes("habit.csv"));
    assert.ok(csv && funnel);
    await desk.write("habit.csv", csv.text);
    const { result } = await desk.run("retention", funnel.text);
    const { cohorts, total } = result;
    const documented = pageWith("## Studies").text;
    const [cohort] = cohorts;
    const names = [result, cohort, cohort?.cells[0], total, total.cells[0]].flatMap((each) =>
      Object.keys(each ?? {}),
    );
    for (const name of names) assert.match(documented, new RegExp(`\`${name}\``));
    const written = tableRows(section(page, heading)).map((row) =>
      row.map((cell) => cell.replace("\\", "")).filter((cell) => cell !== ""),
    );
    assert.deepEqual(written, [
      ...cohorts.map(({ start, actors, cells }) => [
        start.slice(0, 10),
        String(actors),
        ...cells.map(({ returned, partial }) => `${returned}${partial === true ? "*" : ""}`),
      ]),
      [
        "all",
        String(total.actors),
        ...total.cells.map(({ returned, actors }) => `${returned}/${actors}`),
      ],
    ]);
  });

  it("has the grades of the score worked out", async () => {
    const heading = "### A score worked out";
    const page = pageWith(heading);
    const csv = examples(page, "csv").find(({ words }) => words.includes("leads.csv"));
    const funnel = examples(page, "funnel").find(({ text }) => text.includes("leads.csv"));
    assert.ok(csv && funnel);
    await desk.write("leads.csv", csv.text);
    const { result } = await desk.run("score", funnel.text);
    const documented = pageWith("## Studies").text;
    for (const part of [result, result.auc, result.grades[0], result.deciles[0], result.rules?.[0]])
      for (const name of Object.keys(part ?? {}))
        assert.match(documented, new RegExp(`\`${name}\``));
    assert.deepEqual(
      tableRows(section(page, heading)),
      result.grades.map(({ name, actors, converted }) => [name, `${actors}`, `${converted}`]),
    );
    assert.equal(result.immature, 1);
    // Five of the six pairs are in order.
    assert.equal(result.auc?.value, 0.833333);
    assert.equal(result.auc.interval[0].toFixed(2), "0.41");
    assert.equal(result.no_better_than_chance, true);
  });
});
