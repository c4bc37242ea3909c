import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { inProject } from "../support/project.ts";

/** A page of the documentation. */
export interface Page {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Example {
  readonly line: number;
  readonly offset: number;
  /** What stands behind the language: `in-funnel later`. */
  readonly words: readonly string[];
  /** Without the indent that it has in a list. */
  readonly text: string;
}

function read(path: string): Page {
  return { path, text: readFileSync(inProject(path), "utf8") };
}

/** The reference: its index first, then its pages by name. */
export const referencePages: readonly Page[] = [
  read("language/reference.md"),
  ...readdirSync(inProject("language", "reference"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => read(`language/reference/${name}`)),
];

export const readme: Page = read("README.md");

/** The fenced blocks of a language. */
export function examples({ text }: Page, language: string): Example[] {
  const fence = new RegExp(`^( *)\`\`\`${language}((?: [^ \\n]+)*)\\n([^]*?)^ *\`\`\`$`, "gm");
  return [...text.matchAll(fence)].map(
    ({ index, 1: indent = "", 2: words = "", 3: code = "" }) => ({
      line: text.slice(0, index).split("\n").length,
      offset: index,
      words: words.split(" ").filter((word) => word !== ""),
      text: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** What stands below a heading, its subsections included. */
export function section({ path, text }: Page, heading: string): string {
  const level = heading.split(" ")[0] ?? "";
  const start = text.indexOf(`\n${heading}\n`);
  assert.ok(start >= 0, `${path}: ${heading}`);
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level.length}} `, "m"));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The page of the reference that has a heading. */
export function pageWith(heading: string): Page {
  const page = referencePages.find(({ text }) => text.includes(`\n${heading}\n`));
  assert.ok(page, heading);
  return page;
}

/** The cells of the tables of a text, without their heads. */
export function tableRows(text: string): string[][] {
  const lines = text.split("\n");
  return lines
    .filter((line, i) => line.startsWith("|") && !isHead(line) && !isHead(lines[i + 1] ?? ""))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function isHead(line: string): boolean {
  return /^\|(?: ?:?-+:? ?\|)+$/.test(line);
}

export function code(cell: string): string {
  return cell.replaceAll("`", "");
}

/** As links name the headings of a page. */
export function anchors({ text }: Page): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\d _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
