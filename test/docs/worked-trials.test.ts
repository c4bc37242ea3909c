import assert from "node:assert/strict";
import { studyDesk } from "../support/study-desk.ts";
import { examples, pageWith, section, tableRows } from "./markdown.ts";

describe("the worked examples of experiments and drivers", function () {
  this.timeout(60_000);
  const desk = studyDesk();

  /** Writes the data under a heading and gives the text that reads them. */
  async function prepare(heading: string, file: string): Promise<string> {
    const page = pageWith(heading);
    const csv = examples(page, "csv").find(({ words }) => words.includes(file));
    const funnel = examples(page, "funnel").find(({ text }) => text.includes(file));
    assert.ok(csv && funnel);
    await desk.write(file, csv.text);
    return funnel.text;
  }

  /** Every field of these is told of in the page of the result. */
  function assertTold(...parts: readonly (object | null | undefined)[]): void {
    const { text } = pageWith("## Studies");
    for (const name of parts.flatMap((part) => Object.keys(part ?? {})))
      assert.ok(text.includes(`\`${name}\``), name);
  }

  it("has the variants of the experiment worked out", async () => {
    const heading = "### An experiment worked out";
    const text = await prepare(heading, "variants.csv");
    const { result } = await desk.run("experiment", text);
    const percent = (share: number | null | undefined): string => String((share ?? 0) * 100);
    assert.deepEqual(
      tableRows(section(pageWith(heading), heading)),
      result.variants.map(({ name, from, to, share, against_control: against }) => [
        name,
        String(from),
        String(to),
        `${percent(share)} %`,
        against === undefined ? "" : `+${percent(against.difference)}`,
        against?.p === undefined || against.p === null ? "" : against.p.toFixed(3),
      ]),
    );
    assert.deepEqual([result.winner, result.several, result.without_variant], ["B", 1, 1]);
    const [, variant] = result.variants;
    assertTold(result, variant, variant?.against_control, result.sample_ratio, result.goal);
  });

  it("has the odds of the drivers worked out", async () => {
    const heading = "### Drivers worked out";
    const text = await prepare(heading, "tour.csv");
    const { result } = await desk.run("drivers", text);
    const tables = tableRows(section(pageWith(heading), heading)).map((row) => row.map(Number));
    const sum = (term: (row: readonly number[]) => number): number =>
      tables.reduce((all, row) => {
        const [, a = NaN, b = NaN, c = NaN, d = NaN] = row;
        return all + term(row) / (a + b + c + d);
      }, 0);
    const ratio = sum(([, a = NaN, , , d = NaN]) => a * d) / sum(([, , b = NaN, c = NaN]) => b * c);
    const [tour] = result.signals;
    assert.deepEqual(
      result.signals.map(({ name, actors, odds_ratio }) => [name, actors, odds_ratio]),
      [["tour", 4, Math.round(ratio * 1e6) / 1e6]],
    );
    assert.equal(ratio.toFixed(2), "3.73");
    assert.deepEqual([result.actors, result.converted], [5, 3]);
    assertTold(result, tour);
  });
});
