import type { Analysis } from "../../analyze.ts";
import type { Locale } from "../../messages/index.ts";
import { writeName } from "../../semantics/write.ts";
import type { FunnelNode, StageNode } from "../../syntax/ast.ts";
import { type Span, type TextEdit, overlaps } from "../../text.ts";
import type { Data } from "../data.ts";
import { sourcesOfFunnel } from "../declared.ts";
import { eventsOf } from "../mapping.ts";
import { missingStages, modelStages } from "../named-models.ts";
import { writeEvent } from "../names.ts";
import { funnelsOf, stagesOf } from "../tree.ts";
import { wordsOf } from "../words.ts";
import { type CodeAction, rewrite } from "./action.ts";

/** All stages that a funnel's model names and the funnel lacks, each at its place. */
export function addModelStages(
  analysis: Analysis,
  data: Data,
  selection: Span,
  locale: Locale,
): readonly CodeAction[] {
  return funnelsOf(analysis.tree).flatMap((funnel) => {
    const model = modelStages(funnel);
    if (model === undefined || !overlaps(funnel.span, selection)) return [];
    const missing = missingStages(funnel, model);
    const stages = stagesOf(funnel);
    if (missing.length === 0 || stages.length === 0) return [];
    const events = eventsOf(data, sourcesOfFunnel(data, funnel)).map(({ value }) => value);
    const used = new Set(stages.flatMap(eventsOfStage));
    const names = model.map(({ name }) => name);
    const edits = new Map<number, string>();
    for (const stage of missing) {
      const { name } = stage;
      const likely = events.find((event) => stage.events.test(event) && !used.has(event));
      if (likely !== undefined) used.add(likely);
      // Where none is likely, the hole shows where to go on.
      const statement = `stage ${writeName(name)}:${likely === undefined ? "" : ` ${writeEvent(likely)}`}`;
      const place = placeFor(name, names, stages);
      if (place === undefined) continue;
      const before = edits.get(place.at) ?? "";
      const line = lineFor(analysis.text, funnel, place.stage, statement, place.isBefore);
      edits.set(place.at, before + line);
    }
    const changes = [...edits].map(([at, newText]): TextEdit => ({
      span: { start: at, end: at },
      newText,
    }));
    return [
      rewrite(wordsOf(locale).addStages(missing.map(({ name }) => name).join(", ")), changes),
    ];
  });
}

function eventsOfStage({ steps }: StageNode): readonly string[] {
  return steps?.kind === "event-step" ? [steps.event.text] : [];
}

interface InsertAt {
  readonly at: number;
  readonly stage: StageNode;
  readonly isBefore: boolean;
}

/** Behind the last stage that comes before it in the model; before all of them, where none does. */
function placeFor(
  name: string,
  names: readonly string[],
  stages: readonly StageNode[],
): InsertAt | undefined {
  const index = names.indexOf(name);
  const after = stages.findLast((stage) => {
    const own = names.indexOf(stage.name?.text ?? "");
    return own >= 0 && own < index;
  });
  if (after !== undefined) return { at: after.span.end, stage: after, isBefore: false };
  const [first] = stages;
  return first && { at: first.span.start, stage: first, isBefore: true };
}

function lineFor(
  text: string,
  funnel: FunnelNode,
  stage: StageNode,
  statement: string,
  isBefore: boolean,
): string {
  const lineStart = text.lastIndexOf("\n", stage.span.start - 1) + 1;
  const before = text.slice(lineStart, stage.span.start);
  const onOwnLine = /^[ \t]*$/.test(before) && lineStart > funnel.span.start;
  const lineBreak = onOwnLine ? `${text.includes("\r\n") ? "\r\n" : "\n"}${before}` : " ";
  return isBefore ? `${statement}${lineBreak}` : `${lineBreak}${statement}`;
}
