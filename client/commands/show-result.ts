import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { askForFile, fileOf, runAndShow } from "./run-file.ts";

/**
 * "Show Result": of a lens or of the list of runs. Where it is no longer at hand, the funnel is run again,
 * from the cache if nothing has changed.
 */
export function registerShowResult(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand(
    "funnel.showResult",
    async (file: unknown, funnel: unknown) => {
      const uri = fileOf(file);
      if (uri === undefined) return askForFile();
      const name = typeof funnel === "string" ? funnel : undefined;
      const state = services.runs.state(uri);
      const isAtHand =
        state.kind === "running" ||
        (state.kind === "done" &&
          (name === undefined || state.outcomes.some((outcome) => outcome.funnel === name)));
      if (isAtHand) services.panels.show(uri);
      else await runAndShow(services, uri, name);
    },
  );
}
