/**
 * What is published, bundled into dist/: `npm run build [-- --watch | --sizes]`. With `--sizes` it says
 * what each bundle is made of, by folders and packages.
 *
 * Third-party code's licences and sizes are read from out/metafile.json, which lies outside what is
 * published.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("./", import.meta.url));

/** The lowest VS Code that we support (engines.vscode) has this Node and this Chromium. */
const oldestNode = "node22";
const oldestBrowser = "chrome138";

/** Has a native part, so it is shipped as a package. */
const database = "@duckdb/node-bindings*";

/** A script knows its own address by another name than a module does. */
const ownAddress = {
  define: { "import.meta.url": "__ownAddress" },
  banner: { js: 'const __ownAddress = require("node:url").pathToFileURL(__filename).href;' },
};

/** Packages written for CommonJS call `require` for Node's own modules also in an ES module. */
const requireInModules =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/**
 * Parts of packages that can't be reached in our bundles, by the end of their path, with what is left of
 * each; whatever else it exports is undefined. test/server/lsp/bundled.test.ts asks the server that is
 * bundled so for everything that it can do.
 * @type {readonly (readonly [part: string, left: string])[]}
 */
const standIns = [
  // Our lexer is our own: of Chevrotain's only the mark of a token without a pattern is used.
  ["chevrotain/lib/src/scan/lexer_public.js", "export const Lexer = { NA: /NOT_APPLICABLE/ };"],
  // The grammar is validated by the tests, not at each start (`skipValidations`).
  ["chevrotain/lib/src/parse/grammar/checks.js", ""],
  // The tree is walked by functions of our own.
  ["chevrotain/lib/src/parse/cst/cst_visitor.js", ""],
  // The parser brings its own wording for errors in the text, and the grammar has none.
  ["chevrotain/lib/src/parse/errors_public.js", ""],
  // Finds modules of a workspace through npm and yarn; our server loads none.
  ["vscode-languageserver/lib/node/files.js", ""],
  // No answer of ours is given in parts, or shows how far it is.
  [
    "vscode-languageserver/lib/common/progress.js",
    "export const attachWorkDone = () => undefined, attachPartialResult = () => undefined, ProgressFeature = (Base) => Base, WorkDoneProgressReporter = undefined;",
  ],
  // The connection asks its queue for no more than a map that gives its first element away.
  [
    "vscode-jsonrpc/lib/common/linkedMap.js",
    "export class LinkedMap extends Map { shift() { for (const [key, value] of this) { this.delete(key); return value; } } } export const Touch = undefined;",
  ],
  // Requests are cancelled by messages, as every client can.
  ["vscode-jsonrpc/lib/common/sharedArrayCancellation.js", ""],
  // Ids of registrations: Node has them built in.
  [
    "vscode-languageserver/lib/common/utils/uuid.js",
    'export { randomUUID as generateUuid } from "node:crypto";',
  ],
];

/** @type {esbuild.Plugin} */
const withStandIns = {
  name: "stand-ins",
  setup(build) {
    for (const [part, left] of standIns) {
      const pattern = part.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]");
      build.onLoad({ filter: new RegExp(`[\\\\/]${pattern}$`) }, async ({ path: file }) => {
        const names = [...(await readFile(file, "utf8")).matchAll(exportedNames)]
          .map(([, declared, assigned]) => declared ?? assigned)
          .filter((name) => name !== "__esModule" && !new RegExp(`\\b${name}\\b`).test(left));
        const rest = [...new Set(names)].map((name) => `export const ${name} = undefined;`);
        return { contents: [left, ...rest].join("\n"), loader: "js" };
      });
    }
  },
};

/**
 * What our server uses of Node where it looks at no file, for a browser. Whatever else there is of Node
 * may be named but not called.
 */
const onTheWeb = new Map(
  Object.entries({
    "node:path": 'export * from "path-browserify";',
    "node:url": `
    export const fileURLToPath = (url) => decodeURIComponent(new URL(url).pathname);
    export const pathToFileURL = (path) => new URL("file://" + path.split("/").map(encodeURIComponent).join("/"));
  `,
    "node:timers/promises": `
    export const setTimeout = (time, value) => new Promise((done) => globalThis.setTimeout(done, time, value));
  `,
  }),
);

/** What the server loads with the first request for it, all but the answers of the language, needs a machine. */
const onlyOnMachines = /^(?:\.|\.\.\/engine)\//;

/** @type {esbuild.Plugin} */
const withoutNode = {
  name: "without-node",
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path: name }) => ({ path: name, namespace: "node" }));
    build.onResolve({ filter: /^vscode-languageserver\/node$/ }, ({ resolveDir }) =>
      build.resolve("vscode-languageserver/browser", { resolveDir, kind: "import-statement" }),
    );
    build.onLoad({ filter: /./, namespace: "node" }, ({ path: name }) => ({
      contents:
        onTheWeb.get(name) ??
        "module.exports = new Proxy({}, { get: (_, name) => () => { throw new Error(`There is no ${String(name)} on the web.`); } });",
      resolveDir: root,
    }));
    build.onResolve({ filter: onlyOnMachines }, ({ path: name, kind, importer }) => {
      const isOurs = /[\\/]server[\\/]lsp[\\/][^\\/]+$/.test(importer);
      return isOurs && kind === "dynamic-import" && name !== "./language.ts"
        ? { path: name, namespace: "machine" }
        : undefined;
    });
    build.onLoad({ filter: /./, namespace: "machine" }, () => ({
      contents: 'throw new Error("This needs a machine of its own.");',
    }));
  },
};

const exportedNames = /^export (?:const|var|function|class) (\w+)|^exports\.(\w+) =/gm;

const protocolFiles =
  /[\\/]vscode-(?:jsonrpc|languageserver(?:-protocol|-types)?)[\\/]lib[\\/].*\.js$/;

/**
 * The protocol's packages come as CommonJS, of which a bundler must keep all: every request that exists
 * and the guards of every type. TypeScript writes it with a handful of phrases, which are put back here
 * into the modules that they were made from; what nobody asks for then stays out.
 * @type {esbuild.Plugin}
 */
const protocolAsModules = {
  name: "protocol-as-modules",
  setup(build) {
    build.onLoad({ filter: protocolFiles }, async ({ path: file }) => {
      const text = await readFile(file, "utf8");
      const isServer = /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]server\.js$/.test(file);
      return { contents: asModule(isServer ? withoutUnasked(text) : text), loader: "js" };
    });
  },
};

/** @param {string} text As TypeScript writes CommonJS, or a module with namespaces. @returns {string} */
function asModule(text) {
  const exported = new Map();
  /** @param {string} name @param {string} local */
  const give = (name, local) => exported.set(name, local);
  /** @type {string[]} */
  const reexported = [];
  /** @type {Map<string, string>} */
  const specifiers = new Map();
  const module = text
    .replace(/^var __\w+ = \(this && [\s\S]*?^\}.*;$/gm, "")
    .replace(/^Object\.defineProperty\(exports, "__esModule".*$/gm, "")
    .replace(/^(?:exports\.\w+ = )+void 0;$/gm, "")
    .replace(/^__exportStar\(require\((".*")\), exports\);$/gm, "export * from $1;")
    .replace(
      /^(?:const|var) (\w+) = (?:__import(?:Star|Default)\()?require\((".*?")\)\)?;$/gm,
      (_, name, specifier) => {
        specifiers.set(name, specifier);
        return `import * as ${name} from ${specifier};`;
      },
    )
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", .* return (\w+)\.(\w+); \} \}\);$/gm,
      (_, name, from, original) => {
        reexported.push(`export { ${original} as ${name} } from ${specifiers.get(from)};`);
        return "";
      },
    )
    // A namespace: nothing happens in it but that it is made.
    .replace(
      /^((?:export )?)var (\w+);\n((?:\/\*[\s\S]*?\*\/\s*)?)\(function \(\2\) \{$([\s\S]*?)^\}\)\(\2 \|\| \((?:exports\.\2 = )?\2 = \{\}\)\);$/gm,
      (whole, given, name, _comment, body) => {
        if (given === "" && whole.includes(`exports.${name} =`)) give(name, name);
        return `${given}var ${name} = /* @__PURE__ */ (function (${name}) {${body}return ${name};\n})({});`;
      },
    )
    .replace(/^exports\.(\w+) = (\w+);$/gm, (_, name, local) => {
      give(name, local);
      return "";
    })
    .replace(/^exports\.(\w+) = (?=\S)/gm, (_, name) => {
      give(name, `__${name}`);
      return `const __${name} = `;
    })
    .replace(/\bexports\.(\w+)/g, (_, name) => exported.get(name) ?? `exports.${name}`);
  if (/\bexports\.|\brequire\(|^\}\)\(\w+ \|\| /m.test(module)) return text;
  const names = [...exported].map(([name, local]) => `${local} as ${name}`);
  return [module, ...reexported, `export { ${names.join(", ")} };`].join("\n");
}

/** What a connection offers by features that are mixed in, and the names that they are asked for by. */
const features = {
  CallHierarchyFeature: /\bcallHierarchy\b/,
  ConfigurationFeature: /\bgetConfiguration\b/,
  DiagnosticFeature: /\bdiagnostics\b/,
  FileOperationsFeature: /\bon(?:Did|Will)(?:Create|Rename|Delete)Files\b/,
  FoldingRangeFeature: /\bfoldingRange\b/,
  InlayHintFeature: /\binlayHint\b/,
  InlineCompletionFeature: /\binlineCompletion\b/,
  InlineValueFeature: /\binlineValue\b/,
  LinkedEditingRangeFeature: /\bonLinkedEditingRange\b/,
  MonikerFeature: /\bmoniker\b/,
  NotebookSyncFeature: /\bnotebooks\b/,
  SemanticTokensFeature: /\bsemanticTokens\b/,
  ShowDocumentFeature: /\bshowDocument\b/,
  TextDocumentContentFeature: /\btextDocumentContent\b/,
  TypeHierarchyFeature: /\btypeHierarchy\b/,
  WindowProgressFeature: /\b(?:attachWorkDoneProgress|createWorkDoneProgress)\b/,
  WorkspaceFoldersFeature: /\bworkspaceFolders\b|\bonDidChangeWorkspaceFolders\b/,
};

/**
 * A connection has a handler for every request that there is. Those whose name occurs nowhere in our
 * server go, and with them the descriptions of their requests.
 * @param {string} text
 */
function withoutUnasked(text) {
  const folder = "node_modules/vscode-languageserver/lib/common";
  const ours = [...globSync("server/lsp/*.ts", { cwd: root }), `${folder}/textDocuments.js`]
    .map((file) => readFileSync(path.join(root, file), "utf8"))
    .join("\n");
  let kept = text.replace(
    /^ {8}(on\w+): (?:.*,\n|.*\{\n(?: {12}.*\n)+ {8}\}\),\n)/gm,
    (handler, name) => (new RegExp(`\\b${name}\\b`).test(ours) ? handler : ""),
  );
  for (const [feature, names] of Object.entries(features)) {
    if (!names.test(ours)) kept = kept.replace(new RegExp(`\\(0, \\w+\\.${feature}\\)`), "");
  }
  return kept;
}

/**
 * `entry` is relative to the project, `to` to dist/.
 * @type {readonly { to: string, entry: string, options: esbuild.BuildOptions }[]}
 */
const bundles = [
  {
    to: "extension.cjs",
    entry: "client/extension.ts",
    options: { platform: "node", format: "cjs", external: ["vscode"] },
  },
  {
    // Loaded by the one above, behind the start of the language server.
    to: "beside.cjs",
    entry: "client/beside.ts",
    options: { platform: "node", format: "cjs", external: ["vscode"] },
  },
  {
    // In parts: what the first diagnostics need, and what is loaded with the first request for it.
    to: "server.mjs",
    entry: "server/lsp/main.ts",
    options: {
      platform: "node",
      format: "esm",
      splitting: true,
      chunkNames: "server/[name]-[hash]",
      plugins: [withStandIns, protocolAsModules],
      banner: { js: requireInModules },
    },
  },
  {
    // Half of all wording, which most people don't need: loaded by the language of the editor.
    to: "russian.cjs",
    entry: "language/russian.ts",
    options: { platform: "node", format: "cjs" },
  },
  {
    to: "runner.cjs",
    entry: "server/engine/run/worker.ts",
    options: {
      platform: "node",
      format: "cjs",
      external: [database],
      plugins: [withStandIns],
      ...ownAddress,
    },
  },
  {
    // Vega's canvas module awaits at its top level, which CommonJS can't.
    to: "report.mjs",
    entry: "server/report/bundle.ts",
    options: { platform: "node", format: "esm", banner: { js: requireInModules } },
  },
  {
    to: "cli.mjs",
    entry: "server/cli/main.ts",
    options: {
      platform: "node",
      format: "esm",
      plugins: [withStandIns],
      banner: { js: requireInModules },
    },
  },
  {
    // Both once more for the web, where there is neither a disk nor a process.
    to: "web/extension.js",
    entry: "client/web/extension.ts",
    options: { platform: "browser", format: "cjs", external: ["vscode"] },
  },
  {
    to: "web/server.js",
    entry: "server/lsp/web.ts",
    options: {
      platform: "browser",
      format: "iife",
      define: { setImmediate: "__soon" },
      banner: { js: "const __soon = (work) => setTimeout(work, 0);" },
      plugins: [withoutNode, withStandIns, protocolAsModules],
    },
  },
  {
    to: "view/panel.js",
    entry: "client/view/panel.ts",
    options: { platform: "browser", format: "iife" },
  },
  {
    // With the same styles as text: it puts them on a page that isn't its own.
    to: "view/notebook.js",
    entry: "client/view/notebook.ts",
    options: { platform: "browser", format: "esm", loader: { ".css": "text" } },
  },
  {
    to: "view/panel.css",
    entry: "client/view/panel.css",
    options: { platform: "browser" },
  },
];

/** @param {(typeof bundles)[number]} bundle @returns {esbuild.BuildOptions} */
function settings({ to, entry, options }) {
  return {
    entryPoints: [{ in: path.join(root, entry), out: to.slice(0, -path.extname(to).length) }],
    outdir: path.join(root, "dist"),
    outExtension: { [options.format === undefined ? ".css" : ".js"]: path.extname(to) },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    metafile: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
    target: options.platform === "browser" ? oldestBrowser : oldestNode,
    ...options,
  };
}

/** @param {readonly esbuild.Metafile[]} metafiles */
async function writeMetafile(metafiles) {
  const all = { inputs: {}, outputs: {} };
  for (const { inputs, outputs } of metafiles) {
    Object.assign(all.inputs, inputs);
    Object.assign(all.outputs, outputs);
  }
  await mkdir(path.join(root, "out"), { recursive: true });
  await writeFile(path.join(root, "out", "metafile.json"), JSON.stringify(all));
}

/** @param {esbuild.Metafile} metafile */
function printSizes({ outputs }) {
  printParts(outputs);
  for (const [file, { bytes, inputs }] of Object.entries(outputs)) {
    console.log(`\n${file}: ${kilobytes(bytes)}`);
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      const part = name ?? path.dirname(input).split("/").slice(0, 2).join("/");
      sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput);
    }
    const sorted = [...sizes].sort(([, a], [, b]) => b - a);
    for (const [part, size] of sorted) console.log(`${kilobytes(size).padStart(12)}  ${part}`);
  }
}

/**
 * Of a bundle in parts: what it loads at its start, and all that it may come to load.
 * @param {esbuild.Metafile["outputs"]} outputs
 */
function printParts(outputs) {
  const all = Object.entries(outputs);
  if (all.length === 1) return;
  const entry = all.find(([file]) => path.dirname(file) === "dist")?.[0] ?? "";
  const atStart = new Set([entry]);
  for (const file of atStart) {
    for (const { path: part, kind } of outputs[file]?.imports ?? [])
      if (kind === "import-statement" && part in outputs) atStart.add(part);
  }
  /** @param {readonly string[]} files */
  const size = (files) =>
    kilobytes(files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0));
  const whole = size(all.map(([file]) => file));
  console.log(`\n${entry}: ${size([...atStart])} at its start, ${whole} as a whole, in parts:`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

async function watch() {
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...settings(bundle), logLevel: "info" });
    await context.watch();
  }
}

async function build() {
  await rm(path.join(root, "dist"), { recursive: true, force: true });
  const results = await Promise.allSettled(
    bundles.map((bundle) => {
      if (existsSync(path.join(root, bundle.entry))) return esbuild.build(settings(bundle));
      return Promise.reject(new Error(`${bundle.to}: there is no ${bundle.entry}`));
    }),
  );
  const failures = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason] : [],
  );
  for (const { message } of failures) console.error(message);
  const metafiles = results.flatMap((result) =>
    result.status === "fulfilled" && result.value.metafile ? [result.value.metafile] : [],
  );
  await writeMetafile(metafiles);
  if (process.argv.includes("--sizes")) metafiles.forEach(printSizes);
  if (failures.length > 0) process.exitCode = 1;
}

await (process.argv.includes("--watch") ? watch() : build());
