import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type TextEdit as LspTextEdit,
} from "vscode-languageserver/node";
import {
  type SemanticToken,
  codeLenses,
  complete,
  definition,
  documentLinks,
  documentSymbols,
  fixAll,
  foldingRanges,
  formatAfterTyping,
  formatRange,
  formatText,
  highlights,
  hover,
  inlayHints,
  minimalEdits,
  organizeImports,
  prepareRename,
  quickFixes,
  refactorings,
  referenceLenses,
  selectionRanges,
  semanticTokens,
  signatureHelp,
} from "../../language/editing.ts";
import type { Locale, TextEdit, Need } from "../../language/index.ts";
import type { Across } from "./across.ts";
import * as convert from "./convert.ts";
import type { Documents } from "./documents.ts";
import { encodeTokens } from "./semantic-tokens.ts";
import type { Settings } from "./settings.ts";
import type { Snapshot } from "./snapshot.ts";

export interface LanguageContext {
  readonly documents: Documents;
  readonly across: Across;
  readonly locale: Locale;
  readonly settings: () => Settings;
  readonly snippets: boolean;
  readonly onError: (error: unknown) => void;
}

/** What the standard requests on one document have in common. */
interface OnDocument {
  readonly textDocument: { readonly uri: string };
}

/** After a blank, a list of keywords would be a nuisance; a slash matters only in paths. */
const wantedAfter: Readonly<Record<string, "names" | "paths">> = { " ": "names", "/": "paths" };

/** Answers the editor's standard requests, each by a function of the language over a snapshot. */
export function registerLanguage(connection: Connection, context: LanguageContext): void {
  const { documents, across, locale } = context;

  /** Looks the document up, gives up on what was cancelled, and turns an error into no answer. */
  const answer =
    <Params extends OnDocument, Result>(
      give: (snapshot: Snapshot, params: Params) => Result | Promise<Result>,
    ) =>
    async (params: Params, token: CancellationToken): Promise<Result | null> => {
      try {
        // Lets what has arrived meanwhile in: a request that was given up costs no analysis then.
        await new Promise((resolve) => setImmediate(resolve));
        if (token.isCancellationRequested) return null;
        const snapshot = await documents.snapshot(params.textDocument.uri);
        if (snapshot === undefined || token.isCancellationRequested) return null;
        return await give(snapshot, params);
      } catch (error) {
        context.onError(error);
        return null;
      }
    };

  /** An answer that may want facts which nobody has asked for yet: fetched for a moment, then asked again. */
  const withFacts = async <Result extends { readonly needs: readonly Need[] } | undefined>(
    snapshot: Snapshot,
    ask: () => Result,
  ): Promise<Result> => {
    let found = ask();
    // The files of a folder first, then the columns of a table, then the values of one of them.
    for (let round = 0; round < 3 && found !== undefined && found.needs.length > 0; round++) {
      if (!(await documents.fetch(snapshot, found.needs))) break;
      found = ask();
    }
    return found;
  };

  connection.onHover(
    answer(async (at, { position }) => {
      const offset = at.lines.offsetAt(position);
      const found = await withFacts(at, () => hover(at.analysis, at.catalog, offset, locale));
      return found === undefined ? null : convert.toHover(at, found);
    }),
  );

  connection.onCompletion(
    answer(async (at, { position, context: asked }) => {
      const offset = at.lines.offsetAt(position);
      const wanted = wantedAfter[asked?.triggerCharacter ?? ""] ?? "all";
      const found = await withFacts(at, () =>
        complete(at.analysis, at.catalog, offset, locale, wanted),
      );
      // An incomplete list is asked for again while one types: then there is more.
      void documents.fetch(at, found.later);
      return {
        isIncomplete: found.needs.length + found.later.length > 0,
        items: found.items.map((item) => convert.toCompletionItem(at, item, context.snippets)),
      };
    }),
  );

  connection.onSignatureHelp(
    answer((at, { position }) => {
      const found = signatureHelp(at.analysis, at.lines.offsetAt(position), locale);
      return found === undefined ? null : convert.toSignatureHelp(found);
    }),
  );

  connection.languages.inlayHint.on(
    answer((at, { range }) =>
      context.settings().inlayHints
        ? inlayHints(at.analysis, convert.toSpan(at, range), locale)
            .filter((hint) => convert.isWithin(at, { start: hint.at, end: hint.at }))
            .map((hint) => convert.toInlayHint(at, hint))
        : [],
    ),
  );

  connection.onDefinition(
    answer(async (early, { position }) => {
      const at = await documents.withImports(early);
      const found = definition(at.analysis, at.lines.offsetAt(position));
      return found === undefined ? null : convert.toLocationLinks(at, found);
    }),
  );

  connection.onReferences(
    answer(async (early, { position, context: { includeDeclaration } }) => {
      const at = await documents.withImports(early);
      const offset = at.lines.offsetAt(position);
      const found = await across.references(at, offset, { includeDeclaration });
      return found.flatMap((one) => one.spans.map((span) => convert.toLocation(one.at, span)));
    }),
  );

  connection.onDocumentHighlight(
    answer((at, { position }) =>
      highlights(at.analysis, at.lines.offsetAt(position))
        .filter((highlight) => convert.isWithin(at, highlight.span))
        .map((highlight) => convert.toHighlight(at, highlight)),
    ),
  );

  connection.onDocumentSymbol(
    answer((at) =>
      documentSymbols(at.analysis)
        .filter((item) => convert.isWithin(at, item.span))
        .map((item) => convert.toDocumentSymbol(at, item)),
    ),
  );

  connection.onFoldingRanges(
    answer((at) =>
      foldingRanges(at.analysis)
        .filter((range) => convert.isWithin(at, range.span))
        .map((range) => convert.toFoldingRange(at, range)),
    ),
  );

  connection.onCodeLens(
    answer((at) => {
      const { codeLens, referenceLens } = context.settings();
      return [
        ...(codeLens ? codeLenses(at.analysis, locale) : []),
        ...(referenceLens ? referenceLenses(at.analysis, locale) : []),
      ]
        .filter((lens) => convert.isWithin(at, lens.span))
        .map((lens) => convert.toCodeLens(at, lens));
    }),
  );

  connection.onCodeAction(
    answer((at, { range, context: { only } }) => {
      const wants = (kind: string): boolean =>
        only?.some((one) => kind === one || kind.startsWith(`${one}.`)) ?? false;
      const span = convert.toSpan(at, range);
      const may = (kind: string): boolean => only === undefined || wants(kind);
      const all = wants(CodeActionKind.SourceFixAll) ? fixAll(at.analysis, locale) : undefined;
      const imports = wants(CodeActionKind.SourceOrganizeImports)
        ? organizeImports(at.analysis, locale)
        : undefined;
      return [
        ...(may(CodeActionKind.QuickFix) ? quickFixes(at.analysis, span, locale) : []),
        ...(may(CodeActionKind.Refactor) || wants(CodeActionKind.RefactorRewrite)
          ? refactorings(at.analysis, at.catalog, span, locale)
          : []),
        ...(all === undefined ? [] : [all]),
        ...(imports === undefined ? [] : [imports]),
      ].map((action) => convert.toCodeAction(at, action, locale));
    }),
  );

  connection.onDocumentFormatting(
    answer((at) => editsOf(at, (text) => minimalEdits(text, formatted(at, text)))),
  );

  connection.onDocumentRangeFormatting(
    answer((at, { range }) =>
      editsOf(at, (text, start) => {
        const span = convert.toSpan(at, range);
        return formatRange(text, { start: span.start - start, end: span.end - start });
      }),
    ),
  );

  connection.onDocumentOnTypeFormatting(
    answer((at, { position, ch }) =>
      editsOf(at, (text, start) =>
        ch === "}" || ch === "\n"
          ? formatAfterTyping(text, at.lines.offsetAt(position) - start, ch)
          : [],
      ),
    ),
  );

  connection.onSelectionRanges(
    answer((at, { positions }) =>
      positions.map((position) =>
        convert.toSelectionRange(at, selectionRanges(at.analysis, at.lines.offsetAt(position))),
      ),
    ),
  );

  connection.onDocumentLinks(
    answer(async (early) => {
      const at = await documents.withImports(early);
      return documentLinks(at.analysis, at.catalog)
        .filter((link) => convert.isWithin(at, link.span))
        .map((link) => convert.toDocumentLink(at, link));
    }),
  );

  connection.onWorkspaceSymbol(async ({ query }, token) => {
    try {
      const found = await across.symbols(query);
      if (token.isCancellationRequested) return null;
      return found.flatMap(({ at, symbols }) =>
        symbols.map((symbol) => convert.toWorkspaceSymbol(at, symbol)),
      );
    } catch (error) {
      context.onError(error);
      return null;
    }
  });

  connection.onPrepareRename(
    answer(async (early, { position }) => {
      const at = await documents.withImports(early);
      const found = prepareRename(at.analysis, at.lines.offsetAt(position));
      if (found === undefined) return null;
      return { range: convert.toRange(at, found.span), placeholder: found.text };
    }),
  );

  connection.onRenameRequest(
    answer(async (early, { position, newName }) => {
      const at = await documents.withImports(early);
      const offset = at.lines.offsetAt(position);
      const renamed = await across.rename(at, offset, newName, locale);
      // A refusal is an answer that the editor shows to the user.
      return renamed.kind === "refused"
        ? new ResponseError(LSPErrorCodes.RequestFailed, renamed.reason)
        : convert.toWorkspaceEdits(renamed.changes);
    }),
  );

  connection.languages.semanticTokens.on(
    answer((at) => ({ data: encodeTokens(at, tokensOf(at)) })),
  );

  const diagnose = answer(
    (at, { previousResultId }: OnDocument & { readonly previousResultId?: string }) =>
      previousResultId === at.state
        ? ({ kind: DocumentDiagnosticReportKind.Unchanged, resultId: at.state } as const)
        : ({
            kind: DocumentDiagnosticReportKind.Full,
            resultId: at.state,
            items: at.analysis.diagnostics
              .filter((one) => convert.isWithin(at, one.span))
              .map((one) => convert.toDiagnostic(at, one, locale)),
          } satisfies DocumentDiagnosticReport),
  );
  connection.languages.diagnostics.on(async (params, token) => {
    const report = await diagnose(params, token);
    if (report !== null) return report;
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "");
    return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  });
}

function tokensOf(at: Snapshot): readonly SemanticToken[] {
  return semanticTokens(at.analysis).filter(({ span }) => convert.isWithin(at, span));
}

/** Edits of the document's own text: a cell is laid out by itself. */
function editsOf(
  at: Snapshot,
  edit: (text: string, start: number) => readonly TextEdit[],
): LspTextEdit[] {
  const { start, end } = at.part ?? { start: 0, end: at.analysis.text.length };
  return edit(at.analysis.text.slice(start, end), start).map(({ span, newText }) =>
    convert.toTextEdit(at, {
      span: { start: span.start + start, end: span.end + start },
      newText,
    }),
  );
}

/** A cell needs no line break at its end. */
function formatted({ part }: Snapshot, text: string): string {
  const { text: result } = formatText(text);
  return part === undefined ? result : result.replace(/\r?\n$/, "");
}
