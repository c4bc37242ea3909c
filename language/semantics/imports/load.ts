import {
  diagnose,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticParams,
  type Fix,
  type RelatedPlace,
} from "../../diagnostics.ts";
import type { FileNode, ImportNode, StringNode } from "../../syntax/ast.ts";
import type { Span } from "../../text.ts";
import { type ParsedText, parseText } from "../../syntax/parse.ts";
import type { Catalog, FilePath, Need } from "../catalog.ts";
import { removing, replacing } from "../fixes.ts";
import { writeString } from "../write.ts";
import { folderOf, isForeign, joinPath } from "./paths.ts";

/** A file that the analysed one imports, itself or by way of others. */
export interface LoadedFile {
  readonly path: FilePath;
  readonly text: string;
  readonly parsed: ParsedText;
  /** The files that it imports itself, and the places where it does; also those that can't be read. */
  readonly imports: readonly ImportedPath[];
}

export interface ImportedPath {
  readonly node: ImportNode;
  readonly path: FilePath;
}

/** What the imports of a file lead to. */
export interface LoadedImports {
  /** Each once, in the order in which they are first imported. */
  readonly files: readonly LoadedFile[];
  /** Those of the analysed file that name a file which could be read. */
  readonly own: readonly ImportedPath[];
  /** Where the analysed file names files that could be read, itself included. */
  readonly links: readonly ImportLink[];
  readonly problems: readonly Diagnostic[];
  readonly needs: readonly Need[];
  /** False where an import of the analysed file can't be read, or a file isn't known yet. */
  readonly complete: boolean;
}

export interface ImportLink {
  /** The path with its quotes. */
  readonly span: Span;
  readonly path: FilePath;
}

const MOST_FILES = 200;

/** Reads what a file imports, as far as the catalog knows it. `name`: the file's own. */
export function loadImports(
  text: string,
  tree: FileNode,
  catalog: Catalog,
  name: string | undefined,
): LoadedImports {
  const problems: Diagnostic[] = [];
  const needs: Need[] = [];
  const files = new Map<FilePath, LoadedFile>();
  const asked = new Set<FilePath>();
  const own: ImportedPath[] = [];
  const links: ImportLink[] = [];
  const seen = new Map<FilePath, ImportNode>();
  let complete = true;

  /** Its path in the form that counts; undefined where it can't be read (yet). */
  const load = (path: FilePath, at: StringNode | undefined): FilePath | undefined => {
    const info = catalog.file(path);
    if (info === undefined) {
      complete = false;
      if (!asked.has(path)) needs.push({ kind: "file", path });
      asked.add(path);
      return undefined;
    }
    if (info.kind === "failure") {
      if (at !== undefined) problems.push(failure(info.code, info.args, at));
      return undefined;
    }
    const canonical = info.path ?? path;
    if (canonical === name || files.has(canonical)) return canonical;
    if (files.size >= MOST_FILES) {
      if (at !== undefined) problems.push(diagnose("FNL2075", { limit: MOST_FILES }, at.span));
      return undefined;
    }
    const parsed = parseOnce(info.text);
    const imports: ImportedPath[] = [];
    files.set(canonical, { path: canonical, text: info.text, parsed, imports });
    const folder = folderOf(canonical);
    for (const node of importsOf(parsed.tree)) {
      if (node.path === undefined || isForeign(node.path.value)) continue;
      if (!node.path.value.endsWith(".funnel")) continue;
      const target = joinPath(folder, node.path.value);
      imports.push({ node, path: load(target, undefined) ?? target });
    }
    return canonical;
  };

  for (const node of importsOf(tree)) {
    const at = node.path;
    const problem = at === undefined ? undefined : wrongPath(at, catalog, needs);
    if (problem !== undefined) problems.push(problem);
    if (at === undefined || problem !== undefined) {
      complete = false;
      continue;
    }
    const written = joinPath("", at.value);
    const path = written === name ? name : load(written, at);
    if (path === undefined) {
      complete = false;
      continue;
    }
    links.push({ span: at.span, path });
    const first = seen.get(path);
    if (path === name) {
      const fixes = [removeImport(node, text)];
      problems.push(diagnose("FNL2068", { path: at.value }, at.span, { fixes }));
    } else if (first !== undefined) {
      const note = { key: "importedHere" as const, args: { path } };
      const extras = {
        fixes: [removeImport(node, text)],
        related: [{ span: first.path?.span ?? first.span, note }],
        unnecessary: true,
      };
      problems.push(diagnose("FNL2070", { path: at.value }, node.span, extras));
    } else {
      seen.set(path, node);
      own.push({ node, path });
    }
  }
  if (name !== undefined)
    for (const { node, path } of own) {
      const ring = ringOf(path, name, files);
      if (ring !== undefined) problems.push(ringProblem(node, name, ring));
    }
  return { files: [...files.values()], own, links, problems, needs, complete };
}

function importsOf(tree: FileNode): readonly ImportNode[] {
  return tree.declarations.filter((node) => node.kind === "import");
}

/** What can be said of a path without looking for the file itself. */
function wrongPath(
  { value: path, span }: StringNode,
  catalog: Catalog,
  needs: Need[],
): Diagnostic | undefined {
  if (isForeign(path)) return diagnose("FNL2066", { path }, span);
  if (path.includes("\\")) {
    const instead = path.replaceAll("\\", "/");
    return diagnose("FNL2067", { path, instead }, span, {
      fixes: [replacing(span, writeString(instead))],
    });
  }
  return path.endsWith(".funnel") ? undefined : noFunnelFile({ path, span }, catalog, needs);
}

const MOST_OFFERED = 5;

/** A folder, or a name without its ending: what lies there is offered. */
function noFunnelFile(
  { path, span }: { readonly path: string; readonly span: Span },
  catalog: Catalog,
  needs: Need[],
): Diagnostic {
  const plain = joinPath("", path.replace(/\/\*{0,2}$/, ""));
  // Nothing else is looked for than what could have been meant.
  if (plain === "" || /\.(?!fun)[^./]*$/.test(plain))
    return diagnose("FNL2065", { path, isFolder: false }, span);
  const above = /^(?:\.\.\/?)+/.exec(plain)?.[0].replace(/\/$/, "") ?? "";
  const entries = catalog.files(above);
  if (entries === undefined) needs.push({ kind: "files", folder: above });
  const named = `${plain.replace(/\.fun[^./]*$/, "")}.funnel`;
  const isThere = entries?.some((entry) => entry.path === named);
  const below = (entries ?? []).filter(
    (entry) => entry.kind === "funnel" && entry.path.startsWith(`${plain}/`),
  );
  const isKnown = entries?.some((entry) => entry.kind === "folder" && entry.path === plain);
  const isFolder = isThere !== true && (isKnown === true || /[/*]$/.test(path));
  const offered = isFolder ? below.slice(0, MOST_OFFERED).map((entry) => entry.path) : [named];
  const fixes = offered.map((one) => ({
    ...replacing(span, writeString(one)),
    ...(offered.length === 1 && { preferred: true }),
  }));
  const [instead] = offered;
  return diagnose("FNL2065", { path, isFolder, ...(instead !== undefined && { instead }) }, span, {
    fixes,
  });
}

function failure(code: string, args: object, { span, value }: StringNode): Diagnostic {
  // The host gives the code together with its own arguments.
  const params = args as DiagnosticParams[DiagnosticCode];
  const { suggestion } = args as { readonly suggestion?: unknown };
  const isNear = typeof suggestion === "string" && suggestion !== "" && suggestion !== value;
  const fixes = isNear ? [replacing(span, writeString(suggestion))] : [];
  return diagnose(code as DiagnosticCode, params, span, { fixes });
}

/** Takes an import out, with its line. */
export function removeImport(node: ImportNode, text: string): Fix {
  return { ...removing(node.span, text), preferred: true };
}

interface Step {
  readonly file: LoadedFile;
  readonly next: ImportedPath;
}

/** The shortest way from an imported file back to the analysed one. */
function ringOf(
  start: FilePath,
  name: FilePath,
  files: ReadonlyMap<FilePath, LoadedFile>,
): readonly Step[] | undefined {
  const ways: { readonly path: FilePath; readonly steps: readonly Step[] }[] = [
    { path: start, steps: [] },
  ];
  const reached = new Set([start]);
  for (const { path, steps } of ways) {
    const file = files.get(path);
    for (const next of file?.imports ?? []) {
      if (file === undefined) continue;
      const further = [...steps, { file, next }];
      if (next.path === name) return further;
      if (reached.has(next.path)) continue;
      reached.add(next.path);
      ways.push({ path: next.path, steps: further });
    }
  }
  return undefined;
}

function ringProblem(node: ImportNode, name: FilePath, steps: readonly Step[]): Diagnostic {
  const ring = [name, ...steps.map(({ file }) => file.path), name];
  const related = steps.map(({ file, next }): RelatedPlace => {
    const span = next.node.path?.span ?? next.node.span;
    return { file: file.path, span, note: { key: "importedHere", args: { path: next.path } } };
  });
  return diagnose("FNL2069", { ring }, node.path?.span ?? node.span, { related });
}

/** Trees of imported texts: they are the same at every keystroke in the files that import them. */
const parsedTexts = new Map<string, ParsedText>();
const MOST_PARSED = 100;

function parseOnce(text: string): ParsedText {
  const known = parsedTexts.get(text);
  const parsed = known ?? parseText(text);
  parsedTexts.delete(text);
  parsedTexts.set(text, parsed);
  const [oldest] = parsedTexts.keys();
  if (parsedTexts.size > MOST_PARSED && oldest !== undefined) parsedTexts.delete(oldest);
  return parsed;
}
