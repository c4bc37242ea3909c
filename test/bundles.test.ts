import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inProject, projectRoot } from "./support/project.ts";
import { publishedManifest, universalManifest } from "./vscode/package.ts";

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
        readonly imports: readonly {
          readonly path: string;
          readonly kind: string;
          readonly external?: boolean;
        }[];
      }
    >
  >;
}

/** Of the last build: `npm test` builds before it tests. */
const { outputs } = JSON.parse(readFileSync(inProject("out", "metafile.json"), "utf8")) as Metafile;

function bundle(name: string): Metafile["outputs"][string] {
  const found = outputs[`dist/${name}`];
  assert.ok(found, `${name} was built`);
  return found;
}

/** A bundle with the parts that it loads: those at its start, or all of them. */
function partsOf(
  name: string,
  loaded: "at its start" | "ever",
): readonly (typeof outputs)[string][] {
  const parts = new Set([bundle(name)]);
  for (const part of parts) {
    for (const { path, kind, external } of part.imports) {
      if (external === true || (kind !== "import-statement" && loaded === "at its start")) continue;
      parts.add(bundle(path.replace(/^dist\//, "")));
    }
  }
  return [...parts];
}

function kilobytesOf(parts: readonly Metafile["outputs"][string][]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}

function inputsOf(name: string, loaded: "at its start" | "ever"): string[] {
  return partsOf(name, loaded).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [input] : [],
    ),
  );
}

describe("the bundles", () => {
  // Start-up time and the size of every download hang on these. `npm run build -- --sizes` says what
  // they are made of.
  const budgets = {
    "extension.cjs": 500,
    "beside.cjs": 150,
    "server.mjs": 500,
    "web/extension.js": 500,
    // In one piece, in both languages.
    "web/server.js": 900,
    "view/panel.js": 700,
    "view/notebook.js": 700,
    "view/panel.css": 50,
  };
  for (const [name, kilobytes] of Object.entries(budgets)) {
    it(`keep what ${name} loads at its start below ${kilobytes} KB`, () => {
      const size = kilobytesOf(partsOf(name, "at its start"));
      assert.ok(size <= kilobytes, `it has ${size.toFixed(0)} KB`);
    });
  }

  it("keep the server as a whole, in one language, below 850 KB", () => {
    const isRussian = ({ inputs }: Metafile["outputs"][string]): boolean =>
      Object.keys(inputs).some((input) => /language\/.*russian\.ts$/.test(input));
    const size = kilobytesOf(partsOf("server.mjs", "ever").filter((part) => !isRussian(part)));
    assert.ok(size <= 850, `it has ${size.toFixed(0)} KB`);
  });

  it("keep Vega out of the server, and the database out of all but the runner", () => {
    const packages = (name: string): string[] => [
      ...new Set(
        inputsOf(name, "ever").flatMap(
          (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
        ),
      ),
    ];
    for (const name of ["extension.cjs", "beside.cjs", "server.mjs", "cli.mjs"]) {
      const found = packages(name).filter((each) => /^(vega|d3-|@duckdb)/.test(each));
      assert.deepEqual(found, [], name);
    }
    assert.ok(packages("runner.cjs").includes("@duckdb/node-api"));
  });

  it("keep out of the server what isn't reached, and out of its start what waits", () => {
    const found = inputsOf("server.mjs", "ever").filter((input) =>
      /regexp-to-ast|scan\/lexer\.js/.test(input),
    );
    assert.deepEqual(found, []);
    const atStart = inputsOf("server.mjs", "at its start").filter((input) =>
      /language\/(ide|format)\/|language\/.*\b(ru|en)(-\w+)?\.ts$|russian/.test(input),
    );
    assert.deepEqual(atStart, []);
  });

  it("leave outside only what is there: VS Code, Node, the database", () => {
    const allowed: readonly (readonly [file: string, packages: readonly string[]])[] = [
      ["dist/extension.cjs", ["vscode"]],
      ["dist/beside.cjs", ["vscode"]],
      ["dist/web/extension.js", ["vscode"]],
      ["dist/runner.cjs", ["@duckdb/node-bindings"]],
      // Vega tries it and goes on without.
      ["dist/report.mjs", ["canvas"]],
    ];
    for (const [name, { imports }] of Object.entries(outputs)) {
      const outside = imports
        .filter(({ external }) => external === true)
        .map(({ path }) => path)
        .filter((path) => !path.startsWith("node:") && !isNodeModule(path));
      const expected = allowed.find(([file]) => file === name)?.[1] ?? [];
      assert.deepEqual([...new Set(outside)].sort(), expected, name);
    }
  });

  it("leave nothing of Node to those for the web", () => {
    for (const name of ["web/extension.js", "web/server.js"]) {
      const { imports } = bundle(name);
      const ofNode = imports.filter(({ path }) => path.startsWith("node:") || isNodeModule(path));
      assert.deepEqual(ofNode, [], name);
    }
  });

  it("name no folder of the machine that built them", () => {
    const folder = projectRoot.replace(/[\\/]$/, "");
    for (const name of Object.keys(outputs)) {
      assert.ok(!readFileSync(inProject(name), "utf8").includes(`${folder}/`), name);
    }
  });
});

describe("the published manifest", () => {
  it("has the database's native part as its only package, and no Node", () => {
    const manifest = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as {
      readonly version: string;
    };
    const published = publishedManifest(manifest, { version: "1.2.3" });
    assert.deepEqual(published["dependencies"], { "@duckdb/node-bindings": "1.2.3" });
    for (const key of ["scripts", "devDependencies", "optionalDependencies", "private"]) {
      assert.ok(!(key in published), key);
    }
    assert.ok("contributes" in published && "bin" in published && "engines" in published);
  });

  it("offers on the web what texts alone can answer, and nothing that runs", () => {
    const manifest = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as {
      readonly version: string;
    };
    const published = universalManifest(manifest);
    assert.equal(published["browser"], "./dist/web/extension.js");
    for (const key of ["main", "bin", "type", "dependencies", "activationEvents", "scripts"]) {
      assert.ok(!(key in published), key);
    }
    const contributes = published["contributes"] as Readonly<Record<string, unknown>>;
    assert.deepEqual(Object.keys(contributes).sort(), [
      "configuration",
      "configurationDefaults",
      "grammars",
      "languages",
    ]);
    const { properties } = contributes["configuration"] as { readonly properties: object };
    assert.deepEqual(Object.keys(properties).sort(), ["funnel.inlayHints", "funnel.language"]);
  });
});

function isNodeModule(name: string): boolean {
  return (process.getBuiltinModule(name) as unknown) !== undefined;
}
