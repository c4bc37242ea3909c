import type {
  Basis,
  ExplainActorParams,
  ExplainActorResult,
  ExportParams,
  ExportResult,
  OpenPeopleParams,
  OpenPeopleResult,
  ReadPeopleParams,
  ReadPeopleResult,
  ResultId,
} from "../../server/protocol/index.ts";
import {
  type Guard,
  either,
  isCount,
  isObject,
  isString,
  listOf,
  literal,
  nullable,
  shape,
} from "./guards.ts";

/**
 * What a page asks about the results that it shows, and what it has copied and saved. The extension
 * adds the file, the clipboard and the dialogs.
 */
export type DeskMessage =
  /** To be answered with the same id. */
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly method: keyof Questions;
      readonly params: object;
    }
  | { readonly kind: "closePeople"; readonly list: string }
  /** Nobody waits any more for people of this funnel or study that were asked for. */
  | { readonly kind: "leavePeople"; readonly funnel: string }
  | { readonly kind: "copy"; readonly text: string }
  | {
      readonly kind: "save";
      /** Suggested, without an extension. */
      readonly name: string;
      /** Any of them, as the user chooses. */
      readonly extensions: readonly string[];
      readonly content: SaveContent;
    };

export type SaveContent =
  | { readonly kind: "people"; readonly list: string }
  | {
      readonly kind: "result";
      readonly funnel: string;
      readonly basis: Basis;
      readonly format: string;
      readonly view: string;
      readonly theme: "light" | "dark";
    }
  /** In base 64. */
  | { readonly kind: "image"; readonly bytes: string };

/** The questions of the protocol that a page may ask, with their answers. The file is the page's own. */
export interface Questions {
  readonly "funnel/people": [Omit<OpenPeopleParams, "uri">, OpenPeopleResult];
  readonly "funnel/peopleRows": [ReadPeopleParams, ReadPeopleResult];
  readonly "funnel/explain": [Omit<ExplainActorParams, "uri">, ExplainActorResult];
  readonly "funnel/export": [Omit<ExportParams, "uri">, ExportResult];
}

/** null: there is no answer, since the server couldn't be reached. */
export interface AnswerMessage {
  readonly kind: "answer";
  readonly id: number;
  readonly answer: object | null;
}

const isBasis: Guard<Basis> = shape<Basis>({
  definition: isString,
  data: (value): value is Readonly<Record<string, string>> =>
    isObject(value) && Object.values(value).every(isString),
});

export const isResultOf = { funnel: isString, basis: isBasis } satisfies {
  [Key in Exclude<keyof ResultId, "uri">]: Guard<ResultId[Key]>;
};

type Of<Union extends { kind: string }, Kind extends Union["kind"]> = Extract<
  Union,
  { kind: Kind }
>;

export const isDeskMessage: Guard<DeskMessage> = either<DeskMessage>(
  shape<Of<DeskMessage, "ask">>({
    kind: literal("ask"),
    id: isCount,
    method: literal<keyof Questions>(
      "funnel/people",
      "funnel/peopleRows",
      "funnel/explain",
      "funnel/export",
    ),
    params: isObject,
  }),
  shape<Of<DeskMessage, "closePeople">>({ kind: literal("closePeople"), list: isString }),
  shape<Of<DeskMessage, "leavePeople">>({ kind: literal("leavePeople"), funnel: isString }),
  shape<Of<DeskMessage, "copy">>({ kind: literal("copy"), text: isString }),
  shape<Of<DeskMessage, "save">>({
    kind: literal("save"),
    name: isString,
    extensions: listOf(isString),
    content: either<SaveContent>(
      shape<Of<SaveContent, "people">>({ kind: literal("people"), list: isString }),
      shape<Of<SaveContent, "result">>({
        kind: literal("result"),
        ...isResultOf,
        format: isString,
        view: isString,
        theme: literal("light", "dark"),
      }),
      shape<Of<SaveContent, "image">>({ kind: literal("image"), bytes: isString }),
    ),
  }),
);

export const isAnswer: Guard<AnswerMessage> = shape<AnswerMessage>({
  kind: literal("answer"),
  id: isCount,
  answer: nullable(isObject),
});
