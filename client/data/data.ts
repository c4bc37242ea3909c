import * as vscode from "vscode";
import { registerAttachData } from "../commands/attach-data.ts";
import { registerInsertColumn } from "../commands/insert-column.ts";
import { registerOpenSamples } from "../commands/open-samples.ts";
import { registerRefreshData } from "../commands/refresh-data.ts";
import type { Services } from "../services.ts";
import { registerDrop } from "./drop.ts";
import { createDataTree } from "./tree.ts";

/** From files to sources: attaching them, looking at what is in them, and samples to begin with. */
export function registerData(
  extension: vscode.Uri,
  services: Services,
  dataChanged: vscode.Event<vscode.Uri>,
): vscode.Disposable {
  const tree = createDataTree(services, dataChanged);
  return vscode.Disposable.from(
    tree,
    registerAttachData(services),
    registerRefreshData(tree),
    registerInsertColumn(),
    registerOpenSamples(extension, services.log),
    registerDrop(services),
  );
}
