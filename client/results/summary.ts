import type {
  ExpectationOutcome,
  FunnelOutcome,
  RunFunnelsResult,
} from "../../server/protocol/index.ts";

/** What came of one funnel or study, as short as lists and lenses show it. */
export interface RunSummary {
  readonly funnel: string;
  /** Zero-based line of its name. */
  readonly line: number;
  readonly status: "done" | "failed" | "cancelled";
  /** Of a funnel that ran: how many came how far. */
  readonly flow?: Flow;
  /** Of a study: its answer; of a failure: what is wrong. */
  readonly sentence: string;
  readonly milliseconds?: number;
  readonly fromCache?: true;
  /** How many expectations fail. */
  readonly unmet: number;
}

export interface Flow {
  /** The stage that all is about. */
  readonly goal: string;
  readonly entered: number;
  readonly converted: number;
  /** "4.2 %" */
  readonly conversion: string;
}

type Result = Pick<RunFunnelsResult, "outcomes" | "expectations" | "result">;

export function summariesOf({ outcomes, expectations, result }: Result): readonly RunSummary[] {
  return outcomes.map((outcome) => {
    const { funnel, line } = outcome;
    const unmet = expectations.filter((one) => one.funnel === funnel && isUnmet(one)).length;
    const common = { funnel, line, unmet };
    switch (outcome.kind) {
      case "report":
        return {
          ...common,
          ...tookOf(outcome),
          status: "done",
          sentence: "",
          ...flowOf(outcome, result),
        };
      case "study":
        return {
          ...common,
          ...tookOf(outcome),
          status: "done",
          sentence: outcome.report.summary[0] ?? outcome.report.context,
        };
      case "failure":
        return {
          ...common,
          status: outcome.failure === "cancelled" ? "cancelled" : "failed",
          sentence: outcome.problems[0]?.message ?? "",
        };
    }
  });
}

/** Those with `else warn` don't count. */
export function isUnmet({ status }: ExpectationOutcome): boolean {
  return status === "fail";
}

function tookOf({
  milliseconds,
  fromCache,
}: Exclude<FunnelOutcome, { kind: "failure" }>): Pick<RunSummary, "milliseconds" | "fromCache"> {
  return { milliseconds, ...(fromCache === true && { fromCache }) };
}

function flowOf(
  { funnel, report }: Extract<FunnelOutcome, { kind: "report" }>,
  { results }: RunFunnelsResult["result"],
): { readonly flow?: Flow } {
  const found = results.find((one) => one.kind === "funnel" && one.name === funnel);
  if (found?.kind !== "funnel") return {};
  // Stages are told in the order in which they are read: from the action back, where that is the model.
  const required = report.stages.filter(({ optional }) => !optional);
  const goal = found.model === "inverted" ? required[0] : required.at(-1);
  const { entered, converted } = found;
  return {
    flow: { goal: goal?.name ?? "", entered, converted, conversion: report.overview.conversion },
  };
}
