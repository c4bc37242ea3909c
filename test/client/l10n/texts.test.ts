import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { inProject } from "../../support/project.ts";

type Texts = Readonly<Record<string, string>>;

function texts(name: string): Texts {
  return JSON.parse(readFileSync(inProject("client", "l10n", name), "utf8")) as Texts;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\d+\}/g)].map(([found]) => found).sort();
}

function assertSameForm(english: Texts, russian: Texts): void {
  assert.deepEqual(Object.keys(russian).sort(), Object.keys(english).sort());
  for (const [key, text] of Object.entries(english)) {
    const translated = russian[key] ?? "";
    assert.deepEqual(placeholders(translated), placeholders(text), key);
    assert.notEqual(translated.trim(), "", key);
  }
}

describe("the extension's texts", () => {
  const sources = globSync("client/**/*.ts", { cwd: inProject() })
    .filter((file) => !file.includes("view"))
    .map((file) => ({ file, source: readFileSync(inProject(file), "utf8") }))
    .filter(({ source }) => source.includes("vscode.l10n"));

  it("are literals, so that they can be found and translated", () => {
    for (const { file, source } of sources) {
      for (const [call] of source.matchAll(/\b(?:l10n\.)?t\(\s*[^\s)]/g)) {
        assert.match(call, /"$/, `${file}: ${call}`);
      }
    }
  });

  it("are all in the Russian bundle, which has no others", () => {
    const said = sources.flatMap(({ source }) =>
      [...source.matchAll(/\b(?:l10n\.)?t\(\s*("(?:[^"\\]|\\.)*")/g)].map(
        ([, literal]) => JSON.parse(literal ?? '""') as string,
      ),
    );
    assert.ok(said.length > 20, "the texts are found in the sources");
    const english = Object.fromEntries(said.map((text) => [text, text]));
    assertSameForm(english, texts("bundle.l10n.ru.json"));
  });
});

describe("the manifest's texts", () => {
  it("are the same in English and Russian", () => {
    assertSameForm(texts("package.nls.json"), texts("package.nls.ru.json"));
  });

  it("are those that the manifest names", () => {
    const manifest = readFileSync(inProject("package.json"), "utf8");
    const named = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(texts("package.nls.json")).sort());
  });
});
