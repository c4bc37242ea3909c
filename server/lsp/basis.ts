import { createHash } from "node:crypto";
import type { Analysis, FunnelModel, StudyModel } from "../../language/index.ts";
import { isComputableStudy, studyFunnel } from "../engine/plan/computable-study.ts";
import { definitionOf } from "../engine/run/cache/definition.ts";
import { type FileOutcome, ranOf, requestFor } from "../engine/run/run-file.ts";
import type { Place, RunRequest, StudyRequest } from "../engine/run/runner.ts";
import type { Basis, PeopleOffer, StageOffer } from "../protocol/index.ts";

/** What people are asked with, and what tells a definition from another. */
export interface Asking {
  readonly funnel: FunnelModel;
  readonly study: StudyModel | undefined;
  readonly request: RunRequest;
  readonly definition: string;
}

/** Of the funnel or study of this name; undefined where it can't be run, or not be compared. */
export function askingOf(name: string, analysis: Analysis, place: Place): Asking | undefined {
  const { funnels, imported, studies } = analysis.program;
  const study = studies.find((each) => each.name === name);
  const funnel =
    study === undefined
      ? funnels.find((each) => each.name === name)
      : isComputableStudy(study)
        ? studyFunnel(study, [...funnels, ...imported])
        : undefined;
  const request = funnel && requestFor(funnel, { analysis, place });
  if (funnel === undefined || request === undefined || !("funnel" in request)) return undefined;
  const asked = study === undefined ? request : ({ ...request, study } as StudyRequest);
  const known = definitionOf(asked);
  if (known === undefined) return undefined;
  const definition = createHash("sha256").update(known.text).digest("hex");
  return { funnel, study, request, definition };
}

/** Whose people can be asked for of what was run; nothing where nobody's can. */
export function offerOf(
  outcome: FileOutcome,
  analysis: Analysis,
  place: Place | undefined,
): { readonly people?: PeopleOffer } {
  if ((outcome.kind !== "run" && outcome.kind !== "study") || place === undefined) return {};
  const { result } = outcome.run;
  const asking = askingOf(ranOf(outcome).name, analysis, place);
  if (asking === undefined) return {};
  const basis: Basis = {
    definition: asking.definition,
    data: Object.fromEntries(result.sources.map((source) => [source.name, source.fingerprint])),
  };
  const list = result.kind === "audience" || result.kind === "score" ? { list: result.kind } : {};
  const stages = result.kind === "funnel" ? stageOffers(asking) : [];
  return { people: { basis, stages, ...list } };
}

/** In the order in which they are read. */
function stageOffers({ funnel, request }: Asking): readonly StageOffer[] {
  // Who is counted by a source of totals has no name.
  const listed = request.funnel.stages.map((stage) => stage.name);
  const isBackward = funnel.model === "inverted";
  const first = isBackward ? listed.at(-1) : listed[0];
  const stages = funnel.stages.map(({ name, optional }): StageOffer => {
    const reached = listed.includes(name);
    return { stage: name, reached, dropped: reached && name !== first && !optional };
  });
  return isBackward ? stages.toReversed() : stages;
}
