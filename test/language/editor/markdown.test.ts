import assert from "node:assert/strict";
import { scopedTokens } from "../../support/textmate.ts";

describe("funnel fences in Markdown editors", () => {
  it("are coloured as funnels, and nothing around them is", async () => {
    const text = [
      "# Title",
      "```funnel",
      "funnel Signup on web {",
      "```",
      "# Title",
      "~~~~ funnel {.wide}",
      "stage",
      "~~~~",
      "```sql",
      "funnel",
      "```",
      "# Title",
    ].join("\n");
    const found = await scopedTokens(text, "text.html.markdown");
    const inFence = found.filter(({ scopes }) => scopes.includes("meta.embedded.block"));
    assert.deepEqual(
      inFence.map(({ text: part }) => part),
      ["funnel", "Signup", "on", "web", "{", "stage"],
    );
    assert.equal(inFence[0]?.scopes[0], "keyword.control.declaration");
    assert.equal(inFence[1]?.scopes[0], "entity.name.type.funnel");
    const titles = found.filter(({ text: part }) => part === "# Title");
    assert.deepEqual(
      titles.map(({ scopes }) => scopes[0]),
      Array.from({ length: 3 }, () => "markup.heading.markdown"),
    );
  });
});
