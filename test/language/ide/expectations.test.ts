import assert from "node:assert/strict";
import { expectingFunnels } from "../../../language/editing.ts";
import { analyze, emptyCatalog } from "../../../language/index.ts";

const text = `source web from "a.csv"

funnel Signup on web {
  stage A: a
  stage B: b
  expect conversion(A -> B)
    >= 20%
  expect median_time <= 3 days when actors(A) > 9 else warn
  expect trend within forecast else fail
}

funnel Quiet on web {
  stage A: a
}

funnel \`Two words\` on web {
  stage A: a
  expect actors(A) >=
}
`;

describe("the expectations of a file", () => {
  const found = expectingFunnels(analyze(text, emptyCatalog));

  it("are listed by funnel, without the words around them", () => {
    assert.deepEqual(
      found.map(({ name, expectations }) => [name, expectations.map((one) => one.text)]),
      [
        [
          "Signup",
          [
            "conversion(A -> B) >= 20%",
            "median_time <= 3 days when actors(A) > 9",
            "trend within forecast",
          ],
        ],
        ["Two words", ["actors(A) >="]],
      ],
    );
  });

  it("say where they stand", () => {
    const [signup] = found;
    assert.ok(signup);
    assert.equal(text.slice(signup.span.start, signup.span.end), "funnel Signup");
    const [first] = signup.expectations;
    assert.equal(
      text.slice(first?.span.start, first?.span.end),
      "expect conversion(A -> B)\n    >= 20%",
    );
  });
});
