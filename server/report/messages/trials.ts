/** What reports of experiments and drivers say, in one language. Numbers arrive formatted; `count` decides the plural. */
export interface TrialMessages {
  readonly experiment: {
    /** `points`: "+3.1 points", `p`: "p = 0.012". `range` is empty where there is none. */
    beats(variant: string, control: string, points: string, range: string, p: string): string;
    worse(variant: string, control: string, points: string, range: string, p: string): string;
    noise(variant: string, control: string, points: string, range: string): string;
    /** Of a result that no conclusion is drawn from. */
    plain(variant: string, control: string, points: string, range: string): string;
    /** `points`: the least that could have been found; empty: nothing could. */
    detectable(points: string): string;
    /** How many actors each variant would need for the difference that was seen. */
    needed(count: number, text: string): string;
    nobody(variant: string): string;
    untrusted(p: string): string;
    noControl(control: string): string;
    /** Parts of a list: who is left out. */
    several(count: string): string;
    without(count: string): string;
    others(count: string): string;
    leftOut(list: string): string;
    readonly variant: string;
    readonly entered: string;
    conversion(level: string): string;
    difference(level: string): string;
    readonly lift: string;
    readonly best: string;
    readonly p: string;
    /** Above a measure's table. */
    measure(name: string): string;
    readonly value: string;
    readonly of: string;
    /** More than one variant was tested. */
    readonly corrected: string;
  };
  readonly drivers: {
    did(event: string): string;
    more(signal: string, odds: string, range: string, p: string): string;
    less(signal: string, odds: string, range: string, p: string): string;
    only(signal: string, p: string): string;
    never(signal: string, p: string): string;
    readonly none: string;
    readonly nothing: string;
    tried(count: number, text: string, minimum: string, converted: string, actors: string): string;
    readonly caution: string;
    title(from: string, to: string): string;
    readonly signal: string;
    readonly actors: string;
    readonly odds: string;
    readonly interval: string;
    readonly p: string;
    corrected(count: number, text: string): string;
    surest(text: string, all: string): string;
  };
}
