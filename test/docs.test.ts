import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { severityOf } from "../language/index.ts";
import type { DiagnosticCode } from "../language/index.ts";
import { notYet } from "../language/semantics/checks/not-yet.ts";
import * as protocol from "../server/protocol/index.ts";
import { exitCode } from "../server/cli/exit.ts";
import { funnel } from "./cli/command.ts";
import { code, pageWith, section, tableRows } from "./docs/markdown.ts";

const root = path.join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const readme = read("README.md");

/** How the reference writes what has a name of its own in the table of what can't be run yet. */
const inText: Readonly<Record<string, string>> = {
  "unused table": "table",
  "at stage": "split by … at Stage",
  "at first": "split by … at first",
  "at last": "split by … at last",
  "at every": "split by … at every",
  "expect measure": "a measure's name",
};

describe("the reference", () => {
  it("lists every diagnostic with its severity", () => {
    const names = readdirSync(path.join(root, "language"))
      .filter((name) => /^diagnostics.*\.ts$/.test(name))
      .flatMap((name) => [...read(`language/${name}`).matchAll(/^ {2}(FNL\d{4}):/gm)])
      .map(([, name]) => name as DiagnosticCode);
    const declared = [...new Set(names)].sort();
    const listed = tableRows(section(pageWith("## Diagnostics"), "## Diagnostics")).map(
      ([name = "", severity = ""]) => [code(name), severity],
    );
    assert.deepEqual(
      listed,
      declared.map((name) => [name, severityOf(name)]),
    );
  });

  it("lists all that can't be run yet", () => {
    for (const [availability, heading] of [
      ["blocks", "### What stops a funnel"],
      ["extra", "### What a funnel does without"],
    ] as const) {
      const listed = tableRows(section(pageWith(heading), heading)).flatMap(([cell = ""]) =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
      );
      const expected = [...notYet].filter(([, each]) => each === availability);
      assert.deepEqual(new Set(listed), new Set(expected.map(([name]) => inText[name] ?? name)));
    }
  });
});

describe("README.md", () => {
  it("names every custom request", () => {
    const names = Object.values(protocol).filter((value) => typeof value === "string");
    const listed = [...readme.matchAll(/^\| `(funnel\/\w+)` +\|/gm)].map(([, name]) => name);
    assert.deepEqual(new Set(listed), new Set(names));
  });

  it("names every setting", () => {
    const manifest = JSON.parse(read("package.json")) as {
      readonly contributes: { readonly configuration: { readonly properties: object } };
    };
    const listed = [...readme.matchAll(/^\| `(funnel\.[\w.]+)` +\|/gm)].map(([, name]) => name);
    assert.deepEqual(listed, Object.keys(manifest.contributes.configuration.properties));
  });

  it("names every exit code", () => {
    const table = readme.slice(readme.indexOf("| Exit code"));
    const listed = [...table.matchAll(/^\| (\d+) +\|/gm)].map(([, number]) => Number(number));
    assert.deepEqual(listed, Object.values(exitCode));
  });

  it("names every option, and only those that there are", async () => {
    for (const command of ["run", "check", "draft", "format", "explain", "people"]) {
      const { stdout } = await funnel([command, "--help"]);
      for (const [option] of stdout.matchAll(/--(?!help)[\w-]+/g)) {
        assert.ok(readme.includes(`\`${option}`) || readme.includes(`${option} `), option);
      }
    }
    const help = (
      await Promise.all(
        ["run", "check", "format", "explain", "people"].map((name) => funnel([name, "--help"])),
      )
    )
      .map(({ stdout }) => stdout)
      .join("");
    const commandLine = readme.slice(
      readme.indexOf("## The command line"),
      readme.indexOf("## Privacy"),
    );
    for (const [option] of commandLine.matchAll(/(?<![\w-])--[a-z][\w-]*/g)) {
      assert.ok(help.includes(option), option);
    }
  });

  it("shows commands that work", async () => {
    const [command] = /npm run funnel -- (.*?)`/.exec(readme)?.slice(1) ?? [];
    const { code: ended, stdout } = await funnel((command ?? "").split(" "), { cwd: root });
    assert.equal(ended, 0);
    assert.match(stdout, /Purchase/);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const [, script = ""] of readme.matchAll(
      /npm (?:run )?(start|test|bench|build|package|samples|funnel)\b/g,
    )) {
      assert.ok(script in scripts, script);
    }
  });
});

describe("CHANGELOG.md", () => {
  it("has the version of the package as its latest", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    assert.equal(/^## \[(\d.*?)\]/m.exec(read("CHANGELOG.md"))?.[1], version);
  });
});
