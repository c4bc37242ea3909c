/**
 * The diagnostics of several files: what imports (FNL2065 to FNL2089) and the files that they name
 * (FNL5050 to FNL5069) have against them. Paths are relative to the analysed file; a `suggestion` is
 * empty where there is none.
 */
export interface FileDiagnosticParams {
  /** An import of something that isn't a `.funnel` file. */
  FNL2065: {
    readonly path: string;
    /** A funnel file that is there or could be; absent: it is something else. */
    readonly instead?: string;
    readonly isFolder: boolean;
  };
  /** An absolute path, one of the home folder, an address. */
  FNL2066: { readonly path: string };
  /** Backslashes between folders. */
  FNL2067: { readonly path: string; readonly instead: string };
  /** A file that imports itself. */
  FNL2068: { readonly path: string };
  /** Files that import each other; the first and the last of the ring are the analysed file. */
  FNL2069: { readonly ring: readonly string[] };
  /** The same file once more. */
  FNL2070: { readonly path: string };
  /** Nothing of the imported file is used. */
  FNL2071: { readonly path: string };
  /** A name that an imported file declares, too. */
  FNL2072: { readonly kind: DeclarationKind; readonly name: string; readonly file: string };
  /** A name that two imported files declare. */
  FNL2073: {
    readonly kind: DeclarationKind;
    readonly name: string;
    readonly first: string;
    readonly second: string;
  };
  /** A declaration of another file that has an error; `line` is one-based. */
  FNL2074: {
    readonly name: string;
    readonly file: string;
    readonly line: number;
    readonly problem: NestedFinding;
  };
  /** More imported files than are read. */
  FNL2075: { readonly limit: number };

  /** There is no such file. */
  FNL5050: { readonly path: string; readonly suggestion: string };
  /** It can't be read, for a reason of the system. */
  FNL5051: { readonly path: string; readonly reason: string };
  /** The path leaves the workspace folder. */
  FNL5052: { readonly path: string };
  /** A folder, a pipe, a device. */
  FNL5053: { readonly path: string };
  /** No permission. */
  FNL5054: { readonly path: string };
  /** Not UTF-8 from this line on. */
  FNL5055: { readonly path: string; readonly line: number };
  /** UTF-16, or no text at all. */
  FNL5056: { readonly path: string; readonly content: "utf-16" | "binary" };
  /** Larger than anybody writes by hand. */
  FNL5057: { readonly path: string; readonly megabytes: number };
}

/** What a file declares; names of one kind must differ. */
export type DeclarationKind = "source" | "segment" | "funnel" | "param" | "connection" | "study";

/** A finding within another one. */
export interface NestedFinding {
  readonly code: string;
  readonly args: object;
}

/** Those that aren't errors. */
export const fileSeverities = { FNL2070: "warning", FNL2071: "hint" } as const;
