import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

export const entry = path.join(import.meta.dirname, "../../server/cli/main.ts");

/** A process that starts and reads data may take its time on a busy machine. Milliseconds. */
export const processTime = 120_000;

/** Node keeps what it made of the sources here, so that only the first process compiles them. */
const compiled = path.join(tmpdir(), "funnel-cli-compiled");

export interface Settings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Run as this user, where the tests run as root. */
  readonly uid?: number;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line from its sources, in an environment that doesn't depend on the machine's. */
export function startFunnel(args: readonly string[], settings: Settings = {}): ChildProcess {
  const { cwd = tmpdir(), env = {}, uid } = settings;
  return spawn(process.execPath, [entry, ...args], {
    cwd,
    // The options may be what makes an older Node run TypeScript.
    env: {
      ...only(["PATH", "NODE_OPTIONS"]),
      LANG: "en_US.UTF-8",
      NODE_COMPILE_CACHE: compiled,
      // No folder can be made there: nothing is kept from one run to the next.
      XDG_CACHE_HOME: devNull,
      ...env,
    },
    stdio: "pipe",
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

function only(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export async function funnel(args: readonly string[], settings: Settings = {}): Promise<Outcome> {
  return outcomeOf(startFunnel(args, settings), settings.input);
}

export async function outcomeOf(child: ChildProcess, input = ""): Promise<Outcome> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error("No pipes.");
  stdin.on("error", () => undefined).end(input);
  const closed = once(child, "close");
  const [out, err] = await Promise.all([text(stdout), text(stderr)]);
  await closed;
  // As shells have it: whoever is ended by Ctrl-C ended with 130.
  const code = child.signalCode === "SIGINT" ? 130 : child.exitCode;
  return { code, stdout: out, stderr: err };
}

export interface Folder {
  readonly path: string;
  /** Writes a file, its folders too, and gives its absolute path. */
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

export function makeFolder(): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), "funnel-cli-"));
  return {
    path: folder,
    write(name, content) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Four visitors: all came, two signed up, one paid. */
export const events = `user,ts,event,channel
1,2026-01-01 10:00:00,visit,ads
1,2026-01-01 11:00:00,signup,ads
1,2026-01-03 11:00:00,pay,ads
2,2026-01-02 10:00:00,visit,search
2,2026-01-02 10:30:00,signup,search
3,2026-01-02 12:00:00,visit,ads
4,2026-01-05 12:00:00,visit,
`;

/** A source over `path` and one funnel over it; `items` are further statements of the funnel. */
export function funnelFile(items = "", file = "events.csv", name = "Signup"): string {
  return `source web from "${file}" {
  actor user
  time ts
  event event
}

funnel ${name} on web {
  window 4 days

  stage Visit: visit
  stage SignUp: signup
  stage Paid: pay
${items === "" ? "" : `\n${items.replaceAll(/^/gm, "  ")}\n`}}
`;
}
