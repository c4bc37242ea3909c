/**
 * `npm test [-- FILTER…]`: types, lint, format, bundles, tests, and the tests in a real VS Code.
 *
 * A filter is the name of a step ("types", "lint", "format", "build", "vscode") or a part of a test
 * file's path ("language", "kernel"); then only what it names is run.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { ownGroup, endGroup, runNode, stopOnSignals } from "./support/processes.ts";
import { inProject, projectRoot } from "./support/project.ts";
import { installWorkbench } from "./vscode/install.ts";

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  run(): Promise<Counts>;
}

/** A program of a package, by its script: the shims in `.bin` differ between systems. */
function tool(script: string, ...args: readonly string[]): () => Promise<Counts> {
  return async () => {
    const { code, output } = await runNode([inProject("node_modules", script), ...args], {
      cwd: projectRoot,
    });
    if (code !== 0) process.stdout.write(output);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };
}

const tsconfigs = ["language", "server", "client", "client/view", "client/web", "samples", "test"];

/** Some minutes on a new machine, of waiting for the network: the checks go on meanwhile. */
const installation: Step = {
  name: "VS Code to test in",
  run: async () => {
    try {
      await installWorkbench();
      return { passed: 0, failed: 0 };
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    }
  },
};

const checks: readonly Step[] = [
  ...tsconfigs.map((folder) => ({
    name: `types ${folder}`,
    run: tool("typescript/bin/tsc", "-p", folder),
  })),
  { name: "lint", run: tool("oxlint/bin/oxlint", "--quiet") },
  { name: "format", run: tool("oxfmt/bin/oxfmt", "--check") },
  { name: "build", run: tool("../esbuild.mjs") },
];

const children = new Set<ChildProcess>();
const release = stopOnSignals(async () => {
  await Promise.all([...children].map(endGroup));
});

function mocha(files: readonly string[], options: readonly string[], shown: NodeJS.ProcessEnv) {
  return async (): Promise<Counts> => {
    const folder = await mkdtemp(path.join(tmpdir(), "funnel-tests-"));
    const counts = path.join(folder, "counts.json");
    const reporter = inProject("test", "support", "reporter.mjs");
    const child = spawn(
      process.execPath,
      [inProject("node_modules/mocha/bin/mocha.js"), "--reporter", reporter, ...options, ...files],
      {
        ...ownGroup,
        cwd: projectRoot,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, ...shown, FUNNEL_TEST_COUNTS: counts },
      },
    );
    children.add(child);
    const code = await new Promise<number>((resolve) => {
      child.on("error", () => resolve(1));
      child.on("close", (ended) => resolve(ended ?? 1));
    });
    children.delete(child);
    const text = await readFile(counts, "utf8").catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    // Mocha died before its end: a file that doesn't load, most often.
    if (text === undefined) return { passed: 0, failed: 1 };
    const { passes, failures, pending } = JSON.parse(text) as Record<string, number>;
    // A test that is left out was not passed, and a run that failed otherwise failed.
    const failed = (failures ?? 0) + (pending ?? 0);
    return { passed: passes ?? 0, failed: code !== 0 && failed === 0 ? 1 : failed };
  };
}

function testSteps(filters: readonly string[]): Step[] {
  const all = globSync("test/**/*.test.ts", { cwd: projectRoot })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)))
    .sort();
  const inVscode = all.filter((file) => file.startsWith("test/vscode/"));
  const plain = all.filter((file) => !file.startsWith("test/vscode/"));
  const shown = filters.length === 0 ? {} : { FUNNEL_TEST_TREE: "1" };
  return [
    {
      name: "tests",
      files: plain,
      run: mocha(plain, ["--parallel", "--jobs", String(availableParallelism())], shown),
    },
    {
      name: "tests in VS Code",
      files: inVscode,
      run: mocha(inVscode, [], { FUNNEL_TEST_TREE: "1" }),
    },
  ].filter(({ files }) => files.length > 0);
}

/** In the order of the list, two at a time: each uses more than one core for a part of its time. */
async function runChecks(steps: readonly Step[]): Promise<Counts> {
  const total = { passed: 0, failed: 0 };
  const waiting = [...steps];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const counts = await runStep(step);
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  };
  await Promise.all([work(), work()]);
  return total;
}

async function runStep(step: Step): Promise<Counts> {
  const started = performance.now();
  const counts = await step.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const sign = counts.failed === 0 ? "ok    " : "FAILED";
  console.log(`${sign} ${step.name} (${seconds} s)`);
  return counts;
}

async function main(filters: readonly string[]): Promise<void> {
  const chosen = checks.filter(
    ({ name }) => filters.length === 0 || filters.some((filter) => name.split(" ")[0] === filter),
  );
  const names = new Set(checks.map(({ name }) => name.split(" ")[0]));
  const parts = filters.filter((filter) => !names.has(filter));
  const tests = filters.length === 0 || parts.length > 0 ? testSteps(parts) : [];
  if (chosen.length === 0 && tests.length === 0) {
    console.error(`Nothing is called ${filters.join(", ")}.`);
  }
  const prepared = filters.length === 0 ? [installation, ...chosen] : chosen;
  const total = { ...(await runChecks(prepared)) };
  for (const step of tests) {
    const counts = await runStep(step);
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

await main(process.argv.slice(2));
release();
