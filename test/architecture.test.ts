import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { runCommand } from "./support/processes.ts";
import { inProject, projectRoot } from "./support/project.ts";
import { importsOf, readSources } from "./support/imports.ts";

/** Who may import whom. The first layer that a file belongs to is its own. */
interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Files of the project outside the layer. */
  readonly project?: RegExp;
  /** Also outside, but for types, which are gone when it runs. */
  readonly types?: RegExp;
  /** Packages and modules of Node. */
  readonly packages?: RegExp;
  readonly typePackages?: RegExp;
}

/** The language's façade. */
const language = "language/index\\.ts";
/** What hosts add to it: what they are to speak, and what only texts with mistakes need. */
const added = "language/(english|habits|russian)\\.ts";
/** The façade of its answers to editors. */
const editing = "language/editing(-russian)?\\.ts";

const layers: readonly Layer[] = [
  {
    name: "language",
    files: /^language\//,
    packages: /^chevrotain$/,
  },
  {
    name: "engine/run",
    files: /^server\/engine\/run\//,
    project: new RegExp(`^(${language}|${added}|server/engine/)`),
    packages: /^(node:|@duckdb\/|read-excel-file\/node$)/,
  },
  {
    name: "engine but run",
    files: /^server\/engine\//,
    project: new RegExp(`^${language}`),
    types: /^server\/engine\/run\/runner\.ts$/,
  },
  {
    name: "report's drawing",
    files: /^server\/report\/(compile|svg|bundle)\.ts$/,
    project: new RegExp(`^(${language}|${added}|server/report/)`),
    packages: /^(vega|vega-lite|vega-interpreter)$/,
  },
  {
    name: "report's workbooks",
    files: /^server\/report\/sheets\/xlsx\.ts$/,
    project: /^server\/report\//,
    packages: /^write-excel-file\/node$/,
  },
  {
    name: "report",
    files: /^server\/report\//,
    project: new RegExp(`^(${language}|server/engine/(result|errors)\\.ts)`),
    types: /^server\/engine\/run\/runner\.ts$/,
    typePackages: /^(vega|vega-lite)(\/|$)/,
  },
  {
    name: "protocol",
    files: /^server\/protocol\//,
    types: new RegExp(`^(${language}|server/engine/|server/report/)`),
  },
  {
    name: "lsp",
    files: /^server\/lsp\//,
    project: new RegExp(`^(${language}|${editing}|${added}|server/(engine|protocol|report)/)`),
    packages: /^(node:|vscode-languageserver\/(node|browser)$|vscode-languageserver-textdocument$)/,
  },
  {
    name: "cli",
    files: /^server\/cli\//,
    project: new RegExp(`^(${language}|${editing}|${added}|server/(engine|report)/)`),
    packages: /^(node:|commander$)/,
  },
  {
    name: "client/view",
    files: /^client\/view\//,
    project:
      /^client\/panel\/(messages|desk-messages|people-guards|people-strings|export-strings|messages-guards|guards|notebook-messages|without-export)\.ts$/,
    types: /^server\/protocol\/index\.ts$/,
    packages: /^(vega|vega-interpreter)$/,
  },
  {
    name: "client/web",
    files: /^client\/web\//,
    project: /^client\/markdown\//,
    packages: /^(vscode$|vscode-languageclient\/browser$)/,
  },
  {
    name: "client",
    files: /^client\//,
    project: /^server\/protocol\/index\.ts$/,
    packages: /^(node:|vscode$|vscode-languageclient\/)/,
  },
];

const sources = readSources(["language", "server", "client"]);

function layerOf(file: string): Layer {
  const layer = layers.find(({ files }) => files.test(file));
  assert.ok(layer, `${file} belongs to no layer`);
  return layer;
}

describe("the architecture", () => {
  it("is checked on all imports, however they are written", () => {
    const found = importsOf(
      "language/ide/hover.ts",
      `import type { A } from "../a.ts";
       import { type B, type C } from '../b.ts';
       import {
         type D,
         e,
       } from "../../server/engine/e.ts";
       // import "./not.ts"
       export * from "./f.ts";
       import "node:fs";
       const text = "/* no comment */"; const g = await import("g");`,
    );
    assert.deepEqual(found, [
      { specifier: "../a.ts", typeOnly: true, file: "language/a.ts" },
      { specifier: "../b.ts", typeOnly: true, file: "language/b.ts" },
      { specifier: "../../server/engine/e.ts", typeOnly: false, file: "server/engine/e.ts" },
      { specifier: "./f.ts", typeOnly: false, file: "language/ide/f.ts" },
      { specifier: "node:fs", typeOnly: false },
      { specifier: "g", typeOnly: false },
    ]);
  });

  it("lets each layer import only what stands before it", () => {
    const wrong = sources.flatMap(({ file, imports }) => {
      const layer = layerOf(file);
      return imports
        .filter((given) => {
          const allowed: (RegExp | undefined)[] =
            given.file === undefined
              ? [layer.packages, given.typeOnly ? layer.typePackages : undefined]
              : [layer.files, layer.project, given.typeOnly ? layer.types : undefined];
          const what = given.file ?? given.specifier;
          return !allowed.some((pattern) => pattern?.test(what));
        })
        .map(({ specifier }) => `${layer.name}: ${file} imports ${specifier}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("has the database in the runner's process alone", () => {
    const byFile = new Map(sources.map((source) => [source.file, source]));
    for (const entry of ["server/lsp/main.ts", "server/cli/main.ts", "client/extension.ts"]) {
      const reached = new Set([entry]);
      for (const file of reached) {
        for (const given of byFile.get(file)?.imports ?? []) {
          if (given.typeOnly) continue;
          assert.doesNotMatch(given.specifier, /^@duckdb\//, `${entry} reaches it in ${file}`);
          if (given.file !== undefined) reached.add(given.file);
        }
      }
      assert.ok(reached.size > 1, `${entry} imports something`);
    }
  });

  it("has no import cycles, of types neither", () => {
    const targets = new Map(
      sources.map(({ file, imports }) => [file, imports.flatMap((given) => given.file ?? [])]),
    );
    const finished = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (finished.has(file)) return;
      const start = way.indexOf(file);
      if (start >= 0) {
        cycles.push([...way.slice(start), file].join(" → "));
        return;
      }
      for (const target of targets.get(file) ?? []) visit(target, [...way, file]);
      finished.add(file);
    };
    for (const { file } of sources) visit(file, []);
    assert.deepEqual(cycles, []);
  });

  it("imports files that exist, with their extension", () => {
    const isStyle = (file: string): boolean => file.endsWith(".css") && existsSync(inProject(file));
    const files = new Set(readSources(["language", "server", "client", "test"]).map((s) => s.file));
    const wrong = sources.flatMap(({ file, imports }) =>
      imports.flatMap((given) =>
        given.file === undefined || files.has(given.file) || isStyle(given.file)
          ? []
          : [`${file}: ${given.specifier}`],
      ),
    );
    assert.deepEqual(wrong, []);
  });
});

describe("the manifest", () => {
  interface Command {
    readonly command: string;
  }
  const manifest = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as {
    readonly engines: { readonly vscode: string };
    readonly activationEvents: readonly string[];
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
    readonly optionalDependencies: Readonly<Record<string, string>>;
    readonly contributes: {
      readonly commands: readonly Command[];
      readonly menus: Readonly<Record<string, readonly Command[]>>;
      readonly grammars: readonly { readonly scopeName: string; readonly path: string }[];
      readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    };
  };
  const contributed = manifest.contributes.commands.map(({ command }) => command).sort();
  const text = (file: string): string => readFileSync(inProject(file), "utf8");
  const all = (folder: string): string =>
    readSources([folder])
      .map(({ file }) => text(file))
      .join("\n");

  it("has a file for each command, and a command for each file", () => {
    const registered = readSources(["client/commands"]).flatMap(({ file }) => {
      const found = [...text(file).matchAll(/registerCommand\(\s*"([^"]+)"/g)].map(
        ([, id = ""]) => id,
      );
      assert.ok(found.length <= 1, `${file} registers more than one command`);
      return found;
    });
    assert.deepEqual(registered.sort(), contributed);
    const inMenus = Object.values(manifest.contributes.menus).flat();
    for (const { command } of inMenus) assert.ok(contributed.includes(command), command);
  });

  it("is woken by the language and by restored panels alone", () => {
    const panelType = /panelType = "([^"]+)"/.exec(text("client/panel/panel.ts"))?.[1];
    assert.deepEqual(manifest.activationEvents, [`onWebviewPanel:${panelType}`]);
  });

  it("names settings that something reads", () => {
    const server = all("server/lsp");
    const client = all("client");
    for (const name of Object.keys(manifest.contributes.configuration.properties)) {
      const [, ...parts] = name.split(".");
      // The client asks for them by their names, the server gets all of them as an object.
      if (client.includes(`"${parts.join(".")}"`)) continue;
      for (const part of parts) assert.match(server, new RegExp(`"${part}"`), `${name} is read`);
    }
  });

  it("names the grammar as the grammar does", () => {
    for (const { scopeName, path } of manifest.contributes.grammars) {
      const grammar = JSON.parse(text(path)) as { readonly scopeName: string };
      assert.equal(grammar.scopeName, scopeName);
    }
  });

  it("pins every package, and VS Code's types to the oldest VS Code", () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const pinned = { ...dependencies, ...devDependencies, ...optionalDependencies };
    for (const [name, version] of Object.entries(pinned)) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
    assert.equal(`^${devDependencies["@types/vscode"]}`, manifest.engines.vscode);
    assert.equal(new Set(Object.values(optionalDependencies)).size, 1, "one version of Node");
  });
});

describe("the lock files", () => {
  interface Lock {
    readonly packages: Readonly<
      Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
    >;
  }

  for (const file of ["package-lock.json", "test/vscode/workbench/package-lock.json"]) {
    // npm leaves out those that it can't get when it writes the file; `npm ci` then refuses the file
    // wherever they can be got, and elsewhere a program comes without its native part.
    it(`${file} names the packages of every platform`, () => {
      const { packages } = JSON.parse(readFileSync(inProject(file), "utf8")) as Lock;
      const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter(
          (name) =>
            !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages),
        ),
      );
      assert.deepEqual(missing, []);
    });
  }
});

describe("the files of the project", () => {
  it("name no folder of the machine that they were made on, and no place to download from", async () => {
    const { code, output } = await runCommand("git", ["ls-files", "-z"], { cwd: projectRoot });
    assert.equal(code, 0, output);
    const folders = [projectRoot.replace(/[\\/]$/, ""), homedir()].filter(
      (path) => path.length > 1,
    );
    const escaped = (path: string): string => path.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    const machine = new RegExp(`(?<![\\w.~-])(${folders.map(escaped).join("|")})(?![\\w.-])`);
    for (const file of output.split("\0")) {
      if (!/\.(ts|mjs|json|md|funnel|sh|svg|css)$|\/run$/.test(file)) continue;
      const found = machine.exec(text(file));
      assert.equal(found, null, `${file}: ${found?.[0]}`);
      if (file.endsWith("package-lock.json")) assert.doesNotMatch(text(file), /"resolved": "http/);
    }
  });

  function text(file: string): string {
    return readFileSync(inProject(file), "utf8");
  }
});
