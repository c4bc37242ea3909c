import { type Analysis, type Finding, describeFinding } from "../../language/index.ts";
import { analyzeWithData } from "../engine/run/catalog.ts";
import type { Place } from "../engine/run/runner.ts";
import type { Refusal, ResultId } from "../protocol/index.ts";
import { timeZoneOf } from "../report/time-zone.ts";
import { type Asking, askingOf } from "./basis.ts";
import type { RunContext } from "./run.ts";

/** A result that is asked about, as its text stands now. */
export interface AskedResult extends Asking {
  readonly analysis: Analysis;
  readonly place: Place;
  readonly timeZone: string | undefined;
}

/** What is asked about, if the text still says what the result was of. */
export async function findAsked(
  context: RunContext,
  { uri, funnel, basis }: ResultId,
  signal: AbortSignal,
): Promise<AskedResult | Refusal> {
  const snapshot = await context.documents.snapshot(uri);
  const changed: Finding = { code: "FNL5250", args: {} };
  if (snapshot === undefined) return refusal(context, changed);
  const { place } = snapshot;
  if (place === undefined) {
    return refusal(context, { code: context.trusted() ? "FNL5035" : "FNL5034", args: {} });
  }
  const { text } = snapshot.analysis;
  const analysis = await analyzeWithData(text, place, context.catalog, { signal });
  const asking = askingOf(funnel, analysis, place);
  if (asking?.definition !== basis.definition) return refusal(context, changed);
  const timeZone = timeZoneOf(asking.funnel, analysis.program);
  return { ...asking, analysis, place, timeZone };
}

export function refusal({ locale }: RunContext, finding: Finding): Refusal {
  return {
    kind: "refused",
    isStale: finding.code === "FNL5250" || finding.code === "FNL5251",
    code: finding.code,
    message: describeFinding(finding, locale),
  };
}

/** Nobody waits for an answer any more. */
export function closed(context: RunContext): Refusal {
  return refusal(context, { code: "FNL5029", args: {} });
}

/** Of a list of people that isn't kept any more. */
export function gone(context: RunContext): Refusal {
  return refusal(context, { code: "FNL5253", args: {} });
}

export function mistake(context: RunContext, error: unknown): Refusal {
  context.onError(error);
  return refusal(context, { code: "FNL5031", args: { reason: reasonOf(error) } });
}

export function notWritten(context: RunContext, path: string, error: unknown): Refusal {
  return refusal(context, { code: "FNL5252", args: { path, reason: reasonOf(error) } });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
