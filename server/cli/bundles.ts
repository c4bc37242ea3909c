import type * as Report from "../report/bundle.ts";

/** The published command line is one file with the other bundles beside it. */
const bundled = !import.meta.url.endsWith(".ts");

/** The process that holds the database. */
export const workerFile = new URL(
  bundled ? "./runner.cjs" : "../engine/run/worker.ts",
  import.meta.url,
);

/** Vega and all that draws: loaded only where something is drawn. */
export async function loadReport(): Promise<typeof Report> {
  const file = new URL(bundled ? "./report.mjs" : "../report/bundle.ts", import.meta.url);
  return (await import(file.href)) as typeof Report;
}

export const packageFile = new URL(
  bundled ? "../package.json" : "../../package.json",
  import.meta.url,
);
