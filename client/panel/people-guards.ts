import type { PeopleOffer, StageOffer } from "../../server/protocol/index.ts";
import {
  type Guard,
  isBoolean,
  isObject,
  isString,
  listOf,
  literal,
  optional,
  shape,
} from "./guards.ts";

/** Of a result: whose people can be asked for. */
export const isPeopleOffer: Guard<PeopleOffer> = shape<PeopleOffer>({
  basis: shape<PeopleOffer["basis"]>({
    definition: isString,
    data: (value): value is Readonly<Record<string, string>> =>
      isObject(value) && Object.values(value).every(isString),
  }),
  stages: listOf(shape<StageOffer>({ stage: isString, reached: isBoolean, dropped: isBoolean })),
  list: optional(literal("audience", "score")),
});
