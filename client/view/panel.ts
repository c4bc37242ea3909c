import { readHostMessage } from "../panel/messages-guards.ts";
import type { PageMessage } from "../panel/messages.ts";
import { type Kept, readKept } from "./kept.ts";
import { element } from "./dom.ts";
import { createPage } from "./page.ts";

/** What VS Code gives to the script of a webview, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: Kept): void;
};

const editor = acquireVsCodeApi();
const root = element("main");
document.body.append(root);

const page = createPage(
  root,
  { send: (message) => editor.postMessage(message), keep: (state) => editor.setState(state) },
  readKept(editor.getState()),
);

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  // Frames of other origins could send something too: what doesn't read as ours is left alone.
  const message = readHostMessage(data);
  if (message !== undefined) page.receive(message);
});

editor.postMessage({ kind: "ready" });
