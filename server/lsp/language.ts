import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
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
import type { DataCatalog } from "../engine/run/catalog.ts";
import { createAcross } from "./across.ts";
import * as convert from "./convert.ts";
import type { Documents } from "./documents.ts";
import { encodeTokens } from "./semantic-tokens.ts";
import type { Settings } from "./settings.ts";
import type { Snapshot } from "./snapshot.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export interface LanguageContext {
  readonly documents: Documents;
  readonly files: WorkspaceFiles;
  readonly catalog: DataCatalog;
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

type Languages = Connection["languages"];

/** What answers the editor's standard requests other than those for diagnostics. */
export interface Answers {
  readonly hover: Parameters<Connection["onHover"]>[0];
  readonly completion: Parameters<Connection["onCompletion"]>[0];
  readonly signatureHelp: Parameters<Connection["onSignatureHelp"]>[0];
  readonly inlayHints: Parameters<Languages["inlayHint"]["on"]>[0];
  readonly definition: Parameters<Connection["onDefinition"]>[0];
  readonly references: Parameters<Connection["onReferences"]>[0];
  readonly highlights: Parameters<Connection["onDocumentHighlight"]>[0];
  readonly symbols: Parameters<Connection["onDocumentSymbol"]>[0];
  readonly foldingRanges: Parameters<Connection["onFoldingRanges"]>[0];
  readonly codeLenses: Parameters<Connection["onCodeLens"]>[0];
  readonly codeActions: Parameters<Connection["onCodeAction"]>[0];
  readonly format: Parameters<Connection["onDocumentFormatting"]>[0];
  readonly formatRange: Parameters<Connection["onDocumentRangeFormatting"]>[0];
  readonly formatAfterTyping: Parameters<Connection["onDocumentOnTypeFormatting"]>[0];
  readonly selectionRanges: Parameters<Connection["onSelectionRanges"]>[0];
  readonly links: Parameters<Connection["onDocumentLinks"]>[0];
  readonly workspaceSymbols: Parameters<Connection["onWorkspaceSymbol"]>[0];
  readonly prepareRename: Parameters<Connection["onPrepareRename"]>[0];
  readonly rename: Parameters<Connection["onRenameRequest"]>[0];
  readonly semanticTokens: Parameters<Languages["semanticTokens"]["on"]>[0];
}

/** Each by a function of the language over a snapshot. */
export function answerRequests(context: LanguageContext): Answers {
  const { documents, locale } = context;
  const across = createAcross(context);

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

  return {
    hover: answer(async (at, { position }) => {
      const offset = at.lines.offsetAt(position);
      const found = await withFacts(at, () => hover(at.analysis, at.catalog, offset, locale));
      return found === undefined ? null : convert.toHover(at, found);
    }),

    completion: answer(async (at, { position, context: asked }) => {
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

    signatureHelp: answer((at, { position }) => {
      const found = signatureHelp(at.analysis, at.lines.offsetAt(position), locale);
      return found === undefined ? null : convert.toSignatureHelp(found);
    }),

    inlayHints: answer((at, { range }) =>
      context.settings().inlayHints
        ? inlayHints(at.analysis, convert.toSpan(at, range), locale)
            .filter((hint) => convert.isWithin(at, { start: hint.at, end: hint.at }))
            .map((hint) => convert.toInlayHint(at, hint))
        : [],
    ),

    definition: answer(async (early, { position }) => {
      const at = await documents.withImports(early);
      const found = definition(at.analysis, at.lines.offsetAt(position));
      return found === undefined ? null : convert.toLocationLinks(at, found);
    }),

    references: answer(async (early, { position, context: { includeDeclaration } }) => {
      const at = await documents.withImports(early);
      const offset = at.lines.offsetAt(position);
      const found = await across.references(at, offset, { includeDeclaration });
      return found.flatMap((one) => one.spans.map((span) => convert.toLocation(one.at, span)));
    }),

    highlights: answer((at, { position }) =>
      highlights(at.analysis, at.lines.offsetAt(position))
        .filter((highlight) => convert.isWithin(at, highlight.span))
        .map((highlight) => convert.toHighlight(at, highlight)),
    ),

    symbols: answer((at) =>
      documentSymbols(at.analysis)
        .filter((item) => convert.isWithin(at, item.span))
        .map((item) => convert.toDocumentSymbol(at, item)),
    ),

    foldingRanges: answer((at) =>
      foldingRanges(at.analysis)
        .filter((range) => convert.isWithin(at, range.span))
        .map((range) => convert.toFoldingRange(at, range)),
    ),

    codeLenses: answer((at) => {
      const { codeLens, referenceLens } = context.settings();
      return [
        ...(codeLens ? codeLenses(at.analysis, locale) : []),
        ...(referenceLens ? referenceLenses(at.analysis, locale) : []),
      ]
        .filter((lens) => convert.isWithin(at, lens.span))
        .map((lens) => convert.toCodeLens(at, lens));
    }),

    codeActions: answer((at, { range, context: { only } }) => {
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

    format: answer((at) => editsOf(at, (text) => minimalEdits(text, formatted(at, text)))),

    formatRange: answer((at, { range }) =>
      editsOf(at, (text, start) => {
        const span = convert.toSpan(at, range);
        return formatRange(text, { start: span.start - start, end: span.end - start });
      }),
    ),

    formatAfterTyping: answer((at, { position, ch }) =>
      editsOf(at, (text, start) =>
        ch === "}" || ch === "\n"
          ? formatAfterTyping(text, at.lines.offsetAt(position) - start, ch)
          : [],
      ),
    ),

    selectionRanges: answer((at, { positions }) =>
      positions.map((position) =>
        convert.toSelectionRange(at, selectionRanges(at.analysis, at.lines.offsetAt(position))),
      ),
    ),

    links: answer(async (early) => {
      const at = await documents.withImports(early);
      return documentLinks(at.analysis, at.catalog)
        .filter((link) => convert.isWithin(at, link.span))
        .map((link) => convert.toDocumentLink(at, link));
    }),

    workspaceSymbols: async ({ query }, token) => {
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
    },

    prepareRename: answer(async (early, { position }) => {
      const at = await documents.withImports(early);
      const found = prepareRename(at.analysis, at.lines.offsetAt(position));
      if (found === undefined) return null;
      return { range: convert.toRange(at, found.span), placeholder: found.text };
    }),

    rename: answer(async (early, { position, newName }) => {
      const at = await documents.withImports(early);
      const offset = at.lines.offsetAt(position);
      const renamed = await across.rename(at, offset, newName, locale);
      // A refusal is an answer that the editor shows to the user.
      return renamed.kind === "refused"
        ? new ResponseError(LSPErrorCodes.RequestFailed, renamed.reason)
        : convert.toWorkspaceEdits(renamed.changes);
    }),

    semanticTokens: answer((at) => ({ data: encodeTokens(at, tokensOf(at)) })),
  };
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
