import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import type { RunResult } from "../../../server/engine/result.ts";
import { runNode } from "../../support/processes.ts";
import { inProject } from "../../support/project.ts";

/** What the published command line says of a file: the same engine, without an editor. */
export async function figuresOf(file: string, root: string): Promise<RunResult> {
  const { code, output } = await runNode(
    [inProject("dist", "cli.mjs"), "run", file, "--root", root, "--format", "json"],
    { cwd: root, errors: false },
  );
  assert.ok(code <= 1, `${file}: ${output}`);
  return JSON.parse(output) as RunResult;
}

/** One stage as the chart draws it. */
export interface DrawnStage {
  readonly name: string;
  readonly count: number;
  /** "32.8 %"; empty on the first stage. */
  readonly share: string;
  /** Length of the bar in pixels. */
  readonly bar: number;
}

/** Reads bars and labels of the first chart out of the page of results. */
export async function readChart(page: FrameLocator): Promise<DrawnStage[]> {
  const chart = page.locator(".chart svg").first();
  const texts = (marks: string): Promise<string[]> =>
    chart.locator(`.${marks}_marks text`).allTextContents();
  const [names, counts, shares] = [
    await texts("names"),
    await texts("counts"),
    await texts("shares"),
  ];
  const bars = await chart
    .locator(".bars_marks path")
    .evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect().width));
  return names.map((name, index) => ({
    name: name.trim(),
    count: Number((counts[index] ?? "").replaceAll(/[^\d]/g, "") || "NaN"),
    share: (shares[index] ?? "").replaceAll(/\s/g, " ").trim(),
    bar: bars[index] ?? 0,
  }));
}
