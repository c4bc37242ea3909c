import type { CancellationToken, Connection } from "vscode-languageserver/node";
import {
  type CheckParams,
  type CheckResult,
  type DescribeColumnParams,
  type DescribeColumnResult,
  type DescribeSourceParams,
  type DescribeSourceResult,
  type DraftFileParams,
  type DraftFileResult,
  type ListSourcesResult,
  checkText,
  describeColumn,
  describeSource,
  draftFile,
  listSources,
} from "../protocol/index.ts";
import type { SourcesContext } from "./sources.ts";

/** Takes what is asked of data before anything is run. What answers is loaded with the first question. */
export function registerDataRequests(
  connection: Connection,
  /** Loads the words that editors are answered in, too. */
  context: () => Promise<SourcesContext>,
): void {
  connection.onRequest<DraftFileResult, unknown>(
    draftFile,
    async (params: DraftFileParams, token: CancellationToken) => {
      const { answerDraft } = await import("./draft.ts");
      return answerDraft(await context(), params, token);
    },
  );
  connection.onRequest<CheckResult, unknown>(
    checkText,
    async (params: CheckParams, token: CancellationToken) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const { answerCheck } = await import("./check.ts");
      return answerCheck(await context(), params, controller.signal);
    },
  );
  connection.onRequest<ListSourcesResult, unknown>(listSources, async () => {
    const { answerSources } = await import("./sources.ts");
    return answerSources(await context());
  });
  connection.onRequest<DescribeSourceResult, unknown>(
    describeSource,
    async (params: DescribeSourceParams) => {
      const { answerSource } = await import("./sources.ts");
      return answerSource(await context(), params);
    },
  );
  connection.onRequest<DescribeColumnResult | null, unknown>(
    describeColumn,
    async (params: DescribeColumnParams) => {
      const { answerColumn } = await import("./sources.ts");
      return answerColumn(await context(), params);
    },
  );
}
