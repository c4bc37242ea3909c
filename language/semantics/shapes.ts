import type { SourceItem } from "../syntax/ast.ts";

export type SourceShape = "events" | "records" | "totals" | "lookup";

export const sourceShapes: readonly SourceShape[] = ["events", "records", "totals", "lookup"];

/** What a source of some shape can't be read without. */
export type NeededItem = "actor" | "time" | "event" | "stages" | "totals";

type ItemKind = SourceItem["kind"];

/** What a source of a shape can't be without, and what has no meaning in it. */
interface ShapeRules {
  readonly needs: readonly NeededItem[];
  readonly excludes: readonly ItemKind[];
}

export const shapeRules: Readonly<Record<SourceShape, ShapeRules>> = {
  events: { needs: ["actor", "time", "event"], excludes: ["row-stages", "totals"] },
  records: { needs: ["actor", "stages"], excludes: ["event", "totals"] },
  totals: { needs: ["totals"], excludes: ["actor", "event", "session", "row-stages"] },
  lookup: {
    needs: [],
    excludes: [
      "actor",
      "time",
      "event",
      "session",
      "row-stages",
      "totals",
      "amount",
      "currency",
      "join",
    ],
  },
};

export function findShape(word: string): SourceShape | undefined {
  return sourceShapes.find((shape) => shape === word);
}

/** The word that an item starts with. */
export function itemWord(item: SourceItem): string {
  switch (item.kind) {
    case "row-stages":
      return "stages";
    case "amount":
      return item.keyword;
    default:
      return item.kind;
  }
}
