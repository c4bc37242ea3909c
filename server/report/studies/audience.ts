import { harmless } from "../harmless.ts";
import { type StudyScene, type StudyWords, stageName } from "./study.ts";

export function describeAudience({
  result,
  funnel,
  words,
  figures,
}: StudyScene<"audience">): StudyWords {
  const named = (name: string): string => harmless(stageName(name, funnel));
  const { audience } = words;
  const who =
    result.of === "dropped"
      ? audience.dropped(named(result.stage))
      : [
          audience.reached(named(result.stage)),
          ...(result.not_reached === undefined
            ? []
            : [audience.notReached(named(result.not_reached))]),
        ].join(", ");
  const actors = audience.actors(result.actors, figures.count(result.actors));
  return {
    about: words.on(words.kinds.audience, harmless(result.funnel)),
    summary: [`${actors}: ${who}`],
    tables: [],
  };
}
