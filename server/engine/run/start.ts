import { dirname } from "node:path";
import { unreadable } from "./failure.ts";
import { nearest } from "./near.ts";
import type { Place } from "./runner.ts";

/** Where the path of a location begins. */
export interface Start {
  /** Absolute. */
  readonly folder: string;
  /** The folder that the path never leaves, links followed. Absolute. */
  readonly root: string;
  /** What stands before the paths that are shown: `exports:`, or nothing. */
  readonly prefix: string;
  /** The rest of the location. */
  readonly path: string;
}

/** Not one letter, which is a drive, and no address of the net. */
const named = /^([\p{L}_][\p{L}\p{N}_-]+):(?!\/\/)/u;

/**
 * A location begins in the folder of the `.funnel` file, or in a folder of this machine that is named
 * before a colon: `exports:deals.csv`. @throws {DataError} FNL5044
 */
export function startOf(place: Place, location: string): Start {
  const [prefix, name] = named.exec(location) ?? [];
  if (prefix === undefined || name === undefined) {
    return { folder: dirname(place.file), root: place.root, prefix: "", path: location };
  }
  const folders = new Map(Object.entries(place.folders ?? {}));
  const folder = folders.get(name);
  if (folder === undefined) {
    const names = [...folders.keys()];
    throw unreadable("FNL5044", {
      folder: name,
      suggestion: nearest(name, names) ?? "",
      folders: names.join(", "),
    });
  }
  return { folder, root: folder, prefix, path: location.slice(prefix.length) };
}
