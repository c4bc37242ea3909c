import type { Diagnostic } from "../../diagnostics.ts";
import type { FileNode } from "../../syntax/ast.ts";
import { lineBreaks, type Span } from "../../text.ts";
import type { FilePath } from "../catalog.ts";
import type { FunnelModel, Program, StudyModel } from "../model.ts";
import type { SymbolId } from "../references.ts";
import type { Resolved } from "../resolved.ts";
import { type JoinedText, partAt, placeIn } from "./join.ts";
import type { ImportLink } from "./load.ts";
import { mapSpans, shift } from "../../syntax/shift.ts";

/** A file that the analysed one imports, as it is. */
export interface ImportedFile {
  readonly path: FilePath;
  readonly text: string;
  readonly tree: FileNode;
}

export interface ResolvedImports {
  /** Each once, as far as they are known. */
  readonly imports: readonly ImportedFile[];
  /** Where the text names files that are known, itself included. */
  readonly importLinks: readonly ImportLink[];
  /** The declarations of the text, then those of all that it imports, which lie behind it. */
  readonly reach: FileNode;
}

export function importsOf({ parts, parsed, imports }: JoinedText): ResolvedImports {
  return {
    imports: parts.map(({ file: { path, text, parsed: own } }) => ({ path, text, tree: own.tree })),
    importLinks: imports.links,
    reach: parsed.tree,
  };
}

/** What was found in a text and all that it imports, as what there is to say of the text alone. */
export function separate(joined: JoinedText, resolved: Resolved): Resolved {
  const { parts, imports } = joined;
  const needs = [...imports.needs, ...resolved.needs];
  if (parts.length === 0) return { ...resolved, needs };
  const isOwn = ({ span }: { readonly span: Span }): boolean => !partAt(parts, span.start);
  const { program } = resolved;
  const funnels = program.funnels.filter(isOwn);
  const studies = program.studies.filter(isOwn);
  return {
    ...resolved,
    program: {
      ...program,
      sources: program.sources.map((model) => inItsFile(model, joined)),
      connections: program.connections.map((model) => inItsFile(model, joined)),
      params: program.params.map((model) => inItsFile(model, joined)),
      funnels: funnels.map((model) => withOwnPlaces(model, joined)),
      imported: studiedElsewhere(program, funnels, studies).map((model) =>
        importedFunnel(model, joined),
      ),
      studies,
    },
    diagnostics: resolved.diagnostics.filter(isOwn).map((one) => withOwnFixes(one, joined)),
    needs,
    references: resolved.references
      .filter(isOwn)
      .map((reference) =>
        partAt(parts, reference.target.declaration.start)
          ? { ...reference, target: inItsOwnFile(reference.target, joined) }
          : reference,
      ),
    inferred: resolved.inferred.filter(isOwn),
  };
}

/** Places of another file count from its own beginning. */
function inItsFile<Model extends { readonly span: Span }>(model: Model, joined: JoinedText): Model {
  const part = partAt(joined.parts, model.span.start);
  return part === undefined ? model : { ...shift(model, -part.base), file: part.file.path };
}

/** The funnels of other files that studies are on; of a name that the file has itself none. */
function studiedElsewhere(
  program: Program,
  own: readonly FunnelModel[],
  studies: readonly StudyModel[],
): readonly FunnelModel[] {
  const names = new Set(studies.flatMap((study) => ("funnel" in study ? study.funnel : [])));
  for (const { name } of own) names.delete(name);
  return program.funnels.filter((model) => {
    const isFirst = names.has(model.name) && !own.includes(model);
    names.delete(model.name);
    return isFirst;
  });
}

/** Parts of segments that other files declare have the place of the funnel's name. */
function importedFunnel(model: FunnelModel, { parts }: JoinedText): FunnelModel {
  const part = partAt(parts, model.span.start);
  if (part === undefined) return model;
  const { base, file } = part;
  const inFile = ({ start, end }: Span): Span => ({ start: start - base, end: end - base });
  const lines = lineBreaks(file.text.slice(0, model.span.start - base));
  const placed = mapSpans(
    model,
    (span) => inFile(partAt(parts, span.start) === part ? span : model.nameSpan),
    lines,
  );
  return { ...placed, file: file.path };
}

function inItsOwnFile(target: SymbolId, { parts }: JoinedText): SymbolId {
  const { file, span } = placeIn(parts, target.declaration);
  return file === undefined ? target : { ...target, file, declaration: span };
}

/** Most funnels are what they were at the last keystroke. */
const placed = new WeakMap<FunnelModel, FunnelModel>();

/** A funnel holds parts of segments that other files declare: their place here is the funnel's name. */
function withOwnPlaces(model: FunnelModel, { parts }: JoinedText): FunnelModel {
  const known = placed.get(model);
  if (known !== undefined) return known;
  let isForeign = false;
  const moved = mapSpans(model, (span) => {
    if (!partAt(parts, span.start)) return span;
    isForeign = true;
    return model.nameSpan;
  });
  const result = isForeign ? moved : model;
  placed.set(model, result);
  return result;
}

function withOwnFixes(problem: Diagnostic, { parts }: JoinedText): Diagnostic {
  const { related, fixes } = problem;
  return {
    ...problem,
    ...(related && {
      related: related.map((one) =>
        one.file === undefined ? { ...one, ...placeIn(parts, one.span) } : one,
      ),
    }),
    ...(fixes && {
      fixes: fixes.filter(({ edits }) => edits.every(({ span }) => !partAt(parts, span.start))),
    }),
  };
}
