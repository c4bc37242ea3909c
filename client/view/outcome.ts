import type { PanelState } from "../panel/messages.ts";

/** What came of one funnel. */
export type Outcome = Extract<PanelState, { kind: "done" }>["outcomes"][number];
export type Problem = Extract<PanelState, { kind: "failed" }>["problems"][number];
