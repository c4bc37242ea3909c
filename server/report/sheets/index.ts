import type { Locale } from "../../../language/index.ts";
import type { FunnelResult, StudyResult } from "../../engine/result.ts";
import { sheetsEn } from "../messages/sheets-en.ts";
import { sheetsRu } from "../messages/sheets-ru.ts";
import { reportMessages } from "../words.ts";
import { funnelSheets } from "./funnel.ts";
import type { Sheet, SheetWords } from "./sheet.ts";
import { studySheets } from "./study.ts";

/** The figures of a result as tables, the most important one first. Its headings are in the language. */
export function resultSheets(
  result: FunnelResult | StudyResult,
  locale: Locale,
): readonly [Sheet, ...Sheet[]] {
  const words = wordsOf(result, locale);
  const [first, ...others] =
    result.kind === "funnel" ? funnelSheets(result, words) : studySheets(result, words);
  return [first ?? { title: result.name, columns: [], rows: [] }, ...others];
}

/** The words of reasons and states are those of the report. */
function wordsOf(result: FunnelResult | StudyResult, locale: Locale): SheetWords {
  const { none, people, states } = reportMessages(locale);
  const own = locale === "ru" ? sheetsRu : sheetsEn;
  const isBackward = result.kind === "funnel" && result.model === "inverted";
  return {
    ...own,
    none,
    exit: (name) => people.exit(name),
    codes: {
      ...own.codes,
      reason: { ...people.why, ...(isBackward ? people.backwardWhy : {}) },
      status: states,
      otherwise: states,
    },
  };
}
