import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { askForFile, fileOf, runAndShow } from "./run-file.ts";

/** "Run All Funnels of the File", also the ▷ in the editor's title. */
export function registerRunAll(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.runAll", async (file: unknown) => {
    const uri = fileOf(file);
    return uri === undefined ? askForFile() : runAndShow(services, uri);
  });
}
