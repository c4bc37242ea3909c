import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import {
  type DraftFileResult,
  type DraftFileWishes,
  type DraftedFile,
  draftFile,
} from "../../server/protocol/index.ts";
import { runAndShow } from "../commands/run-file.ts";
import { detailsOf, showFailure } from "../log.ts";
import type { Services } from "../services.ts";
import { nameOf } from "../uri-name.ts";
import { confirm } from "./confirm.ts";
import { type Inside, bringInside } from "./outside.ts";
import { type Target, addressOf, exists, findTarget, writeInto } from "./target.ts";
import { draftedText } from "./wishes.ts";

/** What is known before anybody is asked. */
export interface AttachOptions {
  /** The file of data. */
  readonly file?: vscode.Uri;
  /** The `.funnel` file that is open, or a new one. */
  readonly into?: vscode.Uri;
  /** Without a look at it first. */
  readonly asDrafted?: boolean;
}

/** Endings of the files that sources may read. */
const endings = [
  ...["csv", "tsv", "parquet", "json", "jsonl", "ndjson", "xlsx", "gz", "zst"],
] as const;

/** Whether a file may hold data, by its name. */
export function mayHoldData({ path }: vscode.Uri): boolean {
  return /.\.(?:(?:csv|tsv|json|jsonl|ndjson)(?:\.(?:gz|zst))?|parquet|xlsx)$/i.test(path);
}

/** From a file to a chart: a source over it, and a funnel that is run at once. */
export async function attach(services: Services, options: AttachOptions = {}): Promise<void> {
  try {
    if (await refuseUntrusted()) return;
    const data = options.file ?? (await askForData());
    if (data === undefined) return;
    const target = await targetFor(data, options);
    if (target === undefined) return;
    await attachTo(services, data, target, options);
  } catch (error) {
    const sentence = vscode.l10n.t(
      "The file could not be attached; try it again, or write its source by hand.",
    );
    await showFailure(services.log, sentence, error);
  }
}

async function refuseUntrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return false;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "To attach a file is to read it, and this workspace is not trusted; trust it to read its data.",
    ),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return true;
}

async function askForData(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Attach Data File"),
    openLabel: vscode.l10n.t("Attach"),
    filters: { [vscode.l10n.t("Data")]: [...endings] },
    ...(folder === undefined ? {} : { defaultUri: folder }),
  });
  return chosen?.[0];
}

async function targetFor(data: vscode.Uri, { into }: AttachOptions): Promise<Target | undefined> {
  if (into === undefined) return findTarget(data);
  const isOpen = vscode.workspace.textDocuments.some(
    ({ uri }) => uri.toString() === into.toString(),
  );
  if (!isOpen && !(await exists(into))) return { kind: "file", uri: into };
  // What it has already counts for the draft, and the server knows what is open.
  await vscode.workspace.openTextDocument(into);
  return { kind: "document", uri: into };
}

async function attachTo(
  services: Services,
  given: vscode.Uri,
  target: Target,
  options: AttachOptions,
): Promise<void> {
  const address = addressOf(target);
  const found = await draft(services, address, given, {});
  if (found?.kind !== "outside") {
    await (
      await write(services, given, target, options, found)
    )?.();
    return;
  }
  const inside = await bringInside(given, address);
  if (inside === undefined) return;
  let run: Run | undefined;
  try {
    const known = await draft(services, address, inside.file, {}, outsideTries);
    run = await write(services, inside.file, target, options, known);
  } finally {
    if (run === undefined) await takeBack(services, inside);
  }
  await run?.();
}

/** Shows what was written, and runs its funnel, if it has one. */
type Run = () => Promise<void>;

/** Confirms a draft and writes it; undefined: nothing was written. */
async function write(
  services: Services,
  data: vscode.Uri,
  target: Target,
  { asDrafted }: AttachOptions,
  found: DraftFileResult | undefined,
): Promise<Run | undefined> {
  const first = await drafted(found);
  if (first === undefined) return undefined;
  const redraft = async (wishes: DraftFileWishes): Promise<DraftedFile | undefined> =>
    drafted(await draft(services, addressOf(target), data, wishes));
  const confirmed =
    asDrafted === true
      ? { draft: first, withFunnel: true }
      : await confirm(nameOf(data), first, redraft);
  if (confirmed === undefined) return undefined;
  const { uri, at } = await writeInto(target, (before) =>
    draftedText(before, confirmed.draft, confirmed.withFunnel),
  );
  return async () => {
    const editor = await vscode.window.showTextDocument(uri, { preview: false });
    const written = editor.document.positionAt(at);
    editor.selection = new vscode.Selection(written, written);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.AtTop);
    const { funnel } = confirmed.draft;
    if (!confirmed.withFunnel || funnel === undefined) return;
    await runAndShow(services, uri, funnel.name);
  };
}

/** Why nothing was written is what the user is to hear of. */
async function takeBack({ log }: Services, inside: Inside): Promise<void> {
  try {
    await inside.undo();
  } catch (error) {
    log.warn(detailsOf(error));
  }
}

/** A refusal is told to the user. */
async function drafted(found: DraftFileResult | undefined): Promise<DraftedFile | undefined> {
  switch (found?.kind) {
    case "draft":
      return found;
    case "refused":
      await vscode.window.showWarningMessage(found.reason);
      return undefined;
    case "outside":
      await vscode.window.showWarningMessage(
        vscode.l10n.t("The file lies outside of the workspace, which funnels never leave."),
      );
      return undefined;
    case undefined:
      return undefined;
  }
}

/** The server hears of a setting a moment after it was made. */
const outsideTries = 20;

/** Asks again, up to `tries` times, while the file lies outside. Undefined: the user has cancelled it. */
async function draft(
  { server }: Services,
  text: vscode.Uri,
  data: vscode.Uri,
  wishes: DraftFileWishes,
  tries = 1,
): Promise<DraftFileResult | undefined> {
  const params = { uri: text.toString(), file: data.toString(), wishes };
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Looking into {0}", nameOf(data)),
      cancellable: true,
    },
    async (_, token) => {
      for (let tried = 1; ; tried++) {
        const found = await server.ask<DraftFileResult>(draftFile, params, token);
        if (token.isCancellationRequested) return undefined;
        if (found.kind !== "outside" || tried >= tries) return found;
        await wait(100);
      }
    },
  );
}
