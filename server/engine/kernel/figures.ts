import type { DurationFigures, Interval } from "../result.ts";

/** The figures of one funnel over one group of actors. */
export interface FunnelFigures {
  readonly entered: number;
  readonly converted: number;
  readonly conversion: number | null;
  readonly interval: Interval | null;
  readonly seconds: DurationFigures | null;
  readonly stages: readonly StageFigures[];
}

export interface StageFigures {
  readonly count: number;
  readonly conversion_from_previous: number | null;
  readonly conversion_from_first: number | null;
  /** Absent on optional stages; null on the first. */
  readonly dropoff?: number | null;
  readonly interval: Interval | null;
  readonly seconds_from_previous: DurationFigures | null;
}
