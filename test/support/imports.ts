import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject, projectRoot } from "./project.ts";

export interface Import {
  /** As it is written: "./text.ts", "node:fs", "vscode". */
  readonly specifier: string;
  /** Relative to the project, with forward slashes; absent for a package or a module of Node. */
  readonly file?: string;
  /** Taken away with the types. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  readonly file: string;
  readonly imports: readonly Import[];
}

/** Reads what the sources below some folders import. */
export function readSources(folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,mjs}`, { cwd: projectRoot }))
    .map((file) => file.replaceAll("\\", "/"))
    .sort()
    .map((file) => ({ file, imports: importsOf(file, readFileSync(inProject(file), "utf8")) }));
}

const forms = [
  // import … from "x", export … from "x"
  /^[ \t]*(?:import|export)\b(?<clause>[\w\s{},*$]*?)\bfrom\s*["'](?<specifier>[^"']+)["']/gm,
  // import "x"
  /^[ \t]*import\s*["'](?<specifier>[^"']+)["']/gm,
  // import("x")
  /\bimport\(\s*["'](?<specifier>[^"']+)["']/g,
];

export function importsOf(file: string, source: string): Import[] {
  const code = withoutComments(source);
  return forms.flatMap((form) =>
    [...code.matchAll(form)].map(({ groups }) => {
      const specifier = groups?.["specifier"] ?? "";
      const typeOnly = isTypeOnly(groups?.["clause"] ?? "");
      if (!specifier.startsWith(".")) return { specifier, typeOnly };
      const target = path.posix.join(path.posix.dirname(file), specifier);
      return { specifier, typeOnly, file: target };
    }),
  );
}

/** `type { A }`, or `{ type A, type B }`. */
function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]?.split(",") ?? [];
  const given = names.filter((name) => name.trim() !== "");
  return given.length > 0 && given.every((name) => /^\s*type\b/.test(name));
}

/** Comments become blanks; strings and templates stay as they are. */
function withoutComments(source: string): string {
  const tokens =
    /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/.*/g;
  return source.replaceAll(tokens, (token) => (token.startsWith("/") ? " " : token));
}
