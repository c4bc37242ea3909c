import { type TopLevelSpec, compile } from "vega-lite";

/** Where Vega-Lite's complaints go; by default nowhere, since users can't act on them. */
export type Complain = (complaint: string) => void;

/**
 * Vega-Lite → Vega, for a view. The one thing that Vega-Lite can't say is that a height follows from
 * the width; where a chart works out its `chartHeight`, the compiled one takes it.
 */
export function compileChart(vegaLite: object, complain: Complain = () => {}): object {
  const logger = {
    level: () => logger,
    error: (...parts: readonly unknown[]) => report(parts),
    warn: (...parts: readonly unknown[]) => report(parts),
    info: () => logger,
    debug: () => logger,
  };
  const report = (parts: readonly unknown[]): typeof logger => {
    complain(parts.map(String).join(" "));
    return logger;
  };
  const { spec } = compile(vegaLite as TopLevelSpec, { logger });
  const signals = spec.signals ?? [];
  return signals.some((signal) => signal.name === "chartHeight")
    ? { ...spec, signals: [...signals, { name: "height", update: "chartHeight" }] }
    : spec;
}
