/**
 * Puts together what is published: `npm run package [-- --target TARGET]` → out/package/ and
 * out/funnel-workbench-TARGET.vsix. `npm start` and the tests install the same file.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { npmCommand } from "../support/npm.mjs";
import { runCommand, runNode } from "../support/processes.ts";
import { inProject } from "../support/project.ts";
import { thirdPartyNotices } from "./notices.ts";

/** VS Code's names of platforms, and what npm calls the database's native package on each. */
const targets = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "alpine-x64": "linux-x64-musl",
  "alpine-arm64": "linux-arm64-musl",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "win32-x64",
  "win32-arm64": "win32-arm64",
} as const;

/** Without the database: for browsers, and for platforms that it doesn't exist for. */
const universal = "universal";

type Platform = keyof typeof targets;
type Target = Platform | typeof universal;

interface Manifest {
  readonly version: string;
  readonly [key: string]: unknown;
}

const bindings = "@duckdb/node-bindings";
/** Lets the bindings tell one C library from another. */
const libraryDetection = "detect-libc";

/** The folder that VSIX and npm package are made of. */
function stageOf(target: Target): string {
  return inProject("out", target === universal ? "package-universal" : "package");
}

function isPlatform(name: string): name is Platform {
  return Object.hasOwn(targets, name);
}

/** This machine's. */
export function currentTarget(): Platform {
  const name = Object.keys(targets).find(
    (target) =>
      isPlatform(target) &&
      targets[target].replace("-musl", "") === `${process.platform}-${process.arch}` &&
      existsSync(nativeFolder(inProject("node_modules"), targets[target])),
  );
  if (name !== undefined && isPlatform(name)) return name;
  throw new Error(
    `The database has no package for ${process.platform} on ${process.arch}, or it isn't installed.`,
  );
}

function nativeFolder(modules: string, native: string): string {
  return path.join(modules, `${bindings}-${native}`);
}

/** Builds, stages and packs; returns the .vsix. */
export async function packageExtension(target: Target = currentTarget()): Promise<string> {
  const built = await runNode([inProject("esbuild.mjs")]);
  if (built.code !== 0) throw new Error(`The bundles could not be built:\n${built.output}`);
  const stage = stageOf(target);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await (target === universal ? stageUniversal(stage) : stagePlatform(stage, target));
  const packagePath = inProject("out", `funnel-workbench-${target}.vsix`);
  const packed = await runNode(
    [
      inProject("node_modules", "@vscode", "vsce", "vsce"),
      "package",
      // What is made for no platform serves all that have none of their own.
      ...(target === universal ? [] : ["--target", target]),
      ...["--out", packagePath],
      ...["--allow-missing-repository", "--no-rewrite-relative-links"],
    ],
    { cwd: stage },
  );
  if (packed.code !== 0) throw new Error(`The extension could not be packed:\n${packed.output}`);
  return packagePath;
}

const publishedAsTheyAre = [
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "client/icon.png",
  "client/icons",
  "client/gallery",
  "language/reference.md",
  "language/reference",
];

/** What all packages have. */
async function stageCommon(stage: string, packages: readonly string[]): Promise<void> {
  for (const name of publishedAsTheyAre) await copy(inProject(name), path.join(stage, name));
  for (const folder of ["client/l10n", "language/editor"]) {
    for (const name of await readdir(inProject(folder))) {
      if (!name.endsWith(".json")) continue;
      // VS Code looks for these beside the manifest.
      const to = name.startsWith("package.nls") ? name : path.join(folder, name);
      await copy(inProject(folder, name), path.join(stage, to));
    }
  }
  // Everything in the folder is meant.
  await writeFile(path.join(stage, ".vscodeignore"), "");
  await writeFile(path.join(stage, "THIRD-PARTY-NOTICES.txt"), await thirdPartyNotices(packages));
}

async function stageUniversal(stage: string): Promise<void> {
  await stageCommon(stage, []);
  await copy(inProject("dist", "web"), path.join(stage, "dist", "web"));
  const manifest = JSON.parse(await readFile(inProject("package.json"), "utf8")) as Manifest;
  await writeManifest(stage, universalManifest(manifest));
}

async function stagePlatform(stage: string, target: Platform): Promise<void> {
  const modules = await modulesFor(target);
  const shipped = [bindings, `${bindings}-${targets[target]}`, libraryDetection];
  await stageCommon(
    stage,
    shipped.map((name) => path.join(modules, name)),
  );
  await copy(inProject("client/walkthrough"), path.join(stage, "client/walkthrough"));
  await copySamples(path.join(stage, "samples"));
  for (const name of await readdir(inProject("dist"))) {
    if (name !== "web") await copy(inProject("dist", name), path.join(stage, "dist", name));
  }
  for (const name of shipped) {
    await copy(path.join(modules, name), path.join(stage, "node_modules", name));
  }
  const manifest = publishedManifest(
    JSON.parse(await readFile(inProject("package.json"), "utf8")) as Manifest,
    JSON.parse(await readFile(path.join(modules, bindings, "package.json"), "utf8")) as Manifest,
  );
  await writeManifest(stage, manifest);
}

async function writeManifest(stage: string, manifest: Manifest): Promise<void> {
  await writeFile(path.join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** To begin with: what a user opens, and not what it is made with. */
async function copySamples(to: string): Promise<void> {
  for (const name of await readdir(inProject("samples"))) {
    if (!name.endsWith(".funnel") && !["README.md", "data"].includes(name)) continue;
    await copy(inProject("samples", name), path.join(to, name));
  }
}

const onlyForDevelopment = ["private", "scripts", "devDependencies", "optionalDependencies"];

/**
 * The development tree's manifest without what only that needs, the pinned Node above all. Of the
 * packages it names, all but the database's native part is in the bundles.
 */
export function publishedManifest(manifest: Manifest, database: Manifest): Manifest {
  const kept = Object.entries(manifest).filter(([key]) => !onlyForDevelopment.includes(key));
  return {
    ...Object.fromEntries(kept),
    version: manifest.version,
    dependencies: { [bindings]: database.version },
  };
}

/** What the web's part can do: everything that is answered from texts alone. */
const answeredFromTexts = ["languages", "grammars", "configurationDefaults"];
const alsoOnTheWeb = ["funnel.inlayHints", "funnel.language"];

interface Contributions {
  readonly configuration: {
    readonly title: string;
    readonly properties: Readonly<Record<string, unknown>>;
  };
}

/** The same without what needs files or processes: it runs in a worker, wherever VS Code does. */
export function universalManifest(manifest: Manifest): Manifest {
  const left = ["main", "bin", "type", "dependencies", "activationEvents", ...onlyForDevelopment];
  const contributes = manifest["contributes"] as Contributions;
  const { title, properties } = contributes.configuration;
  const only = (all: object, names: readonly string[]): object =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  return {
    ...Object.fromEntries(Object.entries(manifest).filter(([key]) => !left.includes(key))),
    version: manifest.version,
    browser: "./dist/web/extension.js",
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
    contributes: {
      ...only(contributes, answeredFromTexts),
      configuration: { title, properties: only(properties, alsoOnTheWeb) },
    },
  };
}

async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, dereference: true });
}

/** A folder of packages that has the native one of the target: ours, or one made for it. */
async function modulesFor(target: Platform): Promise<string> {
  const ours = inProject("node_modules");
  const native = targets[target];
  if (existsSync(nativeFolder(ours, native))) return ours;
  const folder = inProject("out", "native", target);
  const theirs = path.join(folder, "node_modules");
  if (existsSync(nativeFolder(theirs, native))) return theirs;
  await mkdir(folder, { recursive: true });
  const { version } = JSON.parse(
    await readFile(path.join(ours, bindings, "package.json"), "utf8"),
  ) as Manifest;
  await writeFile(path.join(folder, "package.json"), '{ "private": true }\n');
  const [platform = "", architecture = "", library = "glibc"] = native.split("-");
  const install = npmCommand([
    "install",
    ...[`--os=${platform}`, `--cpu=${architecture}`, `--libc=${library}`],
    `${bindings}@${version}`,
  ]);
  const { code, output } = await runCommand(install.command, install.args, {
    cwd: folder,
    shell: install.shell,
  });
  if (code === 0 && existsSync(nativeFolder(theirs, native))) return theirs;
  throw new Error(
    `There is no ${bindings}-${native} ${version} to package for ${target}:\n${output}`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { target: { type: "string" } } });
  const target = values.target ?? currentTarget();
  if (target !== universal && !isPlatform(target)) {
    const all = [...Object.keys(targets), universal];
    throw new Error(`No such target: ${target}. Choose of ${all.join(", ")}.`);
  }
  console.log(await packageExtension(target));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
  process.disconnect?.();
}
