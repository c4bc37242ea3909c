/**
 * `npm run bench -- language`: what people wait for while they write, in milliseconds: analyses in this
 * process, and the bundled server over its streams. Processor time says nearly the same on a busy
 * machine; what is promised is the time on the wall.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { analyze, createAnalyzer } from "../../language/index.ts";
import { parseText } from "../../language/syntax/parse.ts";
import { runNode } from "../support/processes.ts";
import { inProject } from "../support/project.ts";
import { openLargeText, type Taken, timeStart } from "./server.ts";
import { print, printColumns, quantile } from "./table.ts";
import { catalog, linesOfFunnels, smallFunnels } from "./texts.ts";

const lines = 5_000;
const text = linesOfFunnels(lines);

const table = [["", "processor p50", "p95", "wall p50", "p95", "target"]];
const add = (name: string, taken: readonly Taken[], target = ""): void => {
  const cells = (times: readonly (number | undefined)[]): readonly string[] => {
    const known = times.filter((time) => time !== undefined);
    return [0.5, 0.95].map((share) => (known.length > 0 ? quantile(known, share).toFixed(1) : "–"));
  };
  const wall = taken.map((one) => one.wall);
  table.push([name, ...cells(taken.map(({ processor }) => processor)), ...cells(wall), target]);
};

function take(work: () => unknown): Taken {
  const [before, started] = [process.cpuUsage(), performance.now()];
  work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

/** A statement typed letter by letter in a new line of a funnel: mostly something unfinished. */
function keystrokes(at: number): readonly string[] {
  const line = text.indexOf("\n", text.indexOf("  window", at)) + 1;
  return typedAt(line, "  split by device top 3 // as in the report", "\n");
}

/** The same of what all funnels use: a statement in their source, which they see only a part of. */
function keystrokesInSource(): readonly string[] {
  return typedAt(text.indexOf("  timezone"), "  where amount > 0 // as in the report", "\n");
}

/** … and a longer list in their segment, whose condition is a part of each of them. */
function keystrokesInSegment(): readonly string[] {
  return typedAt(text.indexOf(")", text.indexOf("\nsegment ")), ', "desktop", "smart tv"', "");
}

function typedAt(at: number, typed: string, end: string): readonly string[] {
  const states: string[] = [];
  for (let round = 0; round < 3; round++)
    for (let length = 0; length <= typed.length; length++)
      states.push(`${text.slice(0, at)}${typed.slice(0, length)}${end}${text.slice(at)}`);
  return states;
}

function timeKeystrokes(states: readonly string[]): readonly Taken[] {
  const remembering = createAnalyzer();
  // The first states warm up and aren't counted.
  const times = states.map((state) => take(() => remembering(state, catalog)));
  return times.slice(times.length / 3);
}

const built = await runNode([inProject("esbuild.mjs")]);
if (built.code !== 0) throw new Error(`The bundles could not be built:\n${built.output}`);

print(`A file of ${text.split("\n").length.toLocaleString("en")} lines\n`);
add(
  "analysis from nothing",
  Array.from({ length: 12 }, () => take(() => analyze(text, catalog))).slice(2),
);
add("analysis after a keystroke near the top", timeKeystrokes(keystrokes(0)));
add("… in the middle", timeKeystrokes(keystrokes(text.length / 2)));
add("… near the end", timeKeystrokes(keystrokes(text.length - 2_000)));
add("… in the source that all funnels use", timeKeystrokes(keystrokesInSource()));
add("… in the segment that all funnels use", timeKeystrokes(keystrokesInSegment()));

const server = await openLargeText(text);
try {
  const time = async (states: readonly string[]): Promise<readonly Taken[]> =>
    (await server.timeKeystrokes(states)).slice(states.length / 3);
  const middle = await time(keystrokes(text.length / 2));
  add("server: keystroke to diagnostics", middle, "50");
  add("… in the source that all funnels use", await time(keystrokesInSource()), "50");
  const lists = await server.timeCompletions(120);
  add("server: completion", lists.slice(lists.length / 6), "30");
} finally {
  server.close();
}
const compiled = mkdtempSync(path.join(tmpdir(), "funnel-compiled-"));
const starts: Taken[] = [];
const firstStarts: Taken[] = [];
for (let round = 0; round < 12; round++) {
  firstStarts.push(await timeStart());
  starts.push(await timeStart(compiled));
}
rmSync(compiled, { recursive: true, force: true });
add("server: start to first diagnostics", starts.slice(2), "300");
add("… the first after an installation", firstStarts.slice(2));
printColumns(table);

print("\nGrowth, processor\n");
const growth: string[][] = [
  ["funnels in a file", "parse ms", "µs a funnel", "analysis ms", "µs a funnel"],
];
// The first sizes warm up.
for (const count of [500, 5_000, 5_000, 50_000]) {
  const many = smallFunnels(count);
  const [parse = 0, whole = 0] = [() => parseText(many), () => analyze(many, catalog)].map(
    (work) => take(work).processor,
  );
  const each = (time: number): string => ((time * 1000) / count).toFixed(0);
  growth.push([
    count.toLocaleString("en"),
    parse.toFixed(0),
    each(parse),
    whole.toFixed(0),
    each(whole),
  ]);
}
printColumns([growth[0] ?? [], ...growth.slice(-2)]);
