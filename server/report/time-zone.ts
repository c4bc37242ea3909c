import type { FunnelModel, Program } from "../../language/index.ts";

/** In which a report shows the dates that only the data know: that of the funnel's first source. */
export function timeZoneOf(funnel: FunnelModel, { sources }: Program): string | undefined {
  return sources.find(({ name }) => name === funnel.sources[0])?.timezone;
}
