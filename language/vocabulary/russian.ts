import type { KeywordDocs } from "./docs.ts";
import { declarationDocs } from "./declarations-ru.ts";
import { expressionDocs } from "./expressions-ru.ts";
import { funnelDocs } from "./funnels-ru.ts";
import { sourceDocs } from "./sources-ru.ts";
import { studyDocs } from "./studies-ru.ts";

/** What the words of the language mean, in Russian. */
export const keywordDocs: KeywordDocs = [
  declarationDocs,
  sourceDocs,
  funnelDocs,
  studyDocs,
  expressionDocs,
];
