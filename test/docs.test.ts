import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { analyze, emptyCatalog, formatText, severityOf } from "../language/index.ts";
import type { DiagnosticCode } from "../language/index.ts";
import type { FunnelResult } from "../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../server/engine/run/catalog.ts";
import { createRunner } from "../server/engine/run/host.ts";
import { runFile } from "../server/engine/run/run-file.ts";
import type { Runner } from "../server/engine/run/runner.ts";
import * as protocol from "../server/protocol/index.ts";
import { exitCode } from "../server/cli/exit.ts";
import { funnel } from "./cli/command.ts";

const root = path.join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const reference = read("language/reference.md");
const readme = read("README.md");

interface Example {
  readonly line: number;
  /** What the block is a part of; empty: a file of its own. */
  readonly part: string;
  /** Has something that this version can't run yet. */
  readonly isLater: boolean;
  readonly text: string;
}

/** The fenced blocks of a language, without the indent that they have in a list. */
function examples(markdown: string, language: string): Example[] {
  const fence = new RegExp(
    `^( *)\`\`\`${language}(?: in-(\\w+))?( later)?\\n([^]*?)^ *\`\`\`$`,
    "gm",
  );
  return [...markdown.matchAll(fence)].map(
    ({ index, 1: indent = "", 2: part = "", 3: later, 4: text = "" }) => ({
      line: markdown.slice(0, index).split("\n").length,
      part,
      isLater: later !== undefined,
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

const source = 'source web from "data/events.csv" {\n  actor user\n  time ts\n  event event\n}\n';

/** A part made a whole file. */
function complete({ part, text }: Example): string {
  switch (part) {
    case "":
      return text;
    case "file":
      return `${source}\n${text}\nfunnel F on web {\n  stage A: a\n  stage B: b\n}\n`;
    case "source":
      return `source web from "data/events.csv" {\n${text}}\n\nfunnel F on web {\n  stage A: any event\n  stage B: any event\n}\n`;
    case "funnel":
      return `${source}\nfunnel F on web {\n${text}}\n`;
    default:
      throw new Error(`No such part: ${part}`);
  }
}

for (const [name, markdown] of [
  ["language/reference.md", reference],
  ["README.md", readme],
] as const) {
  describe(`the examples of ${name}`, () => {
    for (const example of examples(markdown, "funnel")) {
      it(`line ${example.line} is right and in the one form`, () => {
        const text = complete(example);
        const { diagnostics } = analyze(text, emptyCatalog);
        const later: readonly DiagnosticCode[] = example.isLater ? ["FNL1025", "FNL1029"] : [];
        const found = diagnostics.filter(
          ({ severity, code }) => severity !== "hint" && !later.includes(code),
        );
        assert.deepEqual(
          found.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
          [],
        );
        assert.equal(formatText(text).text, text);
      });
    }

    it("has links that lead somewhere", () => {
      const folder = path.dirname(path.join(root, name));
      for (const [, target = ""] of markdown.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^https?:/.test(target)) continue;
        assert.ok(existsSync(path.join(folder, target)), target);
      }
      for (const [, anchor = ""] of markdown.matchAll(/\]\(#([^)]*)\)/g)) {
        const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) =>
          text
            .toLowerCase()
            .replaceAll(/[^\p{L}\d -]/gu, "")
            .replaceAll(" ", "-"),
        );
        assert.ok(headings.includes(anchor), anchor);
      }
    });
  });
}

describe("the worked examples of the reference", () => {
  let runner: Runner;
  let folder: string;
  before(() => {
    runner = createRunner({ worker: new URL("../server/engine/run/worker.ts", import.meta.url) });
    folder = mkdtempSync(path.join(tmpdir(), "funnel-docs-"));
  });
  after(async () => {
    await runner.close();
    rmSync(folder, { recursive: true });
  });

  for (const [funnelCell = "", rowsCell = "", expected = ""] of tableAfter(
    "### Who reaches a stage",
  )) {
    it(`${funnelCell} over ${rowsCell}`, async () => {
      const { stages } = await runExample(code(funnelCell), code(rowsCell));
      const reached = stages.filter(({ count }) => count === 1);
      const deepest = /^\d/.test(expected) ? reached.length : reached.at(-1)?.name;
      assert.equal(deepest, /^\d/.test(expected) ? Number.parseInt(expected, 10) : expected);
    });
  }

  for (const [funnelCell = "", rowsCell = "", chosenCell = ""] of tableAfter(
    "### The chosen attempt",
  )) {
    it(`${funnelCell} over ${rowsCell} is ${chosenCell}`, async () => {
      const { stages } = await runExample(code(funnelCell), code(rowsCell));
      const chosen = parseRows(code(chosenCell));
      assert.deepEqual(
        stages.filter(({ count }) => count === 1).map(({ name }) => name),
        chosen.map(({ event }) => event),
      );
      // Times are told from the previous required stage.
      let previous = chosen[0]?.day ?? NaN;
      for (const { event, day } of chosen.slice(1)) {
        const stage = stages.find(({ name }) => name === event);
        assert.equal(stage?.seconds_from_previous?.median, (day - previous) * 86_400);
        if (stage?.optional === undefined) previous = day;
      }
    });
  }

  it("has the fields of the result", async () => {
    const result = await runExample(
      "A B? C, window 14",
      "A0 B1 C2",
      "split by event\nexpect conversion >= 1%",
    );
    const documented = new Set(
      [...section("## The result as JSON").matchAll(/["`](\w+)["`]/g)].map(([, name]) => name),
    );
    const [stage] = result.stages;
    const names = [result, stage, result.splits?.[0], result.expectations?.[0]].flatMap((each) =>
      Object.keys(each ?? {}),
    );
    for (const name of names) assert.ok(documented.has(name), name);
    const shown = JSON.parse(examples(reference, "json")[0]?.text ?? "") as { results: [object] };
    for (const name of Object.keys(shown.results[0])) assert.ok(names.includes(name), name);
  });

  async function runExample(spec: string, rows: string, more = ""): Promise<FunnelResult> {
    const lines = parseRows(rows).map(({ event, day }) => {
      const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
      return `1,${at},${event}\n`;
    });
    writeFileSync(path.join(folder, "events.csv"), ["user,ts,event\n", ...lines].join(""));
    const place = { file: path.join(folder, "example.funnel"), root: folder };
    const text = `${source.replace("data/", "")}\n${funnelText(spec, more)}`;
    const catalog = createDataCatalog(runner);
    const analysis = await analyzeWithData(text, place, catalog);
    const { result } = await runFile({ analysis, place, runner });
    const [first] = result.results;
    assert.ok(first, `${text}\n${JSON.stringify(analysis.diagnostics)}`);
    return first;
  }
});

/** `A B? C, window 14, C within 3` as a funnel; a stage that stands twice is told apart by its number. */
function funnelText(spec: string, more: string): string {
  const [names = "", ...rules] = spec.split(", ");
  const lines = rules.filter((rule) => rule.startsWith("window")).map((rule) => `  ${rule} days`);
  const seen = new Map<string, number>();
  for (const name of names.split(" ")) {
    const event = name.replace("?", "");
    const times = (seen.get(event) ?? 0) + 1;
    seen.set(event, times);
    const within = rules.find((rule) => rule.startsWith(`${event} within`));
    const modifier = within === undefined ? "" : `${within.slice(event.length)} days`;
    const optional = name.endsWith("?") ? "optional " : "";
    lines.push(`  ${optional}stage ${event}${times > 1 ? times : ""}: ${event}${modifier}`);
  }
  return `funnel F on web {\n${lines.join("\n")}\n${more}\n}\n`;
}

function parseRows(text: string): { event: string; day: number }[] {
  return text.split(" ").map((row) => ({ event: row.slice(0, 1), day: Number(row.slice(1)) }));
}

function section(heading: string): string {
  const level = heading.split(" ")[0] ?? "";
  const start = reference.indexOf(`\n${heading}\n`);
  assert.ok(start >= 0, heading);
  const rest = reference.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level.length}} `, "m"));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The cells of the first table behind a heading, without its head. */
function tableAfter(heading: string): string[][] {
  const lines = section(heading)
    .split("\n")
    .filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function code(cell: string): string {
  return cell.replaceAll("`", "");
}

describe("the reference", () => {
  it("lists every diagnostic with its severity", () => {
    const names = readdirSync(path.join(root, "language"))
      .filter((name) => /^diagnostics.*\.ts$/.test(name))
      .flatMap((name) => [...read(`language/${name}`).matchAll(/^ {2}(FNL\d{4}):/gm)])
      .map(([, name]) => name as DiagnosticCode);
    const declared = [...new Set(names)].sort();
    const listed = tableAfter("## Diagnostics").map(([name = "", severity = ""]) => [
      code(name),
      severity,
    ]);
    assert.deepEqual(
      listed,
      declared.map((name) => [name, severityOf(name)]),
    );
  });
});

describe("README.md", () => {
  it("names every custom request", () => {
    const names = Object.values(protocol).filter((value) => typeof value === "string");
    const listed = [...readme.matchAll(/^\| `(funnel\/\w+)` +\|/gm)].map(([, name]) => name);
    assert.deepEqual(new Set(listed), new Set(names));
  });

  it("names every exit code", () => {
    const table = readme.slice(readme.indexOf("| Exit code"));
    const listed = [...table.matchAll(/^\| (\d+) +\|/gm)].map(([, number]) => Number(number));
    assert.deepEqual(listed, Object.values(exitCode));
  });

  it("names every option, and only those that there are", async () => {
    for (const command of ["run", "check", "format"]) {
      const { stdout } = await funnel([command, "--help"]);
      for (const [option] of stdout.matchAll(/--(?!help)[\w-]+/g)) {
        assert.ok(readme.includes(`\`${option}`) || readme.includes(`${option} `), option);
      }
    }
    const help = (
      await Promise.all(["run", "check", "format"].map((name) => funnel([name, "--help"])))
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
  it("begins with the version of the package", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    assert.equal(/^## \[(.*?)\]/m.exec(read("CHANGELOG.md"))?.[1], version);
  });
});
