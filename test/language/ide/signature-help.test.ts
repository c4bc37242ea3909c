import assert from "node:assert/strict";
import { signatureHelp } from "../../../language/editing.ts";
import { analyze } from "../../../language/index.ts";
import { marked } from "../../support/marked.ts";
import { catalog, inFunnel } from "./completion-data.ts";

/** The label with the active parameter in brackets. */
function shown(line: string, locale: "en" | "ru" = "en"): string | undefined {
  const { text, offset } = marked(inFunnel(line));
  const found = signatureHelp(analyze(text, catalog), offset, locale);
  if (found === undefined) return undefined;
  const [start, end] = found.parameters[found.active] ?? [0, 0];
  const { label } = found;
  return `${label.slice(0, start)}‹${label.slice(start, end)}›${label.slice(end)}`;
}

describe("signature help", () => {
  it("follows the arguments of functions", () => {
    assert.equal(shown("where round(<|>amount, 2) > 1"), "round(‹number›, digits)");
    assert.equal(shown("where round(amount, <|>2) > 1"), "round(number, ‹digits›)");
    assert.equal(shown("where replace(device, 'a', <|>"), "replace(text, from, ‹to›)");
    assert.equal(shown("where coalesce(a, b, c, <|>"), "coalesce(a, b, ‹…›)");
  });

  it("knows the ends of a step, and what is within it", () => {
    const [start = ""] = (shown("expect conversion(<|>A -> B) > 1%") ?? "").split("‹");
    assert.match(start, /^conversion/);
    assert.match(shown("expect conversion(<|>A -> B) > 1%") ?? "", /‹A› -> B/);
    assert.match(shown("expect conversion(A -> <|>B) > 1%") ?? "", /A -> ‹B›/);
    assert.match(shown("expect conversion(A -> B within <|>3 days) > 1%") ?? "", /‹within 3 days›/);
    assert.match(shown("measure m = nps(amount, 1, <|>") ?? "", /‹high›/);
  });

  it("goes out of groups and lists, and into inner calls", () => {
    assert.equal(shown("where round((amount + <|>1), 2) > 1"), "round(‹number›, digits)");
    assert.equal(shown("where if(device in ('a', <|>'b'), 1, 2) = 1"), "if(‹condition›, a, b)");
    assert.equal(shown("where round(abs(<|>amount), 2) > 1"), "abs(‹number›)");
    assert.equal(shown("where round(abs(amount), <|>2) > 1"), "round(number, ‹digits›)");
  });

  it("is silent outside of calls, in comments and beyond braces", () => {
    assert.equal(shown("where round(amount, 2) <|>> 1"), undefined);
    assert.equal(shown("where amount in (<|>1)"), undefined);
    assert.equal(shown("where round(amount, // <|>\n  2) > 1"), undefined);
    assert.equal(shown("where `round`(<|>"), undefined);
  });

  it("documents in the user's language", () => {
    const { text, offset } = marked(inFunnel("where lower(<|>device) = 'x'"));
    const found = signatureHelp(analyze(text, catalog), offset, "ru");
    assert.equal(found?.documentation, "Строчными буквами.");
  });
});
