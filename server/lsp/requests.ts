import {
  type CancellationToken,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import type { Locale } from "../../language/index.ts";
import { isWithin, toDiagnostic } from "./convert.ts";
import type { Documents } from "./documents.ts";
import type { Answers } from "./language.ts";

export interface RequestsContext {
  readonly documents: Documents;
  readonly locale: Locale;
  /** Loads what answers, with the first request for one. */
  readonly answers: () => Promise<Answers>;
  readonly onDiagnosed: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Takes the editor's standard requests. Diagnostics, which come first, are at hand; what answers all
 * others is loaded.
 */
export function registerRequests(connection: Connection, context: RequestsContext): void {
  const { answers, onDiagnosed, onError } = context;

  connection.languages.diagnostics.on(async (params, token) => {
    try {
      return await diagnose(context, params, token);
    } catch (error) {
      onError(error);
      return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    } finally {
      onDiagnosed();
    }
  });

  connection.onHover(async (...asked) => (await answers()).hover(...asked));
  connection.onCompletion(async (...asked) => (await answers()).completion(...asked));
  connection.onSignatureHelp(async (...asked) => (await answers()).signatureHelp(...asked));
  connection.languages.inlayHint.on(async (...asked) => (await answers()).inlayHints(...asked));
  connection.onDefinition(async (...asked) => (await answers()).definition(...asked));
  connection.onReferences(async (...asked) => (await answers()).references(...asked));
  connection.onDocumentHighlight(async (...asked) => (await answers()).highlights(...asked));
  connection.onDocumentSymbol(async (...asked) => (await answers()).symbols(...asked));
  connection.onFoldingRanges(async (...asked) => (await answers()).foldingRanges(...asked));
  connection.onCodeLens(async (...asked) => (await answers()).codeLenses(...asked));
  connection.onCodeAction(async (...asked) => (await answers()).codeActions(...asked));
  connection.onDocumentFormatting(async (...asked) => (await answers()).format(...asked));
  connection.onDocumentRangeFormatting(async (...asked) => (await answers()).formatRange(...asked));
  connection.onDocumentOnTypeFormatting(async (...asked) =>
    (await answers()).formatAfterTyping(...asked),
  );
  connection.onSelectionRanges(async (...asked) => (await answers()).selectionRanges(...asked));
  connection.onDocumentLinks(async (...asked) => (await answers()).links(...asked));
  connection.onWorkspaceSymbol(async (...asked) => (await answers()).workspaceSymbols(...asked));
  connection.onPrepareRename(async (...asked) => (await answers()).prepareRename(...asked));
  connection.onRenameRequest(async (...asked) => (await answers()).rename(...asked));
  connection.languages.semanticTokens.on(async (...asked) =>
    (await answers()).semanticTokens(...asked),
  );
}

async function diagnose(
  { documents, locale }: RequestsContext,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport | ResponseError<DiagnosticServerCancellationData>> {
  // Lets what has arrived meanwhile in: a request that was given up costs no analysis then.
  await new Promise((resolve) => setImmediate(resolve));
  const at = token.isCancellationRequested ? undefined : await documents.snapshot(textDocument.uri);
  if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "");
  if (at === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  if (previousResultId === at.state)
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: at.state };
  return {
    kind: DocumentDiagnosticReportKind.Full,
    resultId: at.state,
    items: at.analysis.diagnostics
      .filter((one) => isWithin(at, one.span))
      .map((one) => toDiagnostic(at, one, locale)),
  };
}
