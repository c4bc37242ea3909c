import { execFileSync } from "node:child_process";

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes that a process has started and that still are there. */
export function childrenOf(parent: number): readonly ProcessFacts[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [, pid, ppid, state = "", command = ""] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (Number(ppid) !== parent || state.startsWith("Z") || command.startsWith("ps ")) return [];
    return [{ pid: Number(pid), parent, command }];
  });
}

/** Whether a process is there, and not merely waiting to be buried. */
export function isAlive(pid: number): boolean {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    return state.trim() !== "" && !state.trim().startsWith("Z");
  } catch {
    return false;
  }
}
