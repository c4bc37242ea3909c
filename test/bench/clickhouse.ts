/**
 * ClickHouse within a process, to be measured against and to be compared with: half a gigabyte, so it is
 * no package of the project. It is installed apart where somebody asks for it.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { npmCommand } from "../support/npm.mjs";
import { runCommand } from "../support/processes.ts";
import { inProject } from "../support/project.ts";

const version = "3.4.0";
const cache = inProject("node_modules", ".cache", "funnel-workbench");
const folder = path.join(cache, `chdb-${version}-${process.platform}-${process.arch}`);

/** What the package gives of itself. Answers are text in a format of ClickHouse's. */
export interface ClickHouse {
  query(statement: string, format: "CSV" | "JSONCompact"): string;
}

export function hasClickHouse(): boolean {
  return existsSync(folder);
}

/** It must have been installed. One process holds one. */
export function openClickHouse(): ClickHouse {
  return createRequire(path.join(folder, "package.json"))("chdb") as ClickHouse;
}

/** Installs it where it isn't there yet. */
export async function installClickHouse(): Promise<void> {
  if (hasClickHouse()) return;
  console.error(`Installing ClickHouse (chdb ${version}, half a gigabyte) …`);
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(path.join(cache, "unfinished-"));
  try {
    const manifest = { private: true, dependencies: { chdb: version } };
    await writeFile(path.join(unfinished, "package.json"), JSON.stringify(manifest));
    const { command, args, shell } = npmCommand(["install", "--no-package-lock"]);
    const { code, output } = await runCommand(command, args, { cwd: unfinished, shell });
    if (code !== 0) throw new Error(`ClickHouse could not be installed:\n${output}`);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
