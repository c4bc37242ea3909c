import { type Locale, type Translation, addTranslation } from "../../language/index.ts";
import { english } from "../../language/english.ts";
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

/** Before anything is said. English is at hand. */
export async function loadTranslation(locale: Locale): Promise<void> {
  addTranslation("en", english);
  if (locale === "en") return;
  const file = new URL(bundled ? "./russian.cjs" : "../../language/russian.ts", import.meta.url);
  const { russian } = (await import(file.href)) as { readonly russian: Translation };
  addTranslation(locale, russian);
}

export const packageFile = new URL(
  bundled ? "../package.json" : "../../package.json",
  import.meta.url,
);
