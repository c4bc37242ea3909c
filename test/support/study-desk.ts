import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { StudyResult } from "../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../server/engine/run/catalog.ts";
import { createRunner } from "../../server/engine/run/host.ts";
import { runFile } from "../../server/engine/run/run-file.ts";
import type { Runner } from "../../server/engine/run/runner.ts";
import { reportStudy } from "../../server/report/studies/words.ts";
import { renderStudyText } from "../../server/report/text.ts";
import { subjectOf, timeZoneOfStudy } from "../../server/report/time-zone.ts";
import { scratchFolder } from "./engine.ts";

type Of<Kind extends StudyResult["kind"]> = Extract<StudyResult, { readonly kind: Kind }>;

export interface StudyDeskOptions {
  readonly width?: number;
  readonly locale?: "en" | "ru";
}

/** Runs studies of files over data that the test writes, as the command line does. */
export interface StudyDesk {
  readonly write: (path: string, content: string) => Promise<void>;
  /** The one study of a text, which must be of this kind and have no error, with what a terminal shows of it. */
  readonly run: <Kind extends StudyResult["kind"]>(
    kind: Kind,
    text: string,
    options?: StudyDeskOptions,
  ) => Promise<{ readonly result: Of<Kind>; readonly report: string }>;
}

export function studyDesk(): StudyDesk {
  const folder = scratchFolder();
  let runner: Runner;
  before(() => {
    runner = createRunner({
      worker: new URL("../../server/engine/run/worker.ts", import.meta.url),
    });
  });
  after(() => runner.close());
  const place = () => ({ file: join(folder.path, "study.funnel"), root: folder.path });
  return {
    async write(path, content) {
      await mkdir(dirname(join(folder.path, path)), { recursive: true });
      await writeFile(join(folder.path, path), content);
    },
    async run(kind, text, { width = 100, locale = "en" } = {}) {
      const analysis = await analyzeWithData(text, place(), createDataCatalog(runner));
      const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
      assert.deepEqual(errors, []);
      const { outcomes } = await runFile({ analysis, place: place(), runner });
      const found = outcomes.find(({ kind }) => kind !== "run");
      assert.ok(found?.kind === "study", JSON.stringify(found));
      const { study, run } = found;
      const { program } = analysis;
      const timeZone = timeZoneOfStudy(study, program);
      const on = subjectOf(study, program);
      const report = reportStudy(run.result, study, on, locale, { timeZone });
      return {
        result: ofKind(run.result, kind),
        report: renderStudyText(report, { width, colour: false, unicode: true }),
      };
    },
  };
}

function ofKind<Kind extends StudyResult["kind"]>(result: StudyResult, kind: Kind): Of<Kind> {
  assert.equal(result.kind, kind);
  return result as Of<Kind>;
}
