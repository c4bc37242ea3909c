import { sourceShapes } from "../../semantics/shapes.ts";
import { presets } from "../../semantics/presets/index.ts";
import { currencyCodes } from "../currencies.ts";
import type { Slot } from "../expected.ts";
import { type Asked, nameItem, plainItems, ranks, sortText, textItem, textItems } from "./asked.ts";
import { columnItems, keyItems, lookupColumnItems } from "./columns.ts";
import { eventItems } from "./events.ts";
import { figureItems, functionItems, limitItems } from "./figures.ts";
import { importItems, pathItems } from "./files.ts";
import type { CompletionItem } from "./item.ts";
import { rowStageItems, totalItems } from "./entries.ts";
import { stageNameItems } from "./models.ts";
import { dateItems, periodItems, timeFormatItems } from "./moments.ts";
import {
  connectionItems,
  eventSourceItems,
  funnelItems,
  lookupItems,
  measureItems,
  paramItems,
  segmentItems,
  sourceArgumentItems,
  sourceItems,
  stageItems,
} from "./names.ts";
import { amountItems, valueItems, variantItems } from "./values.ts";

/** What is offered where something else than a keyword is wanted. */
export function slotItems(asked: Asked, slot: Slot): readonly CompletionItem[] {
  switch (slot) {
    case "source":
      return sourceItems(asked);
    case "event-source":
      return eventSourceItems(asked);
    case "source-argument":
      return sourceArgumentItems(asked);
    case "lookup":
      return lookupItems(asked);
    case "lookup-column":
      return lookupColumnItems(asked);
    case "connection":
      return connectionItems(asked);
    case "funnel":
      return funnelItems(asked);
    case "segment":
      return segmentItems(asked);
    case "stage":
      return stageItems(asked);
    case "stage-name":
      return stageNameItems(asked);
    case "measure":
      return measureItems(asked);
    case "event":
      return eventItems(asked);
    case "column":
      return columnItems(asked, isGrouping(asked) ? "group" : "any");
    case "actor-column":
      return columnItems(asked, "actor");
    case "time-column":
      return columnItems(asked, "time");
    case "event-column":
      return columnItems(asked, "event");
    case "number-column":
      return columnItems(asked, "number");
    case "key-column":
      return columnItems(asked, "moment");
    case "array-column":
      return columnItems(asked, "array");
    case "join-column":
      return columnItems(asked, "join");
    case "row-stage":
      return rowStageItems(asked);
    case "total":
      return totalItems(asked);
    case "key":
      return keyItems(asked);
    case "value":
      return valueItems(asked);
    case "amount":
      return amountItems(asked);
    case "variant":
      return variantItems(asked);
    case "function":
      return functionItems(asked);
    case "figure":
      return figureItems(asked);
    case "limit":
      return limitItems(asked);
    case "param":
      return paramItems(asked);
    case "period":
      return periodItems(asked);
    case "date":
      return dateItems(asked);
    case "duration":
      return plainItems(asked, ["1 hour", "1 day", "7 days", "14 days", "30 days"]);
    case "share":
      return plainItems(asked, isConfidence(asked) ? ["90%", "95%", "99%"] : ["5%", "10%", "20%"]);
    case "time-format":
      return timeFormatItems(asked);
    case "timezone":
      return textItems(asked, ["UTC", ...Intl.supportedValuesOf("timeZone")]);
    case "encoding":
      return textItems(asked, ["utf-8", "windows-1251", "koi8-r", "ibm866", "latin-1", "utf-16"]);
    case "delimiter":
      return textItems(asked, [";", ",", "\t", "|"]);
    case "quote":
      return textItems(asked, ['"', "'"]);
    case "decimal":
      return textItems(asked, [",", "."]);
    case "currency":
      return textItems(asked, currencyCodes());
    case "variable":
      return variableItems(asked);
    case "path":
      return pathItems(asked);
    case "import-path":
      return importItems(asked);
    case "shape":
      return presetItems(asked);
    case "new-name":
    case "number":
    case "string":
      return [];
  }
}

/** What figures are set side by side for. */
function isGrouping({ place: { statement } }: Asked): boolean {
  const [first] = statement;
  return ["split", "variant"].includes(first?.value ?? "") || statement.at(-1)?.value === "by";
}

function isConfidence({ place }: Asked): boolean {
  return place.statement[0]?.value === "confidence";
}

/** Named for the setting that it is the value of. */
function variableItems(asked: Asked): readonly CompletionItem[] {
  const setting = asked.place.statement[0]?.value ?? "";
  const name = `CLICKHOUSE_${setting.toUpperCase()}`;
  return textItem(asked, name, { kind: "value", sortText: sortText(ranks.value, 0) });
}

/** Mappings for well-known exports; shapes are words of the language. */
function presetItems(asked: Asked): readonly CompletionItem[] {
  return presets.flatMap(({ name, doc, shape }, index) =>
    nameItem(asked, name, {
      kind: "value",
      detail: shape,
      documentation: doc[asked.locale],
      sortText: sortText(ranks.rare, sourceShapes.length + index),
    }),
  );
}
