import assert from "node:assert/strict";
import { endOf, periodRange } from "../../../language/semantics/moments.ts";

const period = (text: string) =>
  periodRange({ kind: "period", text, span: { start: 0, end: text.length } });

describe("the ends of ranges", () => {
  it("hold the whole of a day or a period", () => {
    assert.deepEqual(endOf("2026-02-28"), {
      to: { local: "2026-03-01T00:00:00.000000" },
      toIncluded: false,
    });
    assert.deepEqual(endOf("2026-12-31"), {
      to: { local: "2027-01-01T00:00:00.000000" },
      toIncluded: false,
    });
    assert.deepEqual(period("2026-Q4")?.to, { local: "2027-01-01T00:00:00.000000" });
  });

  it("are open where the next day has no date", () => {
    assert.deepEqual(endOf("9999-12-31"), { toIncluded: false });
    for (const text of ["9999", "9999-Q4", "9999-12"]) assert.equal(period(text)?.to, undefined);
  });
});
