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

type Target = keyof typeof targets;

interface Manifest {
  readonly version: string;
  readonly [key: string]: unknown;
}

const bindings = "@duckdb/node-bindings";
/** Lets the bindings tell one C library from another. */
const libraryDetection = "detect-libc";

const stage = inProject("out", "package");

function isTarget(name: string): name is Target {
  return Object.hasOwn(targets, name);
}

/** This machine's. */
export function currentTarget(): Target {
  const name = Object.keys(targets).find(
    (target) =>
      isTarget(target) &&
      targets[target].replace("-musl", "") === `${process.platform}-${process.arch}` &&
      existsSync(nativeFolder(inProject("node_modules"), targets[target])),
  );
  if (name !== undefined && isTarget(name)) return name;
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
  await stagePackage(target);
  const packagePath = inProject("out", `funnel-workbench-${target}.vsix`);
  const packed = await runNode(
    [
      inProject("node_modules", "@vscode", "vsce", "vsce"),
      "package",
      ...["--target", target, "--out", packagePath],
      ...["--allow-missing-repository", "--no-rewrite-relative-links"],
    ],
    { cwd: stage },
  );
  if (packed.code !== 0) throw new Error(`The extension could not be packed:\n${packed.output}`);
  return packagePath;
}

const publishedAsTheyAre = [
  "dist",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "client/icon.png",
  "client/icons",
  "client/gallery",
  "client/walkthrough",
  "language/reference.md",
  "language/reference",
];

/** The folder that VSIX and npm package are made of. */
async function stagePackage(target: Target): Promise<void> {
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  const modules = await modulesFor(target);
  const shipped = [bindings, `${bindings}-${targets[target]}`, libraryDetection];

  for (const name of publishedAsTheyAre) await copy(inProject(name), path.join(stage, name));
  await copySamples(path.join(stage, "samples"));
  for (const folder of ["client/l10n", "language/editor"]) {
    for (const name of await readdir(inProject(folder))) {
      if (!name.endsWith(".json")) continue;
      // VS Code looks for these beside the manifest.
      const to = name.startsWith("package.nls") ? name : path.join(folder, name);
      await copy(inProject(folder, name), path.join(stage, to));
    }
  }
  for (const name of shipped) {
    await copy(path.join(modules, name), path.join(stage, "node_modules", name));
  }
  const manifest = publishedManifest(
    JSON.parse(await readFile(inProject("package.json"), "utf8")) as Manifest,
    JSON.parse(await readFile(path.join(modules, bindings, "package.json"), "utf8")) as Manifest,
  );
  await writeFile(path.join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  // Everything in the folder is meant.
  await writeFile(path.join(stage, ".vscodeignore"), "");
  await writeFile(
    path.join(stage, "THIRD-PARTY-NOTICES.txt"),
    await thirdPartyNotices(shipped.map((name) => path.join(modules, name))),
  );
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

async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, dereference: true });
}

/** A folder of packages that has the native one of the target: ours, or one made for it. */
async function modulesFor(target: Target): Promise<string> {
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
  if (!isTarget(target)) {
    throw new Error(`No such target: ${target}. Choose of ${Object.keys(targets).join(", ")}.`);
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
