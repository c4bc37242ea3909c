import type { Span } from "../../../../language/index.ts";
import type { RunRequest, StudyRequest } from "../runner.ts";

/** What a request asks, apart from where it stands in the text and from what is only said beside it. */
export interface Definition {
  /** Equal for two requests whose results differ in nothing but places in the text and labels. */
  readonly text: string;
  /** The places in the text, in an order that is the same for every request of an equal text. */
  readonly spans: readonly Span[];
  /** Numbers of lines, likewise. */
  readonly lines: readonly number[];
  /** The files that its sources name, as written, each once. */
  readonly locations: readonly string[];
}

/**
 * Undefined where the request holds what can't be compared.
 *
 * Which places are equal and which come first are part of the text: a result that orders what it says
 * by them, or that takes one of two equal ones, is the same for every request of an equal text.
 */
export function definitionOf(request: RunRequest | StudyRequest): Definition | undefined {
  const spans: Span[] = [];
  const lines: number[] = [];
  const locations = new Set<string>();
  let isPlain = true;
  const known = JSON.stringify(withoutTalk(request), (key, value: unknown) => {
    if (typeof value === "bigint") return { bigint: String(value) };
    if (typeof value === "number") {
      if (key === "line") return { lineAt: lines.push(value) - 1 };
      return Number.isFinite(value) ? value : { number: String(value) };
    }
    if (typeof value !== "object" || value === null) return value;
    if (isPlace(key, value)) return { place: spans.push(value) - 1 };
    if (key === "location" && "path" in value && typeof value.path === "string") {
      locations.add(value.path);
    }
    const kind: unknown = Object.getPrototypeOf(value);
    isPlain &&= kind === Object.prototype || kind === Array.prototype || kind === null;
    return value;
  });
  if (!isPlain) return undefined;
  const order = {
    spans: ranks(spans.flatMap(({ start, end }) => [start, end])),
    lines: ranks(lines),
  };
  return { text: `${known}\n${JSON.stringify(order)}`, spans, lines, locations: [...locations] };
}

/** Where the files lie is known by the files, and what is drawn, noted and labelled changes no figure. */
function withoutTalk(request: RunRequest | StudyRequest): object {
  const { place: _place, funnel, ...rest } = request;
  const { doc: _doc, chart: _chart, notes: _notes, stages, exits, measures, ...figures } = funnel;
  return {
    ...rest,
    ...("study" in request ? { study: { ...request.study, doc: undefined } } : {}),
    funnel: {
      ...figures,
      stages: stages.map(unlabelled),
      exits: exits.map(unlabelled),
      measures: measures.map((measure) => ({ ...measure, doc: undefined })),
    },
  };
}

function unlabelled(part: object): object {
  return { ...part, label: undefined, doc: undefined };
}

function isPlace(key: string, value: object): value is Span {
  return (
    (key === "span" || key.endsWith("Span")) &&
    "start" in value &&
    "end" in value &&
    Object.keys(value).length === 2
  );
}

/** Of each number how many different ones are smaller. */
function ranks(numbers: readonly number[]): readonly number[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const rankOf = new Map(sorted.map((number, rank) => [number, rank]));
  return numbers.map((number) => rankOf.get(number) ?? -1);
}
