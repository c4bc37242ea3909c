/** What words and draws results: with Vega and Vega-Lite a bundle of its own, loaded with the first. */
export { reportFunnel } from "./words.ts";
export { chartFor } from "./charts/index.ts";
export { compileChart } from "./compile.ts";
export { renderSvg } from "./svg.ts";
