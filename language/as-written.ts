import type { Analysis } from "./analysis.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { baseBehind } from "./semantics/imports/join.ts";
import type { ResolvedImports } from "./semantics/imports/separate.ts";
import type { FunnelModel, Program } from "./semantics/model.ts";
import type { Reference } from "./semantics/references.ts";
import type { Resolved } from "./semantics/resolved.ts";
import type { FileNode } from "./syntax/ast.ts";
import { lazily } from "./syntax/lazily.ts";
import { mapSpans, shift } from "./syntax/shift.ts";
import type { SpacedText } from "./syntax/spaced.ts";
import { indexLines, type LineIndex } from "./text.ts";

/**
 * What was found in a spaced text as what there is to say of the text as it is written. After most
 * keystrokes only diagnostics are asked for: all else is moved when it is.
 */
export function asWritten(
  text: string,
  spaced: SpacedText,
  { program, diagnostics, references, reach, inferred, ...others }: Resolved & ResolvedImports,
): Analysis {
  const { spanOf, offsetOf } = spaced;
  const tree = once(spaced.written);
  const lines = once(() => indexLines(text));
  const made = {
    program: once(() => programOf(program, spaced, lines)),
    references: once(() => references.map((each) => referenceOf(each, spaced))),
    reach: once(() => reachOf(reach, tree(), spaced)),
  };
  return {
    text,
    get tree() {
      return tree();
    },
    get program() {
      return made.program();
    },
    diagnostics: diagnostics.map((each) => diagnosticOf(each, spaced)),
    get references() {
      return made.references();
    },
    ...others,
    importLinks: others.importLinks.map((link) => ({ ...link, span: spanOf(link.span) })),
    get reach() {
      return made.reach();
    },
    inferred: inferred.map((item) => ({ ...item, span: spanOf(item.span), at: offsetOf(item.at) })),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Places in other files are as they are. */
function diagnosticOf(problem: Diagnostic, { spanOf }: SpacedText): Diagnostic {
  const { related, fixes } = problem;
  return {
    ...problem,
    span: spanOf(problem.span),
    ...(related && {
      related: related.map((one) =>
        one.file === undefined ? { ...one, span: spanOf(one.span) } : one,
      ),
    }),
    ...(fixes && {
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, span: spanOf(edit.span) })),
      })),
    }),
  };
}

function referenceOf(reference: Reference, { spanOf }: SpacedText): Reference {
  const { target } = reference;
  return {
    ...reference,
    span: spanOf(reference.span),
    target:
      target.file === undefined ? { ...target, declaration: spanOf(target.declaration) } : target,
  };
}

function programOf(program: Program, spaced: SpacedText, lines: () => LineIndex): Program {
  const { spanOf } = spaced;
  const ofFile = <Model extends { readonly file?: string }>(model: Model): Model =>
    model.file === undefined ? mapSpans(model, spanOf) : model;
  return {
    sources: program.sources.map(ofFile),
    connections: program.connections.map(ofFile),
    params: program.params.map(ofFile),
    funnels: program.funnels.map((model) => funnelOf(model, spaced, lines)),
    imported: program.imported,
    studies: program.studies.map((model) => mapSpans(model, spanOf)),
  };
}

function funnelOf(model: FunnelModel, spaced: SpacedText, lines: () => LineIndex): FunnelModel {
  const first = once(() => lines().positionAt(spaced.pieceAt(model.span.start)).line);
  return lazily(model, (value) => mapSpans(value, spaced.spanOf, first()));
}

/** What is imported lies behind either text. */
function reachOf(reach: FileNode, tree: FileNode, { text, parsed }: SpacedText): FileNode {
  if (reach === parsed.tree) return tree;
  const { declarations, comments } = parsed.tree;
  const by = baseBehind(tree.span.end) - baseBehind(text.length);
  return {
    ...tree,
    declarations: [
      ...tree.declarations,
      ...reach.declarations
        .slice(declarations.length)
        .map((node) => lazily(node, (value) => shift(value, by))),
    ],
    comments: [...tree.comments, ...shift(reach.comments.slice(comments.length), by)],
  };
}
