import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { IGrammar, IRawGrammar } from "vscode-textmate";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

// Bundled for CommonJS in a way that hides their names from `import`.
const { INITIAL, Registry, parseRawGrammar } = textmate;
const { OnigScanner, OnigString, loadWASM } = oniguruma;

const grammarFile = new URL("../../language/editor/funnel.tmLanguage.json", import.meta.url);

/** Enough of Markdown to see that it is reached and left again; its fence runs on without an end. */
const markdown = {
  scopeName: "text.html.markdown",
  patterns: [
    { match: "#.*", name: "markup.heading.markdown" },
    { begin: "```", end: "```", name: "markup.fenced.markdown" },
  ],
  repository: {},
};

let loaded: Promise<IGrammar> | undefined;

async function load(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scope): Promise<IRawGrammar> => {
      const text =
        scope === "source.funnel" ? readFileSync(grammarFile, "utf8") : JSON.stringify(markdown);
      return Promise.resolve(parseRawGrammar(text, "grammar.json"));
    },
  });
  const grammar = await registry.loadGrammar("source.funnel");
  if (grammar === null) throw new Error("the grammar doesn't load");
  return grammar;
}

export interface ScopedToken {
  readonly text: string;
  /** The innermost scopes first, without `.funnel` at their ends. */
  readonly scopes: readonly string[];
}

/** The tokens of a text that aren't blank, with their scopes as an editor would find them. */
export async function scopedTokens(text: string): Promise<readonly ScopedToken[]> {
  loaded ??= load();
  const grammar = await loaded;
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
