/** What draws: with Vega and Vega-Lite a bundle of its own, loaded with the first result. */
export { chartFor } from "./charts/index.ts";
export { compileChart } from "./compile.ts";
export { renderSvg } from "./svg.ts";
