/**
 * What is published, bundled into dist/: `npm run build [-- --watch]`.
 *
 * Third-party code's licences and sizes are read from out/metafile.json, which lies outside what is
 * published.
 */
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
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
    to: "server.cjs",
    entry: "server/lsp/main.ts",
    options: { platform: "node", format: "cjs", ...ownAddress },
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
    options: { platform: "node", format: "cjs", external: [database], ...ownAddress },
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
    options: { platform: "node", format: "esm", banner: { js: requireInModules } },
  },
  {
    to: "view/panel.js",
    entry: "client/view/panel.ts",
    options: { platform: "browser", format: "iife" },
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
    entryPoints: [path.join(root, entry)],
    outfile: path.join(root, "dist", to),
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
  await writeMetafile(
    results.flatMap((result) =>
      result.status === "fulfilled" && result.value.metafile ? [result.value.metafile] : [],
    ),
  );
  if (failures.length > 0) process.exitCode = 1;
}

await (process.argv.includes("--watch") ? watch() : build());
