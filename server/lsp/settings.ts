import { homedir } from "node:os";
import { isAbsolute } from "node:path";

/** What users can set, in the `funnel` section of the editor's configuration. */
export interface Settings {
  /** `funnel.codeLens.enabled` */
  readonly codeLens: boolean;
  /** `funnel.codeLens.references` */
  readonly referenceLens: boolean;
  /** `funnel.inlayHints` */
  readonly inlayHints: boolean;
  readonly limits: RunnerLimits;
  /** `funnel.folders`: folders of this machine by the name that paths call them. Absolute. */
  readonly namedFolders: Readonly<Record<string, string>>;
}

/** What the process that reads data may use; undefined: as the engine has it. */
export interface RunnerLimits {
  /** `funnel.memoryLimit`, as "4GB" */
  readonly memory: string | undefined;
  /** `funnel.threads` */
  readonly threads: number | undefined;
  /** `funnel.cache.enabled` */
  readonly cache: boolean;
  /** `funnel.cache.size`, in bytes */
  readonly cacheBytes: number | undefined;
}

export const defaultSettings: Settings = {
  codeLens: true,
  referenceLens: false,
  inlayHints: true,
  limits: { memory: undefined, threads: undefined, cache: true, cacheBytes: undefined },
  namedFolders: {},
};

const memoryLimit = /^\d+(?:\.\d+)?\s*(?:MB|MiB|GB|GiB)$/;

/**
 * Reads the section as an editor sends it. Workspaces write it too: whatever isn't as it should be has
 * its default.
 */
export function readSettings(section: unknown): Settings {
  const lens = property(section, "codeLens");
  const cache = property(section, "cache");
  const limit = text(property(section, "memoryLimit"));
  const megabytes = count(property(cache, "size"));
  return {
    codeLens: choice(property(lens, "enabled"), defaultSettings.codeLens),
    referenceLens: choice(property(lens, "references"), defaultSettings.referenceLens),
    inlayHints: choice(property(section, "inlayHints"), defaultSettings.inlayHints),
    limits: {
      memory: limit !== undefined && memoryLimit.test(limit) ? limit : undefined,
      threads: count(property(section, "threads")),
      cache: choice(property(cache, "enabled"), defaultSettings.limits.cache),
      cacheBytes: megabytes === undefined ? undefined : megabytes * 1024 ** 2,
    },
    namedFolders: foldersIn(property(section, "folders")),
  };
}

/** `~` is the home folder; what is neither absolute nor below it names nothing. */
function foldersIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return defaultSettings.namedFolders;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, folder]): (readonly [string, string])[] => {
      if (typeof folder !== "string") return [];
      const whole = folder.replace(/^~(?=$|[\\/])/, homedir());
      return isAbsolute(whole) ? [[name, whole]] : [];
    }),
  );
}

export interface StartOptions {
  /** A language tag, as "ru". */
  readonly locale: string | undefined;
  /** The runner's process: a path or `file:` URL. */
  readonly worker: string | undefined;
  /** The module that compiles charts: a path or `file:` URL. */
  readonly report: string | undefined;
  /** The folder that results are kept in: a path; undefined: none are. */
  readonly cache: string | undefined;
  readonly trusted: boolean;
  /** Whether it answers which secrets are stored. */
  readonly secrets: boolean;
}

/** The client's `initializationOptions`. A client that says nothing of trust is trusted. */
export function readStartOptions(options: unknown): StartOptions {
  return {
    locale: text(property(options, "locale")),
    worker: text(property(options, "worker")),
    report: text(property(options, "report")),
    cache: absolute(text(property(options, "cache"))),
    trusted: property(options, "trusted") !== false,
    secrets: property(options, "secrets") === true,
  };
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function choice(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

/** A whole number above 0. */
function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
