/** Not one letter, which is a drive; as paths have it before their colon. */
const folderName = /^[\p{L}_][\p{L}\p{N}_-]+$/u;

export type FolderNameProblem = "form" | "taken";

/** Why a folder of this machine can't be called so. `known`: the folders that have names already. */
export function folderNameProblem(
  name: string,
  known: Readonly<Record<string, string>>,
): FolderNameProblem | undefined {
  if (!folderName.test(name)) return "form";
  return Object.hasOwn(known, name) ? "taken" : undefined;
}

/** A name to begin with, from that of the folder. */
export function suggestFolderName(name: string, known: Readonly<Record<string, string>>): string {
  const value = name.replace(/[^\p{L}\p{N}_-]+/gu, "-");
  return folderNameProblem(value, known) === undefined ? value : "exports";
}
