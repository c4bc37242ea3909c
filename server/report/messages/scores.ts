/** What reports of scores say, in one language. Numbers arrive formatted; `count` decides the plural. */
export interface ScoreMessages {
  readonly score: {
    /** The AUC, as "0.83 (0.81–0.85)". */
    better(auc: string, share: string): string;
    chance(auc: string): string;
    worse(auc: string): string;
    /** All converted, or none: the score has nothing to tell apart. */
    readonly nothing: string;
    top(share: string, lift: string, scores: string): string;
    judged(count: number, text: string, converted: string, share: string): string;
    trained(count: number, text: string): string;
    immature(count: number, text: string): string;
    withoutScore(count: number, text: string): string;
    already(count: number, text: string): string;
    readonly grades: string;
    readonly grade: string;
    readonly scores: string;
    readonly actors: string;
    readonly converted: string;
    readonly share: string;
    readonly interval: string;
    readonly rest: string;
    readonly groups: string;
    readonly lift: string;
    readonly predicted: string;
    /** Under the groups: what lift is, and that equal scores stay together. */
    readonly groupsNote: string;
    readonly rules: string;
    readonly rule: string;
    readonly points: string;
    readonly later: string;
    readonly laterNote: string;
    readonly weights: string;
    readonly signal: string;
    readonly odds: string;
    did(event: string): string;
    has(name: string, value: string): string;
    /** Above the value that others are compared with. */
    readonly against: string;
    readonly otherValue: string;
    readonly missing: string;
    strongest(shown: string, all: string): string;
    readonly weightsNote: string;
  };
}
