import { fileURLToPath } from "node:url";
import type { CancellationToken } from "vscode-languageserver/node";
import {
  type Draft,
  type DraftPart,
  draftFile,
  shorten,
  summarize,
} from "../../language/editing.ts";
import { type Catalog, type Finding, type Locale, describeFinding } from "../../language/index.ts";
import { askWithData } from "../engine/run/ask-with-data.ts";
import type { DataCatalog } from "../engine/run/catalog.ts";
import type { Runner, TableRows } from "../engine/run/runner.ts";
import { writtenPath } from "../engine/run/written-path.ts";
import type { DraftFileParams, DraftFileResult, DraftedPart, Refused } from "../protocol/index.ts";
import type { Documents } from "./documents.ts";

export interface DraftContext {
  readonly documents: Documents;
  readonly catalog: DataCatalog;
  readonly runner: Runner;
  readonly locale: Locale;
  readonly trusted: () => boolean;
}

/** For people to see what is in a file. */
export const shownRows = 5;

/** A source and a funnel over a file, for the text of a document as it is now. */
export async function answerDraft(
  context: DraftContext,
  { uri, file, wishes }: DraftFileParams,
  token: CancellationToken,
): Promise<DraftFileResult> {
  const { documents, catalog, runner, locale } = context;
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => controller.abort());
  try {
    const snapshot = await documents.snapshot(uri);
    const place = await documents.placeOfUri(uri);
    if (place === undefined) return refused(nowhere(context), locale);
    const path = await writtenPath(place, fileURLToPath(file));
    if (path === undefined) return { kind: "outside" };
    const text = snapshot?.analysis.text ?? "";
    const answer = await askWithData(
      place,
      catalog,
      (known) => draftFile(text, known, path, wishes),
      controller.signal,
    );
    switch (answer.kind) {
      case "failure":
        return refused(answer.failure, locale);
      case "unknown":
        return refused({ code: "FNL5029", args: {} }, locale);
      case "draft": {
        const { draft } = answer;
        const rows = await runner.rows(place, draft.location, shownRows, controller.signal);
        const rowsOfFile = rows.ok ? rows.value : { columns: [], rows: [] };
        return toWire(path, draft, catalog.view(place), rowsOfFile, locale);
      }
    }
  } finally {
    listener.dispose();
  }
}

/** Why no data may be read. */
export function nowhere({ trusted }: Pick<DraftContext, "trusted">): Finding {
  return { code: trusted() ? "FNL5035" : "FNL5034", args: {} };
}

export function refused(
  { code, args }: { readonly code: string; readonly args: Finding["args"] },
  locale: Locale,
): Refused {
  return { kind: "refused", reason: describeFinding({ code, args } as Finding, locale) };
}

function toWire(
  path: string,
  draft: Draft,
  known: Catalog,
  rowsOfFile: TableRows,
  locale: Locale,
): DraftFileResult {
  const { rows, possibleRows, parts, splits, split, source, funnel } = draft;
  return {
    kind: "draft",
    path,
    rows,
    possibleRows,
    parts: parts.map((part) => partToWire(part, draft, known, rowsOfFile, locale)),
    splits,
    ...(split === undefined ? {} : { split }),
    source,
    ...(funnel === undefined ? {} : { funnel }),
    rowsOfFile,
  };
}

function partToWire(
  { part, chosen, choices, isSure, isOpen }: DraftPart,
  { location }: Draft,
  known: Catalog,
  { columns, rows }: TableRows,
  locale: Locale,
): DraftedPart {
  const examplesOf = (name: string): readonly string[] => {
    const at = columns.indexOf(name);
    return [...new Set(rows.flatMap((row) => row[at] ?? []))];
  };
  return {
    part,
    chosen: choices.indexOf(chosen),
    isSure,
    isOpen,
    choices: choices.map(({ text, column = [] }) => {
      const values = column.length === 0 ? undefined : known.values(location, column);
      const examples = examplesOf(column.join("."));
      const format = /format "(.*)"$/.exec(text)?.[1];
      const detail =
        format !== undefined && isOpen
          ? readAs([...examples, ...(values?.values ?? []).map(({ value }) => value)], format)
          : values === undefined
            ? examples.map(shorten).join(", ")
            : summarize(values, locale);
      return { text, detail };
    }),
  };
}

const dateParts = /^\D*(\d{1,2})\D(\d{1,2})\D(\d{2,4})/;

/** `01/02/2026 → 2026-02-01`, where the day is first. */
function readAs(examples: readonly string[], format: string): string {
  const telling = examples.find((one) => {
    const [, a, b] = dateParts.exec(one) ?? [];
    return a !== b;
  });
  const example = telling ?? examples[0] ?? "";
  const [, a = "", b = "", year = ""] = dateParts.exec(example) ?? [];
  if (year === "") return shorten(example);
  const [day, month] = format.startsWith("%d") ? [a, b] : [b, a];
  const whole = year.length === 2 ? `20${year}` : year;
  return `${shorten(example)} → ${whole}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
