import * as T from "../tokens.ts";
import { keyword } from "../tokens.ts";
import { ExpressionGrammar, needs, type Rule } from "./expressions.ts";

/** Which rows serve a stage, and figures over the stages. */
export class StepsGrammar extends ExpressionGrammar {
  /** More lenient than the language: a `where` after `or` is read here and reported with both readings. */
  readonly steps: Rule = this.RULE("steps", () => {
    this.SUBRULE(this.step);
    this.MANY(() => {
      this.CONSUME(keyword("or"), { LABEL: "or" });
      this.SUBRULE2(this.step);
    });
    this.OPTION(() => this.SUBRULE(this.where));
  });

  readonly step: Rule = this.RULE("step", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            const taken = this.betweenIsTaken;
            this.CONSUME(T.LParen, { LABEL: "open" });
            this.ACTION(() => {
              this.betweenIsTaken = false;
            });
            this.SUBRULE(this.steps);
            this.ACTION(() => {
              this.betweenIsTaken = taken;
            });
            this.CONSUME(T.RParen, { LABEL: "close", ...needs("closing-parenthesis") });
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("any"), { LABEL: "any" });
            this.CONSUME(keyword("event"), { LABEL: "anyEvent" });
          },
        },
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
        {
          ALT: () => {
            this.CONSUME(T.Name, { LABEL: "name" });
            this.OPTION(() => {
              this.CONSUME(T.Dot);
              this.OR2({
                DEF: [
                  {
                    ALT: () => {
                      this.CONSUME2(keyword("any"), { LABEL: "any" });
                      this.CONSUME2(keyword("event"), { LABEL: "anyEvent" });
                    },
                  },
                  { ALT: () => this.CONSUME2(T.Text, { LABEL: "text" }) },
                  { ALT: () => this.CONSUME2(T.Name, { LABEL: "name" }) },
                ],
                ...needs("step-event"),
              });
            });
          },
        },
      ],
      ...needs("step-event"),
    });
  });

  readonly atLeast: Rule = this.RULE("atLeast", () => {
    this.CONSUME(keyword("at"), { LABEL: "keyword" });
    this.CONSUME(keyword("least"), { LABEL: "least", ...needs("at-least") });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("at-least-number") });
    this.CONSUME(keyword("times"), { LABEL: "times", ...needs("at-least-times") });
  });

  readonly measureExpression: Rule = this.RULE("measureExpression", () => {
    this.SUBRULE(this.measureTerm);
    this.MANY(() => {
      this.CONSUME(T.Additive, { LABEL: "operator" });
      this.SUBRULE2(this.measureTerm);
    });
  });

  readonly measureTerm: Rule = this.RULE("measureTerm", () => {
    this.SUBRULE(this.measureFactor);
    this.MANY(() => {
      this.CONSUME(T.Multiplicative, { LABEL: "operator" });
      this.SUBRULE2(this.measureFactor);
    });
  });

  readonly measureFactor: Rule = this.RULE("measureFactor", () => {
    this.OPTION(() => this.CONSUME(T.Minus, { LABEL: "minus" }));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.CONSUME(T.Param, { LABEL: "param" }) },
        { ALT: () => this.SUBRULE(this.figure) },
        {
          ALT: () => {
            this.CONSUME(T.LParen, { LABEL: "open" });
            this.SUBRULE(this.measureExpression);
            this.CONSUME(T.RParen, { LABEL: "close", ...needs("closing-parenthesis") });
          },
        },
      ],
      ...needs("figure"),
    });
  });

  readonly figure: Rule = this.RULE("figure", () => {
    this.CONSUME(T.Name, { LABEL: "name" });
    this.OPTION(() => {
      this.CONSUME(T.LParen, { LABEL: "open" });
      this.OPTION2(() => {
        this.SUBRULE(this.figureArgument);
        this.MANY(() => {
          this.CONSUME(T.Comma);
          this.SUBRULE2(this.figureArgument);
        });
      });
      this.CONSUME(T.RParen, { LABEL: "close", ...needs("closing-parenthesis") });
    });
    this.OPTION3(() => {
      this.OR([
        { ALT: () => this.CONSUME(keyword("at"), { LABEL: "at" }) },
        { ALT: () => this.CONSUME(keyword("of"), { LABEL: "of" }) },
      ]);
      this.CONSUME2(T.Name, { LABEL: "stage", ...needs("stage-reference") });
    });
  });

  /** A stage is read as a column here; what it is depends on the figure. */
  readonly figureArgument: Rule = this.RULE("figureArgument", () => {
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(T.Arrow, { LABEL: "arrow" });
      this.CONSUME(T.Name, { LABEL: "to", ...needs("arrow-stage") });
    });
    this.OPTION2(() => {
      this.CONSUME(keyword("within"), { LABEL: "within" });
      this.SUBRULE(this.duration);
    });
  });

  readonly split: Rule = this.RULE("split", () => {
    this.CONSUME(keyword("split"), { LABEL: "keyword" });
    this.CONSUME(keyword("by"), { LABEL: "by", ...needs("split-by") });
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(keyword("at"), { LABEL: "at" });
      this.CONSUME(T.Name, { LABEL: "place", ...needs("split-at") });
    });
    this.OPTION2(() => {
      this.CONSUME(keyword("top"), { LABEL: "top" });
      this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("split-top") });
    });
  });

  readonly measure: Rule = this.RULE("measure", () => {
    this.CONSUME(keyword("measure"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("measure-name") });
    this.CONSUME(T.Equal, { LABEL: "equal", ...needs("equals") });
    this.SUBRULE(this.measureExpression);
    this.OPTION(() => {
      this.CONSUME(keyword("as"), { LABEL: "as" });
      this.OR({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(keyword("currency"), { LABEL: "form" });
              this.CONSUME(T.Text, { LABEL: "currency", ...needs("measure-currency") });
            },
          },
          { ALT: () => this.CONSUME2(T.Name, { LABEL: "form" }) },
        ],
        // The first one that fits: `currency` is a name as well.
        MAX_LOOKAHEAD: 1,
        IGNORE_AMBIGUITIES: true,
        ...needs("measure-format"),
      });
    });
  });
}
