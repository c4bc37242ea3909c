import { fileURLToPath } from "node:url";
import { describeFinding, indexLines } from "../../language/index.ts";
import { analyzeWithData } from "../engine/run/catalog.ts";
import type { CheckParams, CheckResult } from "../protocol/index.ts";
import { nowhere, refused } from "./draft.ts";
import type { SourcesContext } from "./sources.ts";

/**
 * What is wrong with a text, all of its data known: the given one, as it would be in that file, or else
 * the one that is open, or on the disk.
 */
export async function answerCheck(
  context: SourcesContext,
  { uri, text }: CheckParams,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { documents, files, catalog, locale } = context;
  const place = await documents.placeOfUri(uri);
  if (place === undefined) return refused(nowhere(context), locale);
  const checked =
    text ??
    (await documents.snapshot(uri))?.analysis.text ??
    (uri.startsWith("file:") ? await files.text(fileURLToPath(uri)) : undefined);
  if (checked === undefined) return { kind: "missing" };
  const analysis = await analyzeWithData(checked, place, catalog, { signal });
  const lines = indexLines(checked);
  return {
    kind: "checked",
    problems: analysis.diagnostics.map((one) => ({
      code: one.code,
      message: describeFinding(one, locale),
      severity: one.severity,
      ...lines.positionAt(one.span.start),
    })),
  };
}
