import * as T from "../tokens.ts";
import { keyword } from "../tokens.ts";
import { needs, type Rule } from "./expressions.ts";
import { FunnelGrammar } from "./funnels.ts";

const operators: ReadonlySet<T.TokenKind> = new Set([
  ...[T.Equal, T.CompareToken, T.Plus, T.Minus, T.TimesOrDivide, T.Dot],
  ...["is", "not", "in", "between", "contains", "starts", "ends", "matches", "and", "or"].map(
    (word) => keyword(word),
  ),
]);

function goesOnAfterColumn(next: T.TokenKind): boolean {
  return operators.has(next);
}

/** Declarations that look at a funnel or, a retention, at a source: a head, and statements in a block. */
export class StudyGrammar extends FunnelGrammar {
  /** The name of a study and what it is on. */
  readonly studySubject: Rule = this.RULE("studySubject", () => {
    this.CONSUME(T.Name, { LABEL: "name", ...needs("study-name") });
    this.CONSUME(keyword("on"), { LABEL: "on", ...needs("study-on") });
    this.CONSUME2(T.Name, { LABEL: "subject", ...needs("study-subject") });
  });

  readonly retention: Rule = this.RULE("retention", () => {
    this.SUBRULE(this.retentionHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.retentionBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly retentionHeader: Rule = this.RULE("retentionHeader", () => {
    this.CONSUME(keyword("retention"), { LABEL: "keyword" });
    this.SUBRULE(this.studySubject);
  });

  readonly retentionBody: Rule = this.RULE("retentionBody", () => {
    this.MANY(() => this.SUBRULE(this.retentionItem));
  });

  readonly retentionItem: Rule = this.RULE("retentionItem", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.where) },
        { ALT: () => this.SUBRULE(this.retentionSteps) },
        { ALT: () => this.SUBRULE(this.every) },
        { ALT: () => this.SUBRULE(this.split) },
        { ALT: () => this.SUBRULE(this.measure) },
      ],
      ...needs("statement"),
    });
  });

  readonly retentionSteps: Rule = this.RULE("retentionSteps", () => {
    this.OR([
      { ALT: () => this.CONSUME(keyword("start"), { LABEL: "keyword" }) },
      { ALT: () => this.CONSUME(keyword("return"), { LABEL: "keyword" }) },
    ]);
    this.CONSUME(T.Colon, { LABEL: "colon", ...needs("entry-colon") });
    this.SUBRULE(this.steps);
  });

  readonly every: Rule = this.RULE("every", () => {
    this.CONSUME(keyword("every"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        {
          GATE: () => this.LA(1).tokenType !== keyword("for"),
          ALT: () => this.CONSUME(T.Name, { LABEL: "period" }),
        },
      ],
      ...needs("every-period"),
    });
    this.CONSUME(keyword("for"), { LABEL: "for", ...needs("every-for") });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("every-times") });
  });

  readonly experiment: Rule = this.RULE("experiment", () => {
    this.SUBRULE(this.experimentHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.experimentBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly experimentHeader: Rule = this.RULE("experimentHeader", () => {
    this.CONSUME(keyword("experiment"), { LABEL: "keyword" });
    this.SUBRULE(this.studySubject);
  });

  readonly experimentBody: Rule = this.RULE("experimentBody", () => {
    this.MANY(() => this.SUBRULE(this.experimentItem));
  });

  readonly experimentItem: Rule = this.RULE("experimentItem", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.variant) },
        { ALT: () => this.SUBRULE(this.control) },
        { ALT: () => this.SUBRULE(this.goal) },
        { ALT: () => this.SUBRULE(this.measureUse) },
        { ALT: () => this.SUBRULE(this.confidence) },
        { ALT: () => this.SUBRULE(this.sharedOut) },
      ],
      ...needs("statement"),
    });
  });

  readonly variant: Rule = this.RULE("variant", () => {
    this.CONSUME(keyword("variant"), { LABEL: "keyword" });
    this.SUBRULE(this.expression);
  });

  readonly control: Rule = this.RULE("control", () => {
    this.CONSUME(keyword("control"), { LABEL: "keyword" });
    this.CONSUME(T.Text, { LABEL: "text", ...needs("control-value") });
  });

  readonly measureUse: Rule = this.RULE("measureUse", () => {
    this.CONSUME(keyword("measure"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("measure-name") });
  });

  readonly confidence: Rule = this.RULE("confidence", () => {
    this.CONSUME(keyword("confidence"), { LABEL: "keyword" });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("confidence-share") });
    this.CONSUME(T.Percent, { LABEL: "percent", ...needs("percent") });
  });

  /** `split "A": 50, "B": 50` */
  readonly sharedOut: Rule = this.RULE("sharedOut", () => {
    this.CONSUME(keyword("split"), { LABEL: "keyword" });
    this.SUBRULE(this.variantShare);
    this.MANY(() => {
      this.CONSUME(T.Comma);
      this.SUBRULE2(this.variantShare);
    });
  });

  readonly variantShare: Rule = this.RULE("variantShare", () => {
    this.CONSUME(T.Text, { LABEL: "variant", ...needs("variant-name") });
    this.CONSUME(T.Colon, { LABEL: "colon", ...needs("entry-colon") });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
  });

  readonly drivers: Rule = this.RULE("drivers", () => {
    this.SUBRULE(this.driversHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.driversBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly driversHeader: Rule = this.RULE("driversHeader", () => {
    this.CONSUME(keyword("drivers"), { LABEL: "keyword" });
    this.SUBRULE(this.studySubject);
  });

  readonly driversBody: Rule = this.RULE("driversBody", () => {
    this.MANY(() => this.SUBRULE(this.driversItem));
  });

  readonly driversItem: Rule = this.RULE("driversItem", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.goal) },
        { ALT: () => this.SUBRULE(this.signals) },
        { ALT: () => this.SUBRULE(this.minimum) },
      ],
      ...needs("statement"),
    });
  });

  readonly goal: Rule = this.RULE("goal", () => {
    this.CONSUME(keyword("goal"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "from", ...needs("stage-reference") });
    this.CONSUME(T.Arrow, { LABEL: "arrow", ...needs("goal-arrow") });
    this.CONSUME2(T.Name, { LABEL: "to", ...needs("arrow-stage") });
  });

  readonly signals: Rule = this.RULE("signals", () => {
    this.CONSUME(keyword("from"), { LABEL: "keyword", ...needs("learn-from") });
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("properties"), { LABEL: "properties" });
            this.CONSUME(T.LParen, { LABEL: "open", ...needs("opening-parenthesis") });
            this.SUBRULE(this.columns);
            this.CONSUME(T.RParen, { LABEL: "close", ...needs("closing-parenthesis") });
            this.OPTION(() => {
              this.CONSUME(keyword("and"), { LABEL: "and" });
              this.CONSUME(keyword("events"), { LABEL: "events", ...needs("and-events") });
            });
          },
        },
        { ALT: () => this.CONSUME2(keyword("events"), { LABEL: "events" }) },
      ],
      ...needs("signals-value"),
    });
  });

  readonly minimum: Rule = this.RULE("minimum", () => {
    this.CONSUME(keyword("minimum"), { LABEL: "keyword" });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    this.CONSUME(keyword("actors"), { LABEL: "actors", ...needs("minimum-actors") });
  });

  readonly score: Rule = this.RULE("score", () => {
    this.SUBRULE(this.scoreHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.scoreBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly scoreHeader: Rule = this.RULE("scoreHeader", () => {
    this.CONSUME(keyword("score"), { LABEL: "keyword" });
    this.SUBRULE(this.studySubject);
  });

  readonly scoreBody: Rule = this.RULE("scoreBody", () => {
    this.MANY(() => this.SUBRULE(this.scoreItem));
  });

  readonly scoreItem: Rule = this.RULE("scoreItem", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.scoreGoal) },
        { ALT: () => this.SUBRULE(this.points) },
        { ALT: () => this.SUBRULE(this.learn) },
        { ALT: () => this.SUBRULE(this.fromColumn) },
        { ALT: () => this.SUBRULE(this.grades) },
      ],
      ...needs("statement"),
    });
  });

  readonly scoreGoal: Rule = this.RULE("scoreGoal", () => {
    this.CONSUME(keyword("goal"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "stage", ...needs("stage-reference") });
  });

  readonly points: Rule = this.RULE("points", () => {
    this.CONSUME(keyword("points"), { LABEL: "keyword" });
    this.CONSUME(T.Additive, { LABEL: "sign", ...needs("points-sign") });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    this.CONSUME(keyword("when"), { LABEL: "when", ...needs("points-when") });
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          // `did = 1` is about a column.
          GATE: () => !goesOnAfterColumn(this.LA(2).tokenType),
          ALT: () => {
            this.CONSUME(keyword("did"), { LABEL: "did" });
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

  readonly learn: Rule = this.RULE("learn", () => {
    this.CONSUME(keyword("learn"), { LABEL: "keyword" });
    this.SUBRULE(this.signals);
  });

  readonly fromColumn: Rule = this.RULE("fromColumn", () => {
    this.CONSUME(keyword("from"), { LABEL: "keyword" });
    this.CONSUME(keyword("column"), { LABEL: "columnWord", ...needs("from-column") });
    this.SUBRULE(this.column);
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
    this.CONSUME(T.Name, { LABEL: "name", ...needs("grade-name") });
    this.OPTION(() => {
      this.CONSUME(T.Comparison, { LABEL: "operator" });
      this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    });
  });

  readonly scenario: Rule = this.RULE("scenario", () => {
    this.SUBRULE(this.scenarioHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.scenarioBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly scenarioHeader: Rule = this.RULE("scenarioHeader", () => {
    this.CONSUME(keyword("scenario"), { LABEL: "keyword" });
    this.SUBRULE(this.studySubject);
  });

  readonly scenarioBody: Rule = this.RULE("scenarioBody", () => {
    this.MANY(() => this.SUBRULE(this.scenarioStage));
  });

  readonly scenarioStage: Rule = this.RULE("scenarioStage", () => {
    this.CONSUME(keyword("stage"), { LABEL: "keyword", ...needs("statement") });
    this.CONSUME(T.Name, { LABEL: "stage", ...needs("stage-reference") });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Additive, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(T.Equal, { LABEL: "operator" }) },
      ],
      ...needs("scenario-change"),
    });
    this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("number") });
    this.CONSUME(T.Percent, { LABEL: "percent", ...needs("percent") });
  });

  readonly audience: Rule = this.RULE("audience", () => {
    this.CONSUME(keyword("audience"), { LABEL: "keyword" });
    this.SUBRULE(this.studySubject);
    this.CONSUME(T.Equal, { LABEL: "equal", ...needs("equals") });
    this.SUBRULE(this.audienceValue);
  });

  readonly audienceValue: Rule = this.RULE("audienceValue", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("reached"), { LABEL: "reached" });
            this.CONSUME(T.Name, { LABEL: "stage", ...needs("stage-reference") });
            this.OPTION(() => {
              this.CONSUME(keyword("not"), { LABEL: "not" });
              this.CONSUME2(keyword("reached"), needs("not-reached"));
              this.CONSUME2(T.Name, { LABEL: "missed", ...needs("stage-reference") });
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword("dropped"), { LABEL: "dropped" });
            this.CONSUME(keyword("after"), { LABEL: "after", ...needs("dropped-after") });
            this.CONSUME3(T.Name, { LABEL: "stage", ...needs("stage-reference") });
          },
        },
      ],
      ...needs("audience-value"),
    });
  });
}
