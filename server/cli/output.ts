import { mkdir, open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Context } from "./context.ts";
import { exitCode, type ExitCode } from "./exit.ts";
import { isSystemError } from "./system-error.ts";

/** Where a command writes piece by piece. */
export interface Output {
  /** Fulfilled when there is room for more. */
  write(piece: string | Uint8Array): Promise<void>;
  end(): Promise<ExitCode>;
}

/** The standard output, or the file that `--out` names; undefined where it can't be written, which is said. */
export async function openOutput(
  out: string | undefined,
  { terminal, say, cwd }: Context,
): Promise<Output | undefined> {
  if (out === undefined) {
    return {
      write: async (piece) =>
        typeof piece === "string" ? terminal.out(piece) : terminal.bytes(piece),
      end: async () => exitCode.ok,
    };
  }
  const refuse = (error: unknown): void => {
    if (!isSystemError(error)) throw error;
    terminal.err(`funnel: error: ${say.cannotWrite(out, error.code ?? error.message)}`);
  };
  let file: FileHandle;
  try {
    const absolute = path.resolve(cwd, out);
    await mkdir(path.dirname(absolute), { recursive: true });
    file = await open(absolute, "w");
  } catch (error) {
    refuse(error);
    return undefined;
  }
  let failed = false;
  return {
    async write(piece) {
      if (failed) return;
      await file.writeFile(piece).catch((error: unknown) => {
        failed = true;
        refuse(error);
      });
    },
    async end() {
      await file.close();
      return failed ? exitCode.badFile : exitCode.ok;
    },
  };
}
