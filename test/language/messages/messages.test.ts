import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describeFinding, describeNote, toLocale } from "../../../language/index.ts";
import { en } from "../../../language/messages/en.ts";
import { ru } from "../../../language/messages/ru.ts";
import { expectations } from "../../../language/syntax/expectations.ts";
import { keywords, keywordWords, hardWords } from "../../../language/vocabulary.ts";
import { keywordDoc, keywordSnippet } from "../../../language/vocabulary/docs.ts";
import { inProject } from "../../support/project.ts";

describe("the wording", () => {
  it("is there for each code in both languages", () => {
    assert.deepEqual(Object.keys(ru.findings).sort(), Object.keys(en.findings).sort());
    assert.deepEqual(Object.keys(ru.notes).sort(), Object.keys(en.notes).sort());
    for (const code of Object.keys(en.findings)) assert.match(code, /^FNL[1-6]\d{3}$/);
  });

  it("says times as people write them", () => {
    const args = { last: "2062-01-01T09:30:00Z", days: 2 };
    assert.match(en.findings.FNL5110(args), /^The last row \(1 Jan 2062, 09:30 UTC\) lies 2 days/);
    assert.match(ru.findings.FNL5110(args), /^Последняя строка \(1 янв\. 2062 г\., 09:30 UTC\)/);
  });

  it("says what is needed wherever the grammar waits for something", () => {
    for (const expected of expectations) {
      assert.match(en.expected[expected], /^[A-Z`].*[.:)`]$/s, expected);
      assert.match(ru.expected[expected], /[А-Яа-я]/, expected);
    }
  });

  it("is Russian in Russian", () => {
    const text = readFileSync(inProject("language", "messages", "ru.ts"), "utf8");
    for (const [line] of text.matchAll(/^ {4}FNL\d{4}: \(.*$/gm))
      if (line.includes('"') || line.includes("`")) assert.match(line, /[А-Яа-я]/, line);
  });

  it("stays on one line, whatever names and values hold", () => {
    const name = "a\nb\u202Ec\u0007";
    assert.equal(
      describeFinding({ code: "FNL2023", args: { name } }, "en"),
      "Nothing uses the parameter `$a\\nb\\u{202E}c\\u{7}`.",
    );
    assert.equal(describeNote({ key: "insert", args: { text: "a\nb" } }, "en"), "Insert `a\\nb`");
  });

  it("is in the language of a tag, else English", () => {
    assert.deepEqual(
      ["ru", "ru-RU", "RU", "en", "en-GB", "de", "rue", "", undefined].map(toLocale),
      ["ru", "ru", "ru", "en", "en", "en", "en", "en", "en"],
    );
  });
});

describe("the vocabulary", () => {
  it("documents each word in both languages, once a place", () => {
    const seen = new Set<string>();
    for (const keyword of keywords) {
      const { word, place } = keyword;
      assert.ok(!seen.has(`${place} ${word}`), `${place} ${word}`);
      seen.add(`${place} ${word}`);
      assert.match(keywordDoc(keyword, "en"), /^[A-Z`\d][^]*[.)`]$/, `${place} ${word}`);
      assert.match(keywordDoc(keyword, "ru"), /[А-Яа-я]/, `${place} ${word}`);
    }
  });

  it("has the operator words as the only ones that are never names", () => {
    const words = "and or not in is where within after between at true false missing optional";
    assert.deepEqual([...hardWords].sort(), words.split(" ").sort());
    for (const word of hardWords) assert.ok(keywordWords.has(word));
  });

  it("has snippets that are themselves without mistakes of spelling", () => {
    for (const keyword of keywords) {
      const { word } = keyword;
      const snippet = keywordSnippet(keyword);
      if (snippet !== undefined && snippet !== "")
        assert.ok(
          snippet.startsWith(word) || word === "at" || word === "any" || word === "optional",
          snippet,
        );
    }
  });
});
