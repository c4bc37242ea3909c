import type { Finding } from "../../language/index.ts";
import type { ExpectationReport } from "./report.ts";

/** What a run says at the place of an expectation that didn't pass. */
export function unmetFinding(
  status: Exclude<ExpectationReport["status"], "pass">,
  expectation: string,
): Finding {
  switch (status) {
    case "fail":
      return { code: "FNL6014", args: { expectation } };
    case "warn":
      return { code: "FNL6015", args: { expectation } };
    case "unknown":
      return { code: "FNL6016", args: { expectation } };
  }
}
