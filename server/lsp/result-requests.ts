import type { CancellationToken, Connection } from "vscode-languageserver/node";
import {
  type ClosePeopleParams,
  type ExplainActorParams,
  type ExportParams,
  type ExportResult,
  type ExplainActorResult,
  type OpenPeopleParams,
  type OpenPeopleResult,
  type ReadPeopleParams,
  type ReadPeopleResult,
  type SavePeopleParams,
  type SaveResult,
  type SaveResultParams,
  closePeople,
  explainActor,
  exportResult,
  openPeople,
  readPeople,
  savePeople,
  saveResult,
} from "../protocol/index.ts";
import { loadOnce } from "./load-once.ts";
import type { People } from "./people.ts";
import type { RunContext } from "./run.ts";

/** Takes what is asked of results that are shown. What answers is loaded with the first question. */
export function registerResultRequests(
  connection: Connection,
  context: RunContext,
): { end(): Promise<void> } {
  let end = async (): Promise<void> => undefined;
  const people = loadOnce(async (): Promise<People> => {
    const { createPeople } = await import("./people.ts");
    const created = createPeople(context);
    end = () => created.end();
    return created;
  });
  connection.onRequest<OpenPeopleResult, unknown>(
    openPeople,
    async (params: OpenPeopleParams, token: CancellationToken) =>
      (await people()).open(params, token),
  );
  connection.onRequest<ReadPeopleResult, unknown>(readPeople, async (params: ReadPeopleParams) =>
    (await people()).read(params),
  );
  connection.onRequest<ExplainActorResult, unknown>(
    explainActor,
    async (params: ExplainActorParams, token: CancellationToken) =>
      (await people()).explain(params, token),
  );
  connection.onRequest<SaveResult, unknown>(savePeople, async (params: SavePeopleParams) =>
    (await people()).save(params),
  );
  connection.onRequest<null, unknown>(closePeople, async (params: ClosePeopleParams) => {
    await (await people()).close(params);
    return null;
  });
  const exports = loadOnce(() => import("./exports.ts"));
  connection.onRequest<ExportResult, unknown>(
    exportResult,
    async (params: ExportParams, token: CancellationToken) =>
      (await exports()).exported(context, params, token),
  );
  connection.onRequest<SaveResult, unknown>(
    saveResult,
    async (params: SaveResultParams, token: CancellationToken) =>
      (await exports()).saved(context, params, token),
  );
  return { end: () => end() };
}
