import { toLocale } from "../../language/index.ts";
import type { Locale } from "../../language/index.ts";

/** Where a command writes: data to `out`, talk to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** Data that are no text. Fulfilled when there is room for more. */
  readonly bytes: (piece: Uint8Array) => Promise<void>;
  /** Somebody looks at `out`, so that what is no text has no place there. */
  readonly isScreen: boolean;
  /** One line of talk, without its line break. */
  readonly err: (line: string) => void;
  /** Shows a passing line while something runs, where a person watches; undefined takes it away. */
  readonly status: (line: string | undefined) => void;
  readonly width: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly locale: Locale;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** @param choices what the command line says; absent: told by the environment */
export function openTerminal(
  streams: Streams,
  env: Environment,
  choices: { readonly locale?: Locale; readonly colour: boolean },
): Terminal {
  const { stdout, stderr } = streams;
  const watched = stderr.isTTY && env["TERM"] !== "dumb";
  let shown = false;
  const status = (line: string | undefined): void => {
    if (!watched || (line === undefined && !shown)) return;
    shown = line !== undefined;
    const room = Math.max(20, stderr.columns ?? 80) - 1;
    stderr.write(`\r\u001B[2K${printable(line ?? "").slice(0, room)}`);
  };
  return {
    out(text) {
      status(undefined);
      stdout.write(text);
    },
    async bytes(piece) {
      status(undefined);
      await new Promise<void>((resolve) => stdout.write(piece, () => resolve()));
    },
    isScreen: stdout.isTTY,
    err(line) {
      status(undefined);
      stderr.write(`${printable(line)}\n`);
    },
    status,
    width: widthOf(stdout, env),
    colour: choices.colour && wantsColour(stdout, env),
    unicode: !speaksOtherCharset(env) && env["TERM"] !== "linux",
    locale: choices.locale ?? environmentLocale(env),
  };
}

/** The language of the environment, as POSIX orders the variables. */
export function environmentLocale(env: Environment): Locale {
  const tag = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"];
  return toLocale(tag?.split(".")[0]?.replace("_", "-"));
}

/** Names and values come from files: none of them may steer the terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "\uFFFD");
}

function widthOf(stdout: NodeJS.WriteStream, env: Environment): number {
  const told = stdout.isTTY ? stdout.columns : Number.parseInt(env["COLUMNS"] ?? "", 10);
  return Number.isInteger(told) && told > 0 ? Math.min(Math.max(told, 40), 200) : 80;
}

function wantsColour(stdout: NodeJS.WriteStream, env: Environment): boolean {
  // https://no-color.org: any value but an empty one.
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return stdout.isTTY && env["TERM"] !== "dumb";
}

function speaksOtherCharset(env: Environment): boolean {
  const charset = (env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"])?.split(".")[1];
  return charset !== undefined && !/^utf-?8/i.test(charset);
}
