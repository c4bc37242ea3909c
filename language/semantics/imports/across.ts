import { diagnose, type Diagnostic, type DiagnosticCode } from "../../diagnostics.ts";
import type { DeclarationKind } from "../../diagnostics-files.ts";
import type { Declaration, NameNode } from "../../syntax/ast.ts";
import { indexLines, type Span } from "../../text.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { Reference } from "../references.ts";
import { type JoinedText, partAt, placeIn } from "./join.ts";
import { type ImportedPath, removeImport } from "./load.ts";

export interface Across {
  readonly joined: JoinedText;
  /** Of all files. */
  readonly problems: readonly Diagnostic[];
  readonly references: readonly Reference[];
  readonly funnels: readonly ResolvedFunnel[];
}

/** Names that may come from a file that can't be read (yet). */
const unknownNames: ReadonlySet<DiagnosticCode> = new Set([
  "FNL2001",
  "FNL2002",
  "FNL2009",
  "FNL2011",
  "FNL2020",
  "FNL2050",
]);
/** What is said of two declarations with (nearly) the same name. */
const equalNames: ReadonlySet<DiagnosticCode> = new Set(["FNL2016", "FNL2017"]);

/** An unknown name of a file that imports others: it was looked for in those, too. */
function ofAll(problem: Diagnostic): Diagnostic {
  const { code } = problem;
  if (code !== "FNL2001" && code !== "FNL2002" && code !== "FNL2050") return problem;
  return { ...problem, args: { ...problem.args, imports: true } };
}

/**
 * What follows from problems of one file for another: what must not be said, where what is used
 * elsewhere can't run (`failures`), and what has to be said here of other files.
 */
export function acrossFiles({ joined, problems, references, funnels }: Across): {
  readonly problems: readonly Diagnostic[];
  readonly failures: readonly Span[];
} {
  const { parts, imports, parsed } = joined;
  const failures: Span[] = [];
  const kept = problems.filter(({ code, span, related = [] }) => {
    if (!imports.complete && unknownNames.has(code)) {
      failures.push(span);
      return false;
    }
    const here = partAt(parts, span.start);
    return !equalNames.has(code) || related.every((one) => partAt(parts, one.span.start) === here);
  });
  if (parts.length === 0) return { problems: [...kept, ...imports.problems], failures };
  const clashes = sameNames(joined);
  const hasSyntaxErrors = parsed.problems.some(({ span }) => !partAt(parts, span.start));
  return {
    problems: [
      ...kept.map((problem) => (partAt(parts, problem.span.start) ? problem : ofAll(problem))),
      ...imports.problems,
      ...clashes,
      ...brokenUses(joined, kept, references, funnels),
      ...(hasSyntaxErrors ? [] : unusedImports(joined, references, funnels, clashes)),
    ],
    failures,
  };
}

/** Names that more than one file declares. */
function sameNames({ parsed, parts, imports }: JoinedText): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const first = new Map<string, NameNode>();
  for (const node of parsed.tree.declarations) {
    const kind = kindOf(node);
    const name = node.kind === "import" ? undefined : node.name;
    if (kind === undefined || !name) continue;
    const key = `${kind} ${name.text}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, name);
      continue;
    }
    const one = placeIn(parts, before.span);
    const two = placeIn(parts, name.span);
    if (one.file === two.file || two.file === undefined) continue;
    const note = { key: "declaredThere" as const, args: { name: name.text } };
    const there = { file: two.file, span: two.span, note };
    if (one.file === undefined) {
      const args = { kind, name: name.text, file: two.file };
      problems.push(diagnose("FNL2072", args, before.span, { related: [there] }));
      continue;
    }
    const importing = importOf(two.file, imports.own, reachOf(parts));
    if (importing === undefined) continue;
    const args = { kind, name: name.text, first: one.file, second: two.file };
    const related = [{ file: one.file, span: one.span, note }, there];
    const span = importing.node.path?.span ?? importing.node.span;
    problems.push(diagnose("FNL2073", args, span, { related }));
  }
  return problems;
}

function kindOf(node: Declaration): DeclarationKind | undefined {
  switch (node.kind) {
    case "source":
    case "segment":
    case "funnel":
    case "connection":
      return node.kind;
    case "param-declaration":
      return "param";
    case "import":
      return undefined;
    case "retention":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return "study";
  }
}

/** Uses of what has an error in its own file, or uses there what has one. */
function brokenUses(
  joined: JoinedText,
  problems: readonly Diagnostic[],
  references: readonly Reference[],
  funnels: readonly ResolvedFunnel[],
): readonly Diagnostic[] {
  const { parts } = joined;
  const broken = new Map<Declaration, Diagnostic>();
  for (const problem of problems) {
    if (problem.severity !== "error") continue;
    const node = declarationAt(joined, problem.span.start);
    if (node !== undefined && !broken.has(node)) broken.set(node, problem);
  }
  for (let grown = broken.size > 0; grown;) {
    grown = false;
    for (const { span, target } of references) {
      const user = declarationAt(joined, span.start);
      const used = declarationAt(joined, target.declaration.start);
      if (user === undefined || used === undefined || broken.has(user)) continue;
      const problem = broken.get(used);
      if (problem === undefined) continue;
      broken.set(user, problem);
      grown = true;
    }
  }
  if (broken.size === 0) return [];
  const uses: Diagnostic[] = [];
  const report = (name: string, span: Span, problem: Diagnostic): void => {
    const part = partAt(parts, problem.span.start);
    if (part === undefined) return;
    const there = placeIn(parts, problem.span);
    const args = {
      name,
      file: part.file.path,
      line: indexLines(part.file.text).positionAt(there.span.start).line + 1,
      problem: { code: problem.code, args: problem.args },
    };
    const note = { key: "wrongHere" as const, args: { name } };
    const related = [{ file: part.file.path, span: there.span, note }];
    uses.push(diagnose("FNL2074", args, span, { related }));
  };
  const own = joined.parsed.tree.declarations.filter(({ span }) => !partAt(parts, span.start));
  const said = new Map<Declaration | undefined, Set<Declaration>>();
  for (const { span, target } of references) {
    // Whoever names a part of a declaration names the declaration, too.
    if (partAt(parts, span.start) || target.owner !== undefined) continue;
    const used = declarationAt(joined, target.declaration.start);
    const problem = used && broken.get(used);
    if (used === undefined || problem === undefined) continue;
    const user = own.findLast((node) => node.span.start <= span.start);
    const saidThere = said.get(user) ?? new Set();
    said.set(user, saidThere);
    if (saidThere.has(used)) continue;
    saidThere.add(used);
    report(target.name, span, problem);
  }
  for (const { node, sources } of funnels) {
    const [only] = sources;
    if (node.sources.length > 0 || !only || !node.name || partAt(parts, node.span.start)) continue;
    const problem = broken.get(only.node);
    if (problem !== undefined) report(only.name, node.name.span, problem);
  }
  return uses;
}

/** The declaration of an imported file that a place lies in, or before the next one of that file. */
function declarationAt({ parts }: JoinedText, offset: number): Declaration | undefined {
  const part = partAt(parts, offset);
  return part?.declarations.findLast(({ span }) => span.start <= offset);
}

function unusedImports(
  { parts, imports, text, parsed }: JoinedText,
  references: readonly Reference[],
  funnels: readonly ResolvedFunnel[],
  clashes: readonly Diagnostic[],
): readonly Diagnostic[] {
  const own = parsed.tree.declarations.filter(({ span }) => !partAt(parts, span.start));
  // A file that only imports gathers what others are to use.
  if (own.every(({ kind }) => kind === "import")) return [];
  const used = new Set<string | undefined>();
  for (const { span, target } of references)
    if (!partAt(parts, span.start)) used.add(placeIn(parts, target.declaration).file);
  for (const { node, sources } of funnels)
    if (!partAt(parts, node.span.start))
      for (const source of sources) used.add(placeIn(parts, source.node.span).file);
  for (const { related = [] } of clashes) for (const { file } of related) used.add(file);
  const reach = reachOf(parts);
  return imports.own.flatMap(({ node, path }) => {
    if ([...reach(path)].some((file) => used.has(file))) return [];
    const extras = { fixes: [removeImport(node, text)], unnecessary: true };
    return [diagnose("FNL2071", { path: node.path?.value ?? path }, node.span, extras)];
  });
}

/** The import of the analysed file by which another one comes in. */
function importOf(
  file: string,
  own: readonly ImportedPath[],
  reach: (path: string) => ReadonlySet<string>,
): ImportedPath | undefined {
  return own.find(({ path }) => path === file) ?? own.find(({ path }) => reach(path).has(file));
}

/** All that an imported file leads to, itself included. */
function reachOf(parts: JoinedText["parts"]): (path: string) => ReadonlySet<string> {
  const files = new Map(parts.map(({ file }) => [file.path, file]));
  return (start) => {
    const reached = new Set([start]);
    for (const path of reached)
      for (const next of files.get(path)?.imports ?? []) reached.add(next.path);
    return reached;
  };
}
