import * as T from "../tokens.ts";
import { keyword } from "../tokens.ts";
import { needs, type Rule } from "./expressions.ts";
import { FunnelGrammar } from "./funnels.ts";

/** Declarations that study a source or a funnel: read over as a whole until this version can run them. */
export class StudyGrammar extends FunnelGrammar {
  readonly retention: Rule = this.RULE("retention", () => {
    this.CONSUME(keyword("retention"), { LABEL: "keyword" });
    this.SUBRULE(this.studyHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.where) },
        { ALT: () => this.SUBRULE(this.split) },
        { ALT: () => this.SUBRULE(this.measure) },
        {
          ALT: () => {
            this.OR2([
              { ALT: () => this.CONSUME(keyword("start")) },
              { ALT: () => this.CONSUME(keyword("return")) },
            ]);
            this.CONSUME(T.Colon, { LABEL: "colon", ...needs("stage-colon") });
            this.SUBRULE(this.steps);
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("every"));
            this.CONSUME(T.Unit, { LABEL: "unit", ...needs("duration-unit") });
            this.CONSUME(keyword("for"), needs("word"));
            this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
          },
        },
      ]);
    });
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly experiment: Rule = this.RULE("experiment", () => {
    this.CONSUME(keyword("experiment"), { LABEL: "keyword" });
    this.SUBRULE(this.studyHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(keyword("variant"));
            this.SUBRULE(this.expression);
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("control"));
            this.CONSUME(T.Text, { LABEL: "control", ...needs("string") });
          },
        },
        { ALT: () => this.SUBRULE(this.goal) },
        {
          ALT: () => {
            this.CONSUME(keyword("measure"));
            this.CONSUME(T.Name, { LABEL: "measure", ...needs("name") });
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("confidence"));
            this.SUBRULE(this.number);
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("split"));
            this.SUBRULE(this.plannedShare);
            this.MANY2(() => {
              this.CONSUME(T.Comma);
              this.SUBRULE2(this.plannedShare);
            });
          },
        },
      ]);
    });
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly plannedShare: Rule = this.RULE("plannedShare", () => {
    this.CONSUME(T.Text, { LABEL: "variant", ...needs("string") });
    this.CONSUME(T.Colon, { LABEL: "colon" });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
  });

  readonly drivers: Rule = this.RULE("drivers", () => {
    this.CONSUME(keyword("drivers"), { LABEL: "keyword" });
    this.SUBRULE(this.studyHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.goal) },
        { ALT: () => this.SUBRULE(this.signals) },
        {
          ALT: () => {
            this.CONSUME(keyword("minimum"));
            this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
            this.CONSUME(keyword("actors"), needs("word"));
          },
        },
      ]);
    });
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly score: Rule = this.RULE("score", () => {
    this.CONSUME(keyword("score"), { LABEL: "keyword" });
    this.SUBRULE(this.studyHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(keyword("goal"));
            this.CONSUME(T.Name, { LABEL: "goal", ...needs("name") });
          },
        },
        { ALT: () => this.SUBRULE(this.points) },
        {
          ALT: () => {
            this.CONSUME(keyword("learn"));
            this.SUBRULE(this.signals);
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("from"));
            this.CONSUME(keyword("column"), needs("word"));
            this.SUBRULE(this.column);
          },
        },
        { ALT: () => this.SUBRULE(this.grades) },
      ]);
    });
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly points: Rule = this.RULE("points", () => {
    this.CONSUME(keyword("points"), { LABEL: "keyword" });
    this.CONSUME(T.Additive, { LABEL: "operator", ...needs("number") });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    this.CONSUME(keyword("when"), needs("word"));
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("did"));
            this.SUBRULE(this.steps);
            this.OPTION(() => this.SUBRULE(this.atLeast));
          },
        },
        { ALT: () => this.SUBRULE(this.expression) },
      ],
      IGNORE_AMBIGUITIES: true,
      ...needs("condition"),
    });
  });

  readonly grades: Rule = this.RULE("grades", () => {
    this.CONSUME(keyword("grades"), { LABEL: "keyword" });
    this.SUBRULE(this.grade);
    this.MANY(() => {
      this.CONSUME(T.Comma);
      this.SUBRULE2(this.grade);
    });
  });

  readonly grade: Rule = this.RULE("grade", () => {
    this.CONSUME(T.Name, { LABEL: "name", ...needs("name") });
    this.OPTION(() => {
      this.CONSUME(T.Comparison, { LABEL: "operator" });
      this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    });
  });

  readonly scenario: Rule = this.RULE("scenario", () => {
    this.CONSUME(keyword("scenario"), { LABEL: "keyword" });
    this.SUBRULE(this.studyHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.MANY(() => {
      this.CONSUME(keyword("stage"));
      this.CONSUME(T.Name, { LABEL: "stage", ...needs("stage-name") });
      this.OR([
        { ALT: () => this.CONSUME(T.Additive, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(T.Equal, { LABEL: "operator" }) },
      ]);
      this.SUBRULE(this.number);
    });
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly audience: Rule = this.RULE("audience", () => {
    this.CONSUME(keyword("audience"), { LABEL: "keyword" });
    this.SUBRULE(this.studyHeader);
    this.CONSUME(T.Equal, { LABEL: "equal", ...needs("equals") });
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("reached"));
            this.CONSUME(T.Name, { LABEL: "reached", ...needs("name") });
            this.OPTION(() => {
              this.CONSUME(keyword("not"));
              this.CONSUME2(keyword("reached"), needs("word"));
              this.CONSUME2(T.Name, { LABEL: "missed", ...needs("name") });
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("dropped"));
            this.CONSUME(keyword("after"), needs("word"));
            this.CONSUME3(T.Name, { LABEL: "after", ...needs("name") });
          },
        },
      ],
      ...needs("word"),
    });
  });

  /** The name of a study and what it is on. */
  readonly studyHeader: Rule = this.RULE("studyHeader", () => {
    this.CONSUME(T.Name, { LABEL: "name", ...needs("name") });
    this.CONSUME(keyword("on"), { LABEL: "on", ...needs("word") });
    this.CONSUME2(T.Name, { LABEL: "subject", ...needs("name") });
  });

  readonly goal: Rule = this.RULE("goal", () => {
    this.CONSUME(keyword("goal"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "from", ...needs("name") });
    this.CONSUME(T.Arrow, { LABEL: "arrow", ...needs("arrow-stage") });
    this.CONSUME2(T.Name, { LABEL: "to", ...needs("arrow-stage") });
  });

  readonly signals: Rule = this.RULE("signals", () => {
    this.CONSUME(keyword("from"), { LABEL: "keyword", ...needs("word") });
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("properties"));
            this.CONSUME(T.LParen, needs("opening-parenthesis"));
            this.SUBRULE(this.columns);
            this.CONSUME(T.RParen, needs("closing-parenthesis"));
            this.OPTION(() => {
              this.CONSUME(keyword("and"));
              this.CONSUME(keyword("events"), needs("word"));
            });
          },
        },
        { ALT: () => this.CONSUME2(keyword("events")) },
      ],
      ...needs("word"),
    });
  });
}
