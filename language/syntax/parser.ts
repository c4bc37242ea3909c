import {
  type CstNode,
  EOF,
  type IParserConfig,
  type IRecognitionException,
  type TokenType,
} from "chevrotain";
import { needs, type Rule } from "./grammar/expressions.ts";
import { StudyGrammar } from "./grammar/studies.ts";
import * as T from "./tokens.ts";
import type { Token } from "./tokens.ts";

/**
 * The grammar as Chevrotain rules, without actions: a sub-rule for each statement. `parse.ts` decides
 * what it is given: whole declarations first, and where one doesn't parse its statements one by one,
 * so that recovery never has to look beyond a statement.
 */
export class FunnelParser extends StudyGrammar {
  /** Whether to go on after an error within what is being parsed. */
  private tolerant = false;

  constructor(config: IParserConfig = {}) {
    super({
      recoveryEnabled: true,
      maxLookahead: 2,
      nodeLocationTracking: "onlyOffset",
      skipValidations: true,
      // What is missing is said by the rule itself; the rest is found out from the token.
      errorMessageProvider: {
        buildMismatchTokenMessage: () => "",
        buildNotAllInputParsedMessage: () => "",
        buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? "",
        buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? "",
      },
      ...config,
    });
    this.performSelfAnalysis();
  }

  readonly file: Rule = this.RULE("file", () => {
    this.MANY(() => this.SUBRULE(this.declaration));
  });

  readonly declaration: Rule = this.RULE("declaration", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.source) },
        { ALT: () => this.SUBRULE(this.segment) },
        { ALT: () => this.SUBRULE(this.funnel) },
        { ALT: () => this.SUBRULE(this.import) },
        { ALT: () => this.SUBRULE(this.connection) },
        { ALT: () => this.SUBRULE(this.param) },
        { ALT: () => this.SUBRULE(this.retention) },
        { ALT: () => this.SUBRULE(this.experiment) },
        { ALT: () => this.SUBRULE(this.drivers) },
        { ALT: () => this.SUBRULE(this.score) },
        { ALT: () => this.SUBRULE(this.scenario) },
        { ALT: () => this.SUBRULE(this.audience) },
      ],
      ...needs("declaration"),
    });
  });

  /** Parses one rule over all of the tokens. The tree has holes where there are errors. */
  run(rule: StartRule, tokens: readonly Token[], tolerant: boolean): Parsed {
    this.tolerant = tolerant;
    this.betweenIsTaken = false;
    // Errors are values here: where they were thrown tells nothing, and finding it out takes long.
    const limit = traces.stackTraceLimit;
    traces.stackTraceLimit = 0;
    try {
      this.input = [...tokens];
      const tree = this[rule]();
      return { tree, errors: this.errors };
    } finally {
      traces.stackTraceLimit = limit;
    }
  }

  /** Chevrotain asks this before it recovers: without tolerance the first error ends the parse. */
  isBackTracking(): boolean {
    return !this.tolerant;
  }

  /** What may be thought of as written, where what follows fits. */
  override canTokenTypeBeInsertedInRecovery(type: TokenType): boolean {
    return insertable.has(type);
  }

  override canTokenTypeBeDeletedInRecovery(type: TokenType): boolean {
    return type !== EOF;
  }
}

/** V8's own property of the constructor. */
const traces = Error as { stackTraceLimit?: number | undefined };

/** What can be parsed by itself: declarations without a block, and the heads and blocks of the others. */
export type StartRule =
  | "file"
  | "import"
  | "param"
  | "segment"
  | "audience"
  | `${BlockKeyword}${"Header" | "Body"}`;

/** The declarations that have a block. */
export const blockKeywords = [
  "connection",
  "source",
  "funnel",
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
] as const;

export type BlockKeyword = (typeof blockKeywords)[number];

export interface Parsed {
  /** Undefined where nothing at all could be read. */
  readonly tree: CstNode | undefined;
  readonly errors: readonly IRecognitionException[];
}

const insertable = new Set<TokenType>([
  T.Colon,
  T.Equal,
  T.RParen,
  T.keyword("by"),
  T.keyword("from"),
  T.keyword("times"),
]);

let parser: FunnelParser | undefined;

/** The one instance: making it takes some milliseconds, so it is made when the first text comes. */
export function theParser(): FunnelParser {
  parser ??= new FunnelParser();
  return parser;
}
