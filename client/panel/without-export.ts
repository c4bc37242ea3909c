import type { FunnelOutcome } from "../../server/protocol/index.ts";

/** Without what only an export needs, for what is kept and copied: a chart that is compiled is enough. */
export function withoutExport(outcome: FunnelOutcome): FunnelOutcome {
  switch (outcome.kind) {
    case "report":
      return { ...outcome, chart: { ...outcome.chart, vegaLite: {} } };
    case "study": {
      const { chart } = outcome;
      return chart === undefined ? outcome : { ...outcome, chart: { ...chart, vegaLite: {} } };
    }
    case "failure":
      return outcome;
  }
}
