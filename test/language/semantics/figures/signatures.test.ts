import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { figureDoc, functions } from "../../../../language/ide/functions.ts";
import { figureSignatures } from "../../../../language/semantics/figures/signatures.ts";
import { measuresOf, overActors, overTotals, problemsOf } from "../../../support/figures.ts";
import { inProject } from "../../../support/project.ts";

/** With all that any figure needs: visits, a way out, a stage of invitations. */
const rich = (measure: string): string =>
  overActors("stage Invite: invite", "exit Lost: visit", measure).replace(
    "  event name\n",
    "  event name\n  session 30 minutes\n",
  );

describe("the table of figures", () => {
  for (const { name, example, unit } of figureSignatures) {
    it(`has an example of ${name} that is right and yields its unit`, () => {
      const text =
        name === "ctr"
          ? overTotals("measure m = ctr(Seen -> Click)")
          : name === "value"
            ? rich("measure m = value(shop)")
            : rich(`measure m = ${example}`);
      assert.deepEqual(problemsOf(text), []);
      const [measure] = measuresOf(text);
      assert.equal(measure?.unit, unit === "value" ? "ratio" : unit);
    });
  }

  it("documents each figure in one line, and shows how it is written", () => {
    for (const { name, label } of figureSignatures) {
      assert.match(figureDoc(name, "en"), /^[A-Z].*\.$/);
      assert.ok(label.startsWith(name), label);
    }
    const labels = new Map(figureSignatures.map(({ name, label }) => [name, label]));
    assert.equal(labels.get("conversion"), "conversion[(A -> B [within 3 days])]");
    assert.equal(labels.get("nps"), "nps(value[, low][, high]) at Stage");
    assert.equal(labels.get("sum"), "sum(value) at|of Stage");
    assert.equal(labels.get("bounce_rate"), "bounce_rate");
  });

  it("is what the reference says", () => {
    const reference = readFileSync(inProject("language", "reference", "measures.md"), "utf8");
    for (const { name } of figureSignatures)
      assert.match(reference, new RegExp(`^\\|.*\`${name}(\\(| of S)?.*\\|$`, "m"), name);
  });

  it("leaves a hole for each thing to fill in", () => {
    const snippets = new Map(functions.map(({ name, snippet }) => [name, snippet]));
    assert.equal(snippets.get("round"), "round(${1:number}, ${2:digits})");
    assert.equal(snippets.get("as_of"), "as_of()");
  });
});
