import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inProject, projectRoot } from "./support/project.ts";
import { publishedManifest } from "./vscode/package.ts";

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
        readonly imports: readonly { readonly path: string; readonly external?: boolean }[];
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

describe("the bundles", () => {
  // Start-up time and the size of every download hang on these. `npm run build -- --sizes` says what
  // they are made of.
  const budgets = {
    "extension.cjs": 500,
    "server.cjs": 500,
    "view/panel.js": 700,
    "view/panel.css": 50,
  };
  for (const [name, kilobytes] of Object.entries(budgets)) {
    it(`keep ${name} below ${kilobytes} KB`, () => {
      const size = bundle(name).bytes / 1000;
      assert.ok(size <= kilobytes, `it has ${size.toFixed(0)} KB`);
    });
  }

  it("keep Vega out of the server, and the database out of all but the runner", () => {
    const packages = (name: string): string[] => [
      ...new Set(
        Object.keys(bundle(name).inputs).flatMap(
          (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
        ),
      ),
    ];
    for (const name of ["extension.cjs", "server.cjs", "cli.mjs"]) {
      const found = packages(name).filter((each) => /^(vega|d3-|@duckdb)/.test(each));
      assert.deepEqual(found, [], name);
    }
    assert.ok(packages("runner.cjs").includes("@duckdb/node-api"));
  });

  it("keep out of the server what isn't reached, and Russian", () => {
    const inputs = Object.entries(bundle("server.cjs").inputs);
    const found = inputs
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([input]) => input)
      .filter((input) => /regexp-to-ast|scan\/lexer\.js|language\/.*\bru(-\w+)?\.ts$/.test(input));
    assert.deepEqual(found, []);
  });

  it("leave outside only what is there: VS Code, Node, the database", () => {
    const allowed: readonly (readonly [file: string, packages: readonly string[]])[] = [
      ["dist/extension.cjs", ["vscode"]],
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
});

function isNodeModule(name: string): boolean {
  return (process.getBuiltinModule(name) as unknown) !== undefined;
}
