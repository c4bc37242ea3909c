import * as vscode from "vscode";
import { type AttachOptions, attach } from "../data/attach.ts";
import type { Services } from "../services.ts";

/** "Attach Data File…": of a menu, which names the file, or of whoever knows more than that. */
export function registerAttachData(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.attachData", (given: unknown) =>
    attach(services, optionsOf(given)),
  );
}

/** Lines of the Data view have the address of their file as text. */
function optionsOf(given: unknown): AttachOptions {
  if (given instanceof vscode.Uri) return { file: given };
  if (typeof given !== "object" || given === null) return {};
  if ("uri" in given && typeof given.uri === "string") {
    return { file: vscode.Uri.parse(given.uri) };
  }
  return {
    ...("file" in given && given.file instanceof vscode.Uri ? { file: given.file } : {}),
    ...("into" in given && given.into instanceof vscode.Uri ? { into: given.into } : {}),
    ...("asDrafted" in given ? { asDrafted: given.asDrafted === true } : {}),
  };
}
