import * as vscode from "vscode";
import type { LanguageServer } from "../language-client.ts";
import {
  type CheckInput,
  type DescribeInput,
  type RunInput,
  check,
  describe,
  run,
} from "./answers.ts";
import { assertTrusted } from "./files.ts";

/**
 * What language models may ask for, named in the manifest: to check a text, to look at the data, to run.
 * None of them changes anything; each answers briefly, and nothing in a workspace that isn't trusted. The
 * editor asks the user before one is used in a chat.
 */
export function registerTools(server: Pick<LanguageServer, "ask" | "run">): vscode.Disposable {
  const answer = async (give: () => Promise<string>): Promise<vscode.LanguageModelToolResult> => {
    assertTrusted();
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await give())]);
  };
  return vscode.Disposable.from(
    vscode.lm.registerTool<CheckInput>("funnel_check", {
      prepareInvocation: () => ({ invocationMessage: vscode.l10n.t("Checking a funnel") }),
      invoke: ({ input }, token) => answer(() => check(server, input, token)),
    }),
    vscode.lm.registerTool<DescribeInput>("funnel_describe_data", {
      prepareInvocation: () => ({
        invocationMessage: vscode.l10n.t("Looking at the data"),
      }),
      invoke: ({ input }, token) => answer(() => describe(server, input, token)),
    }),
    vscode.lm.registerTool<RunInput>("funnel_run", {
      prepareInvocation: () => ({
        invocationMessage: vscode.l10n.t("Running a funnel"),
      }),
      invoke: ({ input }, token) => answer(() => run(server, input, token)),
    }),
  );
}
