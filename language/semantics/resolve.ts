import type { Diagnostic } from "../diagnostics.ts";
import type { Declaration, FileNode } from "../syntax/ast.ts";
import { originOf, type ParsedText } from "../syntax/parse.ts";
import { lastAtOrBefore, lineBreaks, type Span } from "../text.ts";
import type { Catalog } from "./catalog.ts";
import { resolveConnections } from "./connections.ts";
import { runChecks, runFunnelChecks } from "./checks/index.ts";
import { declare } from "./declare.ts";
import { withoutEchoes, withoutUnread } from "./echoes.ts";
import type { Reference } from "./references.ts";
import type { Resolved } from "./resolved.ts";
import { resolveFunnel, type ResolvedFunnel } from "./funnels.ts";
import { acrossFiles } from "./imports/across.ts";
import { joinImports, type JoinedText } from "./imports/join.ts";
import { importsOf, type ResolvedImports, separate } from "./imports/separate.ts";
import type { FunnelModel, SourceModel, StudyModel } from "./model.ts";
import { type Memory, remember } from "./memory.ts";
import { reportParams } from "./params.ts";
import type { Scope } from "./scope.ts";
import { resolveSegment, segmentNames, segmentSymbol } from "./segments.ts";
import { resolveSource } from "./sources.ts";
import { resolveStudies } from "./studies/resolve.ts";
import type { ResolvedStudy } from "./studies/study.ts";

export interface ResolveOptions {
  /** The file's own name, without a folder. */
  readonly name?: string;
  /** Values set from outside, as written, by the names of their params. */
  readonly params?: ReadonlyMap<string, string>;
}

/**
 * Tree and catalog to a program: names resolved, types and rules checked. With the memory of earlier
 * analyses of a text, what didn't change isn't looked at again; what comes out is the same. Lines of
 * funnels count from the line that their piece of the text begins on.
 */
export function resolveFile(
  text: string,
  parsed: ParsedText,
  catalog: Catalog,
  { name, params = new Map() }: ResolveOptions = {},
  memory: Memory = {},
): Resolved & ResolvedImports {
  const joined = joinImports(text, parsed, catalog, name);
  const resolved = separate(joined, resolveJoined(joined, catalog, params, memory));
  return { ...resolved, ...importsOf(joined) };
}

/** Resolves a text together with what it imports, which lies behind it. */
function resolveJoined(
  joined: JoinedText,
  catalog: Catalog,
  outside: ReadonlyMap<string, string>,
  memory: Memory,
): Resolved {
  const { text, parsed, parts } = joined;
  const { tree: file, problems: syntaxProblems } = parsed;
  const fileAt = (offset: number): number => 1 + parts.findLastIndex(({ base }) => base <= offset);
  const remembering = remember(memory, catalog);
  const { scope, collected } = declare(text, parsed, remembering.catalog, outside, fileAt);
  const sources: SourceModel[] = [];
  for (const entry of scope.allSources) {
    const source = resolveSource(entry, scope);
    if (source && scope.sources.get(entry.name) === entry) sources.push(source);
  }
  const funnels = scope.funnels.map((each) =>
    remembering.funnel(each, scope, (node, heard) => {
      const { start } = originOf(node);
      const lineAt = (offset: number): number => lineBreaks(text.slice(start, offset));
      const funnel = resolveFunnel(node, heard, lineAt);
      runFunnelChecks(funnel, heard);
      return funnel;
    }),
  );
  const studies = resolveStudies(scope, funnels);
  resolveUnusedSegments(scope, funnels);
  const connections = resolveConnections(scope);
  runChecks({ scope, funnels, references: collected.references });
  reportParams(scope, collected.references);
  const across = acrossFiles({
    joined,
    problems: [...syntaxProblems, ...withoutEchoes(collected.problems, syntaxProblems, scope.text)],
    references: collected.references,
    funnels,
  });
  const diagnostics = withoutUnread(across.problems, syntaxProblems).sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const errors = (problems: readonly Diagnostic[]): readonly Span[] =>
    problems.filter((problem) => problem.severity === "error").map(({ span }) => span);
  const misread = brokenPlaces(parsed, errors(syntaxProblems));
  const broken = brokenPlaces(parsed, [
    ...errors(diagnostics),
    ...collected.failures,
    ...across.failures,
    ...startsWithin(parsed.conflicts, file),
    ...usesOf(misread, scope),
  ]);
  const readable = new Set(
    sources.map((source) => source.name).filter((name) => isUnique(name, scope)),
  );
  return {
    program: {
      sources,
      connections,
      params: [...scope.params.values()],
      funnels: funnels
        .map((funnel) => finish(funnel, broken, readable))
        .filter((model) => model !== undefined),
      imported: [],
      studies: studies
        .map((study) => finishStudy(study, broken, readable))
        .filter((model) => model !== undefined),
    },
    diagnostics,
    needs: collected.needs,
    references: eachOnce(collected.references.sort((a, b) => a.span.start - b.span.start)),
    inferred: scope.allSources.flatMap((source) => source.inferred),
  };
}

/** Segments are looked at for each funnel that uses them: what they name stands there once all the same. */
function eachOnce(references: readonly Reference[]): readonly Reference[] {
  let start = -1;
  let here: Reference[] = [];
  return references.filter((reference) => {
    if (reference.span.start !== start) here = [];
    start = reference.span.start;
    const { target } = reference;
    if (here.some((other) => other.target.declaration.start === target.declaration.start))
      return false;
    here.push(reference);
    return true;
  });
}

/**
 * Segments that no funnel uses are looked at where it is clear over what: a single source. Those of
 * imported files are looked at there.
 */
function resolveUnusedSegments(scope: Scope, funnels: readonly ResolvedFunnel[]): void {
  const used = new Set(funnels.flatMap(({ node }) => segmentNames(node).map(({ text }) => text)));
  for (const node of scope.segments.values()) {
    if (!node.name || scope.fileAt(node.span.start) !== 0) continue;
    const target = segmentSymbol(node, node.name);
    scope.refer({ span: node.name.span, target, isDeclaration: true });
    if (!used.has(node.name.text))
      resolveSegment(node, scope, scope.sources.size === 1 ? scope.allSources : []);
  }
}

/** Of several sources of one name nobody can say which is meant. */
function isUnique(name: string, scope: Scope): boolean {
  return scope.allSources.filter((source) => source.name === name).length === 1;
}

/** The declarations that have an error anywhere up to the next declaration or what passes for one. */
function brokenPlaces(
  { tree, strays }: ParsedText,
  errors: readonly Span[],
): ReadonlySet<Declaration> {
  const broken = new Set<Declaration>();
  const places: { readonly start: number; readonly node?: Declaration }[] = [
    ...tree.declarations.map((node) => ({ start: node.span.start, node })),
    ...strays,
  ].sort((a, b) => a.start - b.start);
  const starts = places.map(({ start }) => start);
  for (const error of errors) {
    const node = places[lastAtOrBefore(starts, error.start)]?.node;
    if (node) broken.add(node);
  }
  return broken;
}

/** The declarations that lie in conflicts, by their first place there. */
function startsWithin(conflicts: readonly Span[], file: FileNode): readonly Span[] {
  return conflicts.flatMap((conflict) => [
    conflict,
    ...file.declarations
      .map((node) => node.span)
      .filter((span) => conflict.start <= span.start && span.start < conflict.end),
  ]);
}

/** Where funnels use a segment that could not be read as a whole. */
function usesOf(misread: ReadonlySet<Declaration>, scope: Scope): readonly Span[] {
  return scope.funnels.flatMap((funnel) =>
    segmentNames(funnel).flatMap(({ text, span }) => {
      const segment = scope.segments.get(text);
      return segment && misread.has(segment) ? [span] : [];
    }),
  );
}

/** Runs only what is whole: the funnel and all that it uses. */
function finish(
  funnel: ResolvedFunnel,
  broken: ReadonlySet<Declaration>,
  readable: ReadonlySet<string>,
): FunnelModel | undefined {
  if (!funnel.model) return undefined;
  return isWhole(funnel, broken, readable) ? funnel.model : { ...funnel.model, runnable: false };
}

function isWhole(
  { node, sources }: ResolvedFunnel,
  broken: ReadonlySet<Declaration>,
  readable: ReadonlySet<string>,
): boolean {
  return (
    !broken.has(node) &&
    sources.length > 0 &&
    sources.every((source) => readable.has(source.name) && !broken.has(source.node))
  );
}

/** A study runs where it is whole, and what it is on runs too. */
function finishStudy(
  { node, funnel, source, model }: ResolvedStudy,
  broken: ReadonlySet<Declaration>,
  readable: ReadonlySet<string>,
): StudyModel | undefined {
  if (!model) return undefined;
  const isOnWhole = funnel
    ? isWhole(funnel, broken, readable)
    : source !== undefined && readable.has(source.name) && !broken.has(source.node);
  return isOnWhole && !broken.has(node) ? model : { ...model, runnable: false };
}
