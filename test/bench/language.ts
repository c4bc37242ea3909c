/**
 * `npm run bench -- language`: what people wait for while they write, in milliseconds: analyses in this
 * process, and the bundled server over its streams. Processor time says nearly the same on a busy
 * machine; what is promised is the time on the wall.
 */
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
  const typed = "  split by device top 3 // as in the report";
  const line = text.indexOf("\n", text.indexOf("  window", at)) + 1;
  const states: string[] = [];
  for (let round = 0; round < 3; round++)
    for (let length = 0; length <= typed.length; length++)
      states.push(`${text.slice(0, line)}${typed.slice(0, length)}\n${text.slice(line)}`);
  return states;
}

function timeKeystrokes(at: number): readonly Taken[] {
  const remembering = createAnalyzer();
  // The first states warm up and aren't counted.
  const times = keystrokes(at).map((state) => take(() => remembering(state, catalog)));
  return times.slice(times.length / 3);
}

const built = await runNode([inProject("esbuild.mjs")]);
if (built.code !== 0) throw new Error(`The bundles could not be built:\n${built.output}`);

print(`A file of ${text.split("\n").length.toLocaleString("en")} lines\n`);
add(
  "analysis from nothing",
  Array.from({ length: 12 }, () => take(() => analyze(text, catalog))).slice(2),
);
add("analysis after a keystroke near the top", timeKeystrokes(0));
add("… in the middle", timeKeystrokes(text.length / 2));
add("… near the end", timeKeystrokes(text.length - 2_000));

const server = await openLargeText(text);
try {
  const changes = await server.timeKeystrokes(keystrokes(text.length / 2));
  add("server: keystroke to diagnostics", changes.slice(changes.length / 3), "50");
  const lists = await server.timeCompletions(120);
  add("server: completion", lists.slice(lists.length / 6), "30");
} finally {
  server.close();
}
const starts: Taken[] = [];
for (let round = 0; round < 12; round++) starts.push(await timeStart());
add("server: start to first diagnostics", starts.slice(2), "300");
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
