import type { Diagnostic } from "../../../../language/index.ts";
import type { FunnelPlan } from "../../plan/plan.ts";
import type { StudyBase, StudyResult } from "../../result.ts";
import type { Database } from "../duckdb.ts";
import type { GroupSums } from "../group-sums.ts";
import type { StudyRequest } from "../runner.ts";
import type { Scanned } from "../scan.ts";
import type { CountedTotals } from "../totals.ts";

type Own<Result> = Result extends StudyResult ? Omit<Result, keyof StudyBase> : never;

/** What a study adds to what all have: its figures, and what there is to say of them. */
export interface StudyFigures<Kind extends StudyResult["kind"] = StudyResult["kind"]> {
  readonly figures: Own<Extract<StudyResult, { readonly kind: Kind }>>;
  readonly diagnostics?: readonly Diagnostic[];
}

/** What a study computes its figures from: the rows of its funnel, read by the funnel's plan. */
export interface StudyData {
  readonly request: StudyRequest;
  readonly plan: FunnelPlan;
  readonly scanned: Scanned;
  /** What measures ask for of whole sources; absent: nothing. */
  readonly sums?: GroupSums;
  /** The stages that are counted already; absent: there are none. */
  readonly counted?: CountedTotals;
  /** Still open, for what else has to be asked. */
  readonly database: Database;
  /** Reads the same tables by another plan, with the same codes of actors. @throws {DataError} */
  readonly scanAgain: (plan: FunnelPlan) => Promise<Scanned>;
}
