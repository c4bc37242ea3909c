import type { Workspace } from "../../support/lsp.ts";
import { makeWorkspace } from "../../support/lsp.ts";

/** 20 visitors, of whom 8 sign up and 3 pay; each event an hour after the one before. */
export function events(): string {
  const lines = ["user_id,ts,name,device,amount"];
  const hour = (day: number, n: number): string =>
    `2026-01-${String(day).padStart(2, "0")} ${String(n).padStart(2, "0")}:00:00`;
  for (let i = 1; i <= 20; i++) {
    const device = i % 4 === 0 ? "smart tv" : i % 2 === 0 ? "ios" : "android";
    const day = i;
    lines.push(`u${i},${hour(day, 1)},page_view,${device},`);
    if (i <= 8) lines.push(`u${i},${hour(day, 2)},sign up,${device},`);
    if (i <= 3) lines.push(`u${i},${hour(day, 3)},payment,${device},${i * 10}`);
  }
  return `${lines.join("\n")}\n`;
}

export const signup = `source web from "data/events.csv" {
  actor user_id
  time ts
  event name
}

/** From the first visit to the first payment. */
funnel Signup on web {
  window 14 days

  stage Visit: page_view
  stage SignUp: "sign up"
  stage Paid: payment where amount > 0

  split by device
}
`;

export function makeShop(files: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  return makeWorkspace({ "data/events.csv": events(), "signup.funnel": signup, ...files });
}
