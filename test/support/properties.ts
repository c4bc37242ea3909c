/**
 * How often the properties are tried. The seed is fixed, so that a run says the same thing twice;
 * FUNNEL_PROPERTY_RUNS and FUNNEL_PROPERTY_SEED look further.
 */
export function propertyOptions(runs: number): { numRuns: number; seed: number } {
  return {
    numRuns: Number(process.env["FUNNEL_PROPERTY_RUNS"] ?? runs),
    seed: Number(process.env["FUNNEL_PROPERTY_SEED"] ?? 20_261),
  };
}
