import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * The most memory that a process and those it started have held, each at its own peak, in bytes.
 * Undefined where the system doesn't tell (it is Linux that does).
 */
export function peakMemory(pid: number): number | undefined {
  if (!existsSync(`/proc/${pid}/status`)) return undefined;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  return children(pid).reduce((sum, child) => sum + (peakMemory(child) ?? 0), peak);
}

/**
 * The processor time that a process has used so far, in milliseconds, by all of its threads that still
 * run. Undefined where the system doesn't tell.
 */
export function processorTime(pid: number): number | undefined {
  if (!existsSync(`/proc/${pid}/schedstat`)) return undefined;
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => {
    const [nanoseconds = "0"] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(
      " ",
    );
    return sum + Number(nanoseconds) / 1e6;
  }, 0);
}

/**
 * As {@link processorTime}, but with that of threads that have ended and of the processes that it started,
 * to ten milliseconds: what other processes take hardly shows in it.
 */
export function wholeProcessorTime(pid: number): number | undefined {
  if (!existsSync(`/proc/${pid}/stat`)) return undefined;
  // Behind the name, which may hold blanks: the 12th and 13th field, in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const own = 10 * (Number(fields[11]) + Number(fields[12]));
  return children(pid).reduce((sum, child) => sum + (wholeProcessorTime(child) ?? 0), own);
}

function children(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
      .split(" ")
      .filter((child) => child.trim() !== "")
      .map(Number),
  );
}
