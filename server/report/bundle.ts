import { addTranslation } from "../../language/index.ts";
import { english } from "../../language/english.ts";
import { russian } from "../../language/russian.ts";

// Within this bundle is a copy of the language of its own; of its size the wording is a small part.
addTranslation("en", english);
addTranslation("ru", russian);

/** What words and draws results: with Vega and Vega-Lite a bundle of its own, loaded with the first. */
export { reportExplained } from "./explain.ts";
export { reportPeople } from "./people.ts";
export { reportFunnel } from "./words.ts";
export { reportStudy } from "./studies/words.ts";
export { chartFor } from "./charts/index.ts";
export { chartTabs } from "./charts/tabs.ts";
export { chartForStudy } from "./charts/studies.ts";
export { compileChart } from "./compile.ts";
export { funnelMarkdown, studyMarkdown } from "./markdown.ts";
export { delimited } from "./sheets/delimited.ts";
export { resultSheets } from "./sheets/index.ts";
export { writeXlsx } from "./sheets/xlsx.ts";
export { readableSql } from "./readable-sql.ts";
export { renderSvg } from "./svg.ts";
