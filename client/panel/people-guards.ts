import type {
  ExplainActorResult,
  ExportResult,
  OpenPeopleResult,
  PeopleList,
  PeopleOffer,
  PersonRow,
  ReadPeopleResult,
  Refusal,
  StageOffer,
} from "../../server/protocol/index.ts";
import { isResultOf } from "./desk-messages.ts";
import {
  type Guard,
  either,
  isBoolean,
  isCount,
  isString,
  listOf,
  literal,
  optional,
  shape,
} from "./guards.ts";

/** Of a result: whose people can be asked for. */
export const isPeopleOffer: Guard<PeopleOffer> = shape<PeopleOffer>({
  basis: isResultOf.basis,
  stages: listOf(shape<StageOffer>({ stage: isString, reached: isBoolean, dropped: isBoolean })),
  list: optional(literal("audience", "score")),
});

export const isRefusal: Guard<Refusal> = shape<Refusal>({
  kind: literal("refused"),
  isStale: isBoolean,
  code: isString,
  message: isString,
});

const isRow: Guard<PersonRow> = listOf(isString);

export const isOpened: Guard<OpenPeopleResult> = either<OpenPeopleResult>(
  shape<PeopleList>({
    kind: literal("list"),
    list: isString,
    total: isCount,
    title: isString,
    columns: listOf(
      shape<PeopleList["columns"][number]>({ id: isString, title: isString, isNumber: isBoolean }),
    ),
    reasons: listOf(shape<PeopleList["reasons"][number]>({ key: isString, text: isString })),
    rows: listOf(isRow),
  }),
  isRefusal,
);

type Rows = Extract<ReadPeopleResult, { kind: "rows" }>;
type Explained = Extract<ExplainActorResult, { kind: "explained" }>;

export const isRead: Guard<ReadPeopleResult> = either<ReadPeopleResult>(
  shape<Rows>({ kind: literal("rows"), rows: listOf(isRow) }),
  isRefusal,
);

export const isExplained: Guard<ExplainActorResult> = either<ExplainActorResult>(
  shape<Explained>({
    kind: literal("explained"),
    title: isString,
    rows: listOf(
      shape<Explained["rows"][number]>({ time: isString, event: isString, chosen: isString }),
    ),
    more: isString,
    sentences: listOf(isString),
  }),
  isRefusal,
);

export const isExported: Guard<ExportResult> = either<ExportResult>(
  shape<Extract<ExportResult, { kind: "exported" }>>({ kind: literal("exported"), text: isString }),
  isRefusal,
);
