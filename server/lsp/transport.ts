import {
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** Node's own channel to the process that started this one (`--node-ipc`), else stdin and stdout. */
export function openTransport(args: readonly string[]): Transport {
  if (args.includes("--node-ipc")) {
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
  return {
    reader: new StreamMessageReader(process.stdin),
    writer: new StreamMessageWriter(process.stdout),
  };
}

const intervalMilliseconds = 3000;

/** Calls when the editor is gone: its channel is, or the process that `--clientProcessId` names. */
export function watchParent(args: readonly string[], gone: () => void): void {
  process.on("disconnect", gone);
  process.stdin.on("end", gone);
  const named = args.find((arg) => arg.startsWith("--clientProcessId="));
  const parent = Number(named?.slice(named.indexOf("=") + 1));
  if (!Number.isInteger(parent) || parent <= 0) return;
  const look = (): void => {
    if (!isThere(parent)) gone();
  };
  setInterval(look, intervalMilliseconds).unref();
}

/** Also true of a process that belongs to somebody else. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
