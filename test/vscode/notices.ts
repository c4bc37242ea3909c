import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { inProject, projectRoot } from "../support/project.ts";

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The licences of the packages whose code is published: those that esbuild found in the bundles, and
 * those that are shipped as they are.
 */
export async function thirdPartyNotices(shipped: readonly string[]): Promise<string> {
  const { inputs } = JSON.parse(await readFile(inProject("out", "metafile.json"), "utf8")) as {
    readonly inputs: Readonly<Record<string, unknown>>;
  };
  const folders = new Set(shipped);
  for (const input of Object.keys(inputs)) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found) folders.add(path.join(projectRoot, found[0]));
  }
  const notices = await Promise.all([...folders].sort().map(notice));
  return [
    "Funnel Workbench contains code of the packages below, each under its own licence.\n",
    ...notices,
  ].join("\n");
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(path.join(folder, "package.json"), "utf8"),
  ) as PackageJson;
  const names = existsSync(folder) ? await readdir(folder) : [];
  const files = names.filter((file) => /^(licen[cs]e|notice)(\.(md|txt))?$/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  const heading = `${name} ${version} (${license ?? "licence in its own words"})`;
  return ["-".repeat(80), heading, "", ...texts.map((text) => `${text.trim()}\n`)].join("\n");
}
