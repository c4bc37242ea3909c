import { homedir } from "node:os";
import path from "node:path";

/**
 * Where the user's machine keeps what can be made again: by the XDG base directory specification wherever
 * its variable is set, else by the habit of the system.
 */
export function defaultCacheFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  return path.join(userCache(environment, platform, home), "funnel-workbench", "results");
}

function userCache(
  { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local }: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  // Relative paths are to be ignored, says the specification.
  if (xdg !== undefined && path.isAbsolute(xdg)) return xdg;
  switch (platform) {
    case "win32":
      return local !== undefined && path.isAbsolute(local)
        ? local
        : path.join(home, "AppData", "Local");
    case "darwin":
      return path.join(home, "Library", "Caches");
    default:
      return path.join(home, ".cache");
  }
}
