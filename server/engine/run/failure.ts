import type {
  DiagnosticCode,
  DiagnosticParams,
  Finding,
  TableFailure,
} from "../../../language/index.ts";
import type { Failure } from "../errors.ts";

/** Thrown inside the worker where data can't be read; turned into a value at the edge of a request. */
export class DataError extends Error {
  readonly finding: Finding;
  readonly kind: Failure["kind"];
  /** Which source it happened to, once that is known. */
  source: string | undefined;

  constructor(finding: Finding, kind: Failure["kind"] = "data") {
    super(finding.code);
    this.finding = finding;
    this.kind = kind;
  }
}

export function found<Code extends DiagnosticCode>(
  code: Code,
  args: DiagnosticParams[Code],
): Finding {
  // A code with its own parameters is a finding; the compiler can't follow the type of `Code`.
  return { code, args } as Finding;
}

/** Says which source an error happened to, where that isn't known yet. */
export function happenedTo(source: string, error: unknown): unknown {
  if (error instanceof DataError && error.kind === "data") error.source ??= source;
  return error;
}

/** What goes wrong in it happens to that source. */
export async function inSource<T>(source: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw happenedTo(source, error);
  });
}

/** Ends the request: the data can't be read. */
export function unreadable<Code extends DiagnosticCode>(
  code: Code,
  args: DiagnosticParams[Code],
): DataError {
  return new DataError(found(code, args));
}

export function cancelled(): DataError {
  return new DataError(found("FNL5029", {}), "cancelled");
}

/** Why a table can't be read, as the catalog keeps it. */
export function tableFailure(finding: Finding): TableFailure {
  const args: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(finding.args)) {
    if (typeof value === "string" || typeof value === "number") args[key] = value;
  }
  return { kind: "failure", code: finding.code, args };
}

/** The error code of the operating system: `ENOENT`. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

/** What went wrong with a path, by the error of the operating system. */
export function systemFailure(error: unknown, path: string): DataError {
  switch (systemCode(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return unreadable("FNL5002", { path, suggestion: "" });
    case "EACCES":
    case "EPERM":
      return unreadable("FNL5008", { path });
    case "ELOOP":
      return unreadable("FNL5001", { path, reason: "its links run in a circle" });
    case "EISDIR":
      return unreadable("FNL5006", { path });
    default: {
      const reason = systemCode(error) || (error instanceof Error ? error.message : String(error));
      return unreadable("FNL5001", { path, reason });
    }
  }
}
