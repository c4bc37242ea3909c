import type { Locale } from "../../../language/index.ts";
import type { FunnelResult, StudyResult } from "../../engine/result.ts";
import { sheetsEn } from "../messages/sheets-en.ts";
import { sheetsRu } from "../messages/sheets-ru.ts";
import { reportMessages } from "../words.ts";
import { funnelSheets } from "./funnel.ts";
import type { Sheet } from "./sheet.ts";
import { studySheets } from "./study.ts";

/** The figures of a result as tables, the most important one first. Its headings are in the language. */
export function resultSheets(
  result: FunnelResult | StudyResult,
  locale: Locale,
): readonly [Sheet, ...Sheet[]] {
  const { none } = reportMessages(locale);
  const words = { ...(locale === "ru" ? sheetsRu : sheetsEn), none };
  const [first, ...others] =
    result.kind === "funnel" ? funnelSheets(result, words) : studySheets(result, words);
  return [first ?? { title: result.name, columns: [], rows: [] }, ...others];
}
