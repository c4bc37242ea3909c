import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { IGrammar, IRawGrammar } from "vscode-textmate";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

// Bundled for CommonJS in a way that hides their names from `import`.
const { INITIAL, Registry, parseRawGrammar } = textmate;
const { OnigScanner, OnigString, loadWASM } = oniguruma;

const files = new Map(
  Object.entries({
    "source.funnel": "funnel.tmLanguage.json",
    "markdown.funnel.codeblock": "markdown.tmLanguage.json",
  }).map(([scope, name]) => [scope, new URL(`../../language/editor/${name}`, import.meta.url)]),
);

/** Enough of Markdown to see that it is reached and left again; its fence runs on without an end. */
const markdown = {
  scopeName: "text.html.markdown",
  patterns: [
    { match: "#.*", name: "markup.heading.markdown" },
    { begin: "```", end: "```", name: "markup.fenced.markdown" },
  ],
  repository: {},
};

type Root = "source.funnel" | "text.html.markdown";

const loaded = new Map<Root, Promise<IGrammar>>();

async function load(root: Root): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scope): Promise<IRawGrammar> => {
      const file = files.get(scope);
      const text = file === undefined ? JSON.stringify(markdown) : readFileSync(file, "utf8");
      return Promise.resolve(parseRawGrammar(text, "grammar.json"));
    },
    getInjections: (scope) =>
      scope === "text.html.markdown" ? ["markdown.funnel.codeblock"] : undefined,
  });
  const grammar = await registry.loadGrammar(root);
  if (grammar === null) throw new Error("the grammar doesn't load");
  return grammar;
}

export interface ScopedToken {
  readonly text: string;
  /** The innermost scopes first, without `.funnel` at their ends. */
  readonly scopes: readonly string[];
}

/** The tokens of a text that aren't blank, with their scopes as an editor would find them. */
export async function scopedTokens(
  text: string,
  root: Root = "source.funnel",
): Promise<readonly ScopedToken[]> {
  const loading = loaded.get(root) ?? load(root);
  loaded.set(root, loading);
  const grammar = await loading;
  const found: ScopedToken[] = [];
  let stack = INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const token of tokens) {
      const part = line.slice(token.startIndex, token.endIndex);
      if (part.trim() === "") continue;
      const scopes = token.scopes.map((scope) => scope.replace(/\.funnel$/, "")).reverse();
      found.push({ text: part, scopes });
    }
  }
  return found;
}
