import * as vscode from "vscode";

const commands = ["check", "run"] as const;
type Command = (typeof commands)[number];

/** So many files of a workspace are offered. */
const mostFiles = 50;

/**
 * Tasks that check and run the `.funnel` files of the workspace by the command line that comes with the
 * extension, whose problems the matcher `$funnel` finds.
 */
export function registerTasks(extensionUri: vscode.Uri): vscode.Disposable {
  const program = vscode.Uri.joinPath(extensionUri, "dist", "cli.mjs").fsPath;

  const taskOf = (
    definition: vscode.TaskDefinition,
    scope: vscode.WorkspaceFolder,
    command: Command,
    file: string,
  ): vscode.Task => {
    const name =
      command === "check" ? vscode.l10n.t("check {0}", file) : vscode.l10n.t("run {0}", file);
    // The editor's own program runs it, as Node.
    const execution = new vscode.ProcessExecution(process.execPath, [program, command, file], {
      cwd: scope.uri.fsPath,
      env: { ELECTRON_RUN_AS_NODE: "1" },
    });
    const task = new vscode.Task(definition, scope, name, "funnel", execution, ["$funnel"]);
    task.group = command === "check" ? vscode.TaskGroup.Build : vscode.TaskGroup.Test;
    return task;
  };

  return vscode.tasks.registerTaskProvider("funnel", {
    async provideTasks(token) {
      const files = await vscode.workspace.findFiles(
        "**/*.funnel",
        "**/node_modules/**",
        mostFiles,
        token,
      );
      return files.flatMap((uri) => {
        const folder = vscode.workspace.getWorkspaceFolder(uri);
        if (folder === undefined || uri.scheme !== "file") return [];
        const file = vscode.workspace.asRelativePath(uri, false);
        return commands.map((command) =>
          taskOf({ type: "funnel", command, file }, folder, command, file),
        );
      });
    },
    resolveTask({ definition, scope }) {
      const command = commands.find((one) => one === definition["command"]);
      const file: unknown = definition["file"];
      if (command === undefined || typeof file !== "string" || typeof scope !== "object") {
        return undefined;
      }
      return taskOf(definition, scope, command, file);
    },
  });
}
