/** What the process ends with: part of the interface, so never given a second meaning. */
export const exitCode = {
  ok: 0,
  /** An expectation fails; with `format --check`: a file isn't formatted. */
  unmet: 1,
  /** A `.funnel` file has errors or can't be read, or the command line is wrong. */
  badFile: 2,
  /** The data can't be read. */
  badData: 3,
  /** A mistake of ours. */
  internal: 4,
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Of several files or funnels the highest code wins. */
export function worst(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}
