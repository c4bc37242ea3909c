import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import {
  type Locale,
  type Need,
  codeLenses,
  complete,
  definition,
  documentSymbols,
  fixAll,
  foldingRanges,
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
  references,
  rename,
  semanticTokens,
  signatureHelp,
} from "../../language/index.ts";
import * as convert from "./convert.ts";
import type { Documents, Snapshot } from "./documents.ts";
import { encodeTokens } from "./semantic-tokens.ts";
import type { Settings } from "./settings.ts";

export interface LanguageContext {
  readonly documents: Documents;
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
  const { documents, locale } = context;

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
      return {
        isIncomplete: found.needs.length > 0,
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
        ? inlayHints(at.analysis, convert.toSpan(at, range), locale).map((hint) =>
            convert.toInlayHint(at, hint),
          )
        : [],
    ),
  );

  connection.onDefinition(
    answer((at, { position }) => {
      const found = definition(at.analysis, at.lines.offsetAt(position));
      return found === undefined ? null : [convert.toLocationLink(at, found)];
    }),
  );

  connection.onReferences(
    answer((at, { position, context: { includeDeclaration } }) =>
      references(at.analysis, at.lines.offsetAt(position), { includeDeclaration }).map((span) => ({
        uri: at.uri,
        range: convert.toRange(at, span),
      })),
    ),
  );

  connection.onDocumentHighlight(
    answer((at, { position }) =>
      highlights(at.analysis, at.lines.offsetAt(position)).map((highlight) =>
        convert.toHighlight(at, highlight),
      ),
    ),
  );

  connection.onDocumentSymbol(
    answer((at) => documentSymbols(at.analysis).map((item) => convert.toDocumentSymbol(at, item))),
  );

  connection.onFoldingRanges(
    answer((at) => foldingRanges(at.analysis).map((range) => convert.toFoldingRange(at, range))),
  );

  connection.onCodeLens(
    answer((at) => {
      const { codeLens, referenceLens } = context.settings();
      return [
        ...(codeLens ? codeLenses(at.analysis, locale) : []),
        ...(referenceLens ? referenceLenses(at.analysis, locale) : []),
      ].map((lens) => convert.toCodeLens(at, lens));
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
    answer((at) =>
      minimalEdits(at.analysis.text, formatText(at.analysis.text).text).map((edit) =>
        convert.toTextEdit(at, edit),
      ),
    ),
  );

  connection.onPrepareRename(
    answer((at, { position }) => {
      const found = prepareRename(at.analysis, at.lines.offsetAt(position));
      if (found === undefined) return null;
      return { range: convert.toRange(at, found.span), placeholder: found.text };
    }),
  );

  connection.onRenameRequest(
    answer((at, { position, newName }) => {
      const renamed = rename(at.analysis, at.lines.offsetAt(position), newName, locale);
      // A refusal is an answer that the editor shows to the user.
      return renamed.kind === "refused"
        ? new ResponseError(LSPErrorCodes.RequestFailed, renamed.reason)
        : convert.toWorkspaceEdit(at, renamed.edits);
    }),
  );

  connection.languages.semanticTokens.on(
    answer((at) => ({ data: encodeTokens(at, semanticTokens(at.analysis)) })),
  );

  const diagnose = answer(
    (at, { previousResultId }: OnDocument & { readonly previousResultId?: string }) =>
      previousResultId === at.state
        ? ({ kind: DocumentDiagnosticReportKind.Unchanged, resultId: at.state } as const)
        : ({
            kind: DocumentDiagnosticReportKind.Full,
            resultId: at.state,
            items: at.analysis.diagnostics.map((one) => convert.toDiagnostic(at, one, locale)),
          } satisfies DocumentDiagnosticReport),
  );
  connection.languages.diagnostics.on(async (params, token) => {
    const report = await diagnose(params, token);
    if (report !== null) return report;
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "");
    return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  });
}
