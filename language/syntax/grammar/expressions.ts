import { CstParser, type CstNode, type IParserConfig, type ParserMethod } from "chevrotain";
import type { Expectation } from "../expectations.ts";
import * as T from "../tokens.ts";
import { keyword } from "../tokens.ts";

export type Rule = ParserMethod<[], CstNode>;

/** Names what a rule waits for: it comes back as the message of the parser's error. */
export function needs(expectation: Expectation): { ERR_MSG: Expectation } {
  return { ERR_MSG: expectation };
}

/** Values and conditions over the columns of a row. */
export class ExpressionGrammar extends CstParser {
  /** In `without … between A and B` the next `between` is the statement's own. */
  protected betweenIsTaken = false;

  constructor(config: IParserConfig) {
    super(T.allTokens, config);
  }

  /** A word at the start of a line that is no unit is the beginning of something else. */
  private isWordOfNextLine(): boolean {
    const next = this.LA(1);
    return next.tokenType === T.PlainName && T.isToken(next) && next.startsLine;
  }

  readonly expression: Rule = this.RULE("expression", () => {
    this.SUBRULE(this.conjunction);
    this.MANY(() => {
      this.CONSUME(keyword("or"), { LABEL: "or" });
      this.SUBRULE2(this.conjunction);
    });
  });

  readonly conjunction: Rule = this.RULE("conjunction", () => {
    this.SUBRULE(this.negation);
    this.MANY(() => {
      this.CONSUME(keyword("and"), { LABEL: "and" });
      this.SUBRULE2(this.negation);
    });
  });

  readonly negation: Rule = this.RULE("negation", () => {
    this.MANY(() => this.CONSUME(keyword("not"), { LABEL: "not" }));
    this.SUBRULE(this.test);
  });

  readonly test: Rule = this.RULE("test", () => {
    this.SUBRULE(this.sum);
    this.OPTION({
      GATE: () => !this.betweenIsTaken || this.LA(1).tokenType !== keyword("between"),
      DEF: () => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.Comparison, { LABEL: "comparison" });
              this.SUBRULE2(this.sum, { LABEL: "right" });
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword("is"), { LABEL: "is" });
              this.OPTION2(() => this.CONSUME(keyword("not"), { LABEL: "isNot" }));
              this.OR2({
                DEF: [
                  { ALT: () => this.CONSUME(keyword("missing"), { LABEL: "missing" }) },
                  // `is null`, `is "x"`: read, so that what is meant can be offered.
                  { ALT: () => this.SUBRULE3(this.sum, { LABEL: "wrong" }) },
                ],
                IGNORE_AMBIGUITIES: true,
                ...needs("missing-word"),
              });
            },
          },
          {
            ALT: () => {
              this.OPTION3(() => this.CONSUME2(keyword("not"), { LABEL: "notMatch" }));
              this.SUBRULE(this.match);
            },
          },
        ]);
      },
    });
  });

  readonly match: Rule = this.RULE("match", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("in"), { LABEL: "in" });
            this.CONSUME(T.LParen, needs("in-list"));
            this.SUBRULE(this.sum, { LABEL: "value" });
            this.MANY(() => {
              this.CONSUME(T.Comma);
              this.SUBRULE2(this.sum, { LABEL: "value" });
            });
            this.CONSUME(T.RParen, needs("closing-parenthesis"));
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("between"), { LABEL: "between" });
            this.SUBRULE3(this.sum, { LABEL: "low" });
            this.CONSUME(keyword("and"), needs("between-and"));
            this.SUBRULE4(this.sum, { LABEL: "high" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("contains"), { LABEL: "contains" });
            this.SUBRULE5(this.sum, { LABEL: "value" });
          },
        },
        {
          ALT: () => {
            this.OR2([
              { ALT: () => this.CONSUME(keyword("starts"), { LABEL: "starts" }) },
              { ALT: () => this.CONSUME(keyword("ends"), { LABEL: "ends" }) },
            ]);
            this.CONSUME(keyword("with"), needs("starts-with"));
            this.SUBRULE6(this.sum, { LABEL: "value" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("matches"), { LABEL: "matches" });
            this.CONSUME(T.Text, { LABEL: "pattern", ...needs("matches-pattern") });
          },
        },
      ],
      ...needs("match"),
    });
  });

  readonly sum: Rule = this.RULE("sum", () => {
    this.SUBRULE(this.term);
    this.MANY(() => {
      this.CONSUME(T.Additive, { LABEL: "operator" });
      this.SUBRULE2(this.term);
    });
  });

  readonly term: Rule = this.RULE("term", () => {
    this.SUBRULE(this.factor);
    this.MANY(() => {
      this.CONSUME(T.Multiplicative, { LABEL: "operator" });
      this.SUBRULE2(this.factor);
    });
  });

  readonly factor: Rule = this.RULE("factor", () => {
    this.OPTION(() => this.CONSUME(T.Minus, { LABEL: "minus" }));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
        { ALT: () => this.CONSUME(T.DateToken, { LABEL: "date" }) },
        { ALT: () => this.CONSUME(T.Period, { LABEL: "period" }) },
        { ALT: () => this.CONSUME(T.Param, { LABEL: "param" }) },
        { ALT: () => this.CONSUME(keyword("true"), { LABEL: "true" }) },
        { ALT: () => this.CONSUME(keyword("false"), { LABEL: "false" }) },
        { ALT: () => this.CONSUME(keyword("missing"), { LABEL: "missing" }) },
        { ALT: () => this.SUBRULE(this.reference) },
        {
          ALT: () => {
            const taken = this.betweenIsTaken;
            this.CONSUME(T.LParen, { LABEL: "open" });
            this.ACTION(() => {
              this.betweenIsTaken = false;
            });
            this.SUBRULE(this.expression);
            this.ACTION(() => {
              this.betweenIsTaken = taken;
            });
            this.CONSUME(T.RParen, { LABEL: "close", ...needs("closing-parenthesis") });
          },
        },
      ],
      ...needs("value"),
    });
  });

  /** A column, possibly with keys below it, or a call of a function. */
  readonly reference: Rule = this.RULE("reference", () => {
    this.CONSUME(T.Name, { LABEL: "name" });
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(T.LParen, { LABEL: "open" });
            this.OPTION2(() => {
              this.SUBRULE(this.expression, { LABEL: "argument" });
              this.MANY(() => {
                this.CONSUME(T.Comma);
                this.SUBRULE2(this.expression, { LABEL: "argument" });
              });
            });
            this.CONSUME(T.RParen, { LABEL: "close", ...needs("closing-parenthesis") });
          },
        },
        {
          ALT: () => {
            this.AT_LEAST_ONE(() => {
              this.CONSUME(T.Dot);
              this.CONSUME2(T.Name, { LABEL: "name", ...needs("column") });
            });
          },
        },
      ]);
    });
  });

  readonly number: Rule = this.RULE("number", () => {
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    this.OPTION({
      GATE: () => !this.isWordOfNextLine(),
      DEF: () => {
        this.OR([
          { ALT: () => this.CONSUME(T.Percent, { LABEL: "percent" }) },
          { ALT: () => this.CONSUME(T.Unit, { LABEL: "unit" }) },
          // No name may follow a number, so this is a unit that we don't know.
          { ALT: () => this.CONSUME(T.PlainName, { LABEL: "unknownUnit" }) },
        ]);
      },
    });
  });

  readonly duration: Rule = this.RULE("duration", () => {
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("duration") });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Unit, { LABEL: "unit" }) },
        {
          GATE: () => !this.isWordOfNextLine(),
          ALT: () => this.CONSUME(T.PlainName, { LABEL: "unknownUnit" }),
        },
      ],
      ...needs("duration-unit"),
    });
  });

  readonly column: Rule = this.RULE("column", () => {
    this.CONSUME(T.Name, { LABEL: "name", ...needs("column") });
    this.MANY(() => {
      this.CONSUME(T.Dot);
      this.CONSUME2(T.Name, { LABEL: "name", ...needs("column") });
    });
  });

  readonly columns: Rule = this.RULE("columns", () => {
    this.SUBRULE(this.column);
    this.MANY(() => {
      this.CONSUME(T.Comma);
      this.SUBRULE2(this.column);
    });
  });

  /** What `let`, `segment` and `where` are followed by. */
  readonly where: Rule = this.RULE("where", () => {
    this.CONSUME(keyword("where"), { LABEL: "keyword" });
    this.SUBRULE(this.expression);
  });
}
