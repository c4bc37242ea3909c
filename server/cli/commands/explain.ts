import { reportExplained } from "../../report/explain.ts";
import { renderExplained } from "../../report/text.ts";
import { timeZoneOf } from "../../report/time-zone.ts";
import type { Context } from "../context.ts";
import { exitCode, type ExitCode } from "../exit.ts";
import { type OneFunnelOptions, openFunnel } from "../one-funnel.ts";
import { openOutput } from "../output.ts";
import { withRunner } from "../runner.ts";

export interface ExplainOptions extends OneFunnelOptions {
  readonly actor: string;
  readonly format: "text" | "json";
}

/** Says why one actor is where they are. */
export async function explain(
  file: string,
  options: ExplainOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  const { threads, actor, format, out } = options;
  return withRunner(threads === undefined ? {} : { threads }, async (runner) => {
    const opened = await openFunnel(file, options, runner, context);
    if (typeof opened === "number") return opened;
    const outcome = await runner.explain({ ...opened.request, actor }, opened.options);
    if (!outcome.ok) return opened.fail(outcome.failure);
    terminal.status(undefined);
    const output = await openOutput(out, context);
    if (output === undefined) return exitCode.badFile;
    if (format === "json") {
      await output.write(`${JSON.stringify(outcome.value, undefined, 2)}\n`);
    } else {
      const { funnel, program } = opened;
      const timeZone = timeZoneOf(funnel, program);
      const report = reportExplained(outcome.value, funnel, terminal.locale, { timeZone });
      const { width, colour, unicode } = terminal;
      await output.write(`${renderExplained(report, { width, colour, unicode })}\n`);
    }
    return output.end();
  });
}
