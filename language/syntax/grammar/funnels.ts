import * as T from "../tokens.ts";
import { keyword } from "../tokens.ts";
import { needs, type Rule } from "./expressions.ts";
import { SourceGrammar } from "./sources.ts";

/** `funnel` and the statements in its block. */
export class FunnelGrammar extends SourceGrammar {
  readonly funnel: Rule = this.RULE("funnel", () => {
    this.SUBRULE(this.funnelHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.funnelBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly funnelHeader: Rule = this.RULE("funnelHeader", () => {
    this.CONSUME(keyword("funnel"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("funnel-name") });
    this.OPTION(() => {
      this.CONSUME(keyword("on"), { LABEL: "on" });
      this.CONSUME2(T.Name, { LABEL: "source", ...needs("funnel-source") });
      this.MANY(() => {
        this.CONSUME(T.Comma);
        this.CONSUME3(T.Name, { LABEL: "source", ...needs("funnel-source") });
      });
    });
  });

  readonly funnelBody: Rule = this.RULE("funnelBody", () => {
    this.MANY(() => this.SUBRULE(this.funnelItem));
  });

  readonly funnelItem: Rule = this.RULE("funnelItem", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.stage) },
        { ALT: () => this.SUBRULE(this.during) },
        { ALT: () => this.SUBRULE(this.where) },
        { ALT: () => this.SUBRULE(this.segmentUse) },
        { ALT: () => this.SUBRULE(this.order) },
        { ALT: () => this.SUBRULE(this.window) },
        { ALT: () => this.SUBRULE(this.split) },
        { ALT: () => this.SUBRULE(this.expect) },
        { ALT: () => this.SUBRULE(this.setting) },
        { ALT: () => this.SUBRULE(this.actor) },
        { ALT: () => this.SUBRULE(this.same) },
        { ALT: () => this.SUBRULE(this.without) },
        { ALT: () => this.SUBRULE(this.compare) },
        { ALT: () => this.SUBRULE(this.trend) },
        { ALT: () => this.SUBRULE(this.note) },
        { ALT: () => this.SUBRULE(this.measure) },
        { ALT: () => this.SUBRULE(this.exit) },
      ],
      ...needs("funnel-item"),
    });
  });

  readonly stage: Rule = this.RULE("stage", () => {
    this.OPTION(() => this.CONSUME(keyword("optional"), { LABEL: "optional" }));
    this.CONSUME(keyword("stage"), { LABEL: "keyword", ...needs("stage-word") });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("stage-name") });
    this.OPTION2(() => this.CONSUME(T.Text, { LABEL: "label" }));
    this.CONSUME(T.Colon, { LABEL: "colon", ...needs("stage-colon") });
    this.SUBRULE(this.steps);
    this.MANY(() => this.SUBRULE(this.modifier));
  });

  readonly modifier: Rule = this.RULE("modifier", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword("within"), { LABEL: "within" });
          this.SUBRULE(this.duration);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword("after"), { LABEL: "after" });
          this.SUBRULE2(this.duration);
        },
      },
      { ALT: () => this.SUBRULE(this.atLeast) },
    ]);
  });

  readonly during: Rule = this.RULE("during", () => {
    this.CONSUME(keyword("during"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.DateToken, { LABEL: "from" });
            this.CONSUME(T.Range, { LABEL: "range", ...needs("during-range") });
            this.OPTION(() => this.CONSUME2(T.DateToken, { LABEL: "to" }));
          },
        },
        { ALT: () => this.CONSUME(T.Period, { LABEL: "period" }) },
        { ALT: () => this.CONSUME(T.NumberToken, { LABEL: "period" }) },
        {
          ALT: () => {
            this.CONSUME(keyword("last"), { LABEL: "last" });
            this.SUBRULE(this.duration);
          },
        },
      ],
      ...needs("during-value"),
    });
  });

  readonly segmentUse: Rule = this.RULE("segmentUse", () => {
    this.CONSUME(keyword("segment"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("segment-name") });
  });

  readonly order: Rule = this.RULE("order", () => {
    this.CONSUME(keyword("order"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "value", ...needs("order-value") });
  });

  readonly window: Rule = this.RULE("window", () => {
    this.CONSUME(keyword("window"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.duration) },
        { ALT: () => this.CONSUME(T.Name, { LABEL: "value" }) },
      ],
      ...needs("window-value"),
    });
  });

  readonly expect: Rule = this.RULE("expect", () => {
    this.CONSUME(keyword("expect"), { LABEL: "keyword" });
    this.OR({
      // One token: with two, a figure before a word that doesn't fit would be no figure.
      MAX_LOOKAHEAD: 1,
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.LA(2).tokenType === keyword("within"),
          ALT: () => {
            this.CONSUME(keyword("trend"), { LABEL: "trend" });
            this.CONSUME(keyword("within"), { LABEL: "within" });
            this.CONSUME(keyword("forecast"), { LABEL: "forecast", ...needs("expect-forecast") });
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ],
      ...needs("figure"),
    });
    this.OPTION(() => {
      this.CONSUME(keyword("when"), { LABEL: "when" });
      this.SUBRULE2(this.comparison, { LABEL: "condition" });
    });
    this.OPTION2(() => {
      this.CONSUME(keyword("else"), { LABEL: "else" });
      this.CONSUME(T.Name, { LABEL: "otherwise", ...needs("expect-else") });
    });
  });

  readonly comparison: Rule = this.RULE("comparison", () => {
    this.SUBRULE(this.measureExpression, { LABEL: "left" });
    this.CONSUME(T.Comparison, { LABEL: "operator", ...needs("expect-comparison") });
    this.SUBRULE2(this.measureExpression, { LABEL: "right" });
  });

  /** Statements of one keyword and one word. */
  readonly setting: Rule = this.RULE("setting", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword("entry"), { LABEL: "keyword" });
          this.CONSUME(T.Name, { LABEL: "value", ...needs("entry-value") });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword("count"), { LABEL: "keyword" });
          this.CONSUME2(T.Name, { LABEL: "value", ...needs("count-value") });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword("model"), { LABEL: "keyword" });
          this.CONSUME3(T.Name, { LABEL: "value", ...needs("model-value") });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword("chart"), { LABEL: "keyword" });
          this.CONSUME4(T.Name, { LABEL: "value", ...needs("chart-value") });
        },
      },
    ]);
  });

  readonly same: Rule = this.RULE("same", () => {
    this.CONSUME(keyword("same"), { LABEL: "keyword" });
    this.SUBRULE(this.expression);
  });

  readonly without: Rule = this.RULE("without", () => {
    this.CONSUME(keyword("without"), { LABEL: "keyword" });
    this.ACTION(() => {
      this.betweenIsTaken = true;
    });
    this.SUBRULE(this.steps);
    this.ACTION(() => {
      this.betweenIsTaken = false;
    });
    this.CONSUME(keyword("between"), { LABEL: "between", ...needs("without-between") });
    this.CONSUME(T.Name, { LABEL: "from", ...needs("stage-reference") });
    this.CONSUME(keyword("and"), { LABEL: "and", ...needs("without-and") });
    this.CONSUME2(T.Name, { LABEL: "to", ...needs("stage-reference") });
    this.OPTION(() => {
      this.CONSUME(keyword("else"), { LABEL: "else" });
      this.CONSUME(keyword("drop"), { LABEL: "drop", ...needs("drop-actor") });
      this.CONSUME(keyword("actor"), { LABEL: "actor", ...needs("drop-actor") });
    });
  });

  readonly compare: Rule = this.RULE("compare", () => {
    this.CONSUME(keyword("compare"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword("previous"), { LABEL: "previous" });
            this.CONSUME(keyword("period"), { LABEL: "period" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Name, { LABEL: "first" });
            this.CONSUME(keyword("vs"), { LABEL: "vs", ...needs("compare-vs") });
            this.CONSUME2(T.Name, { LABEL: "second", ...needs("segment-reference") });
          },
        },
      ],
      ...needs("compare-value"),
    });
  });

  readonly trend: Rule = this.RULE("trend", () => {
    this.CONSUME(keyword("trend"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "value", ...needs("trend-interval") });
    this.OPTION(() => {
      this.CONSUME(keyword("forecast"), { LABEL: "forecast" });
      this.CONSUME(T.NumberToken, { LABEL: "digits", ...needs("forecast-points") });
    });
  });

  readonly note: Rule = this.RULE("note", () => {
    this.CONSUME(keyword("note"), { LABEL: "keyword" });
    this.CONSUME(T.DateToken, { LABEL: "date", ...needs("note-date") });
    this.CONSUME(T.Text, { LABEL: "text", ...needs("note-text") });
  });

  readonly exit: Rule = this.RULE("exit", () => {
    this.CONSUME(keyword("exit"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("exit-name") });
    this.OPTION(() => this.CONSUME(T.Text, { LABEL: "label" }));
    this.CONSUME(T.Colon, { LABEL: "colon", ...needs("exit-colon") });
    this.SUBRULE(this.steps);
  });
}
