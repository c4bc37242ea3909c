import * as T from "../tokens.ts";
import { keyword } from "../tokens.ts";
import { needs, type Rule } from "./expressions.ts";
import { StepsGrammar } from "./steps.ts";

/** `source`, `segment`, `connection`, `param`, `import`: where rows come from. */
export class SourceGrammar extends StepsGrammar {
  readonly source: Rule = this.RULE("source", () => {
    this.SUBRULE(this.sourceHeader);
    this.OPTION(() => {
      this.CONSUME(T.LCurly, { LABEL: "open" });
      this.SUBRULE(this.sourceBody);
      this.CONSUME(T.RCurly, { LABEL: "close" });
    });
  });

  readonly sourceHeader: Rule = this.RULE("sourceHeader", () => {
    this.CONSUME(keyword("source"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("source-name") });
    this.CONSUME(keyword("from"), { LABEL: "from", ...needs("source-from") });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Text, { LABEL: "location" }) },
        {
          ALT: () => {
            this.CONSUME(keyword("table"), { LABEL: "table" });
            this.CONSUME2(T.Text, { LABEL: "tableName", ...needs("table-name") });
            this.CONSUME(keyword("on"), { LABEL: "on", ...needs("table-on") });
            this.CONSUME2(T.Name, { LABEL: "connection", ...needs("table-connection") });
          },
        },
      ],
      ...needs("source-location"),
    });
    this.OPTION(() => {
      this.CONSUME(keyword("as"), { LABEL: "as" });
      this.CONSUME3(T.Name, { LABEL: "shape", ...needs("source-shape") });
    });
  });

  readonly sourceBody: Rule = this.RULE("sourceBody", () => {
    this.MANY(() => this.SUBRULE(this.sourceItem));
  });

  readonly sourceItem: Rule = this.RULE("sourceItem", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.actor) },
        { ALT: () => this.SUBRULE(this.time) },
        { ALT: () => this.SUBRULE(this.event) },
        { ALT: () => this.SUBRULE(this.timezone) },
        { ALT: () => this.SUBRULE(this.where) },
        { ALT: () => this.SUBRULE(this.let) },
        { ALT: () => this.SUBRULE(this.options) },
        { ALT: () => this.SUBRULE(this.each) },
        { ALT: () => this.SUBRULE(this.join) },
        { ALT: () => this.SUBRULE(this.session) },
        { ALT: () => this.SUBRULE(this.rowStages) },
        { ALT: () => this.SUBRULE(this.totals) },
        { ALT: () => this.SUBRULE(this.amount) },
        { ALT: () => this.SUBRULE(this.currency) },
        { ALT: () => this.SUBRULE(this.sheet) },
        { ALT: () => this.SUBRULE(this.dedupe) },
      ],
      ...needs("source-item"),
    });
  });

  readonly actor: Rule = this.RULE("actor", () => {
    this.CONSUME(keyword("actor"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword("row"), { LABEL: "row" }) },
        { ALT: () => this.SUBRULE(this.columns) },
      ],
      IGNORE_AMBIGUITIES: true,
      ...needs("actor-column"),
    });
    this.OPTION(() => this.CONSUME(T.Text, { LABEL: "word" }));
  });

  readonly time: Rule = this.RULE("time", () => {
    this.CONSUME(keyword("time"), { LABEL: "keyword" });
    this.OR({ DEF: [{ ALT: () => this.SUBRULE(this.column) }], ...needs("time-column") });
    this.OPTION(() => {
      this.CONSUME(keyword("format"), { LABEL: "formatWord" });
      this.CONSUME(T.Text, { LABEL: "format", ...needs("time-format") });
    });
  });

  readonly event: Rule = this.RULE("event", () => {
    this.CONSUME(keyword("event"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
        { ALT: () => this.SUBRULE(this.column) },
      ],
      ...needs("event-value"),
    });
  });

  readonly timezone: Rule = this.RULE("timezone", () => {
    this.CONSUME(keyword("timezone"), { LABEL: "keyword" });
    this.CONSUME(T.Text, { LABEL: "zone", ...needs("timezone-name") });
  });

  readonly let: Rule = this.RULE("let", () => {
    this.CONSUME(keyword("let"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("let-name") });
    this.CONSUME(T.Equal, { LABEL: "equal", ...needs("let-equals") });
    this.SUBRULE(this.expression);
  });

  readonly options: Rule = this.RULE("options", () => {
    this.CONSUME(keyword("options"), { LABEL: "keyword" });
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.MANY(() => this.SUBRULE(this.optionEntry));
    this.CONSUME(T.RCurly, { LABEL: "close", ...needs("option-name") });
  });

  readonly optionEntry: Rule = this.RULE("optionEntry", () => {
    this.CONSUME(T.Name, { LABEL: "key" });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
        { ALT: () => this.CONSUME(keyword("true"), { LABEL: "true" }) },
        { ALT: () => this.CONSUME(keyword("false"), { LABEL: "false" }) },
        { ALT: () => this.CONSUME(T.NumberToken, { LABEL: "digits" }) },
      ],
      ...needs("option-value"),
    });
  });

  readonly each: Rule = this.RULE("each", () => {
    this.CONSUME(keyword("each"), { LABEL: "keyword" });
    this.SUBRULE(this.column);
  });

  readonly join: Rule = this.RULE("join", () => {
    this.CONSUME(keyword("join"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("join-lookup") });
    this.CONSUME(keyword("by"), { LABEL: "by", ...needs("join-by") });
    this.SUBRULE(this.column);
    this.OPTION(() => {
      this.CONSUME(T.Equal, { LABEL: "equal" });
      this.SUBRULE2(this.column);
    });
  });

  readonly session: Rule = this.RULE("session", () => {
    this.CONSUME(keyword("session"), { LABEL: "keyword" });
    this.OR({
      DEF: [{ ALT: () => this.SUBRULE(this.duration) }, { ALT: () => this.SUBRULE(this.column) }],
      ...needs("session-value"),
    });
  });

  readonly rowStages: Rule = this.RULE("rowStages", () => {
    this.CONSUME(keyword("stages"), { LABEL: "keyword" });
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.rowStage);
    this.MANY(() => {
      this.CONSUME(T.Comma);
      this.SUBRULE2(this.rowStage);
    });
    this.CONSUME(T.RCurly, { LABEL: "close", ...needs("list-end") });
  });

  readonly rowStage: Rule = this.RULE("rowStage", () => {
    this.SUBRULE(this.eventName);
    this.CONSUME(T.Colon, { LABEL: "colon", ...needs("entry-colon") });
    this.SUBRULE(this.expression);
    this.OPTION(() => this.SUBRULE(this.where));
  });

  readonly eventName: Rule = this.RULE("eventName", () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Name, { LABEL: "name" }) },
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
      ],
      ...needs("step-event"),
    });
  });

  readonly totals: Rule = this.RULE("totals", () => {
    this.CONSUME(keyword("totals"), { LABEL: "keyword" });
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.totalsColumn);
    this.MANY(() => {
      this.CONSUME(T.Comma);
      this.SUBRULE2(this.totalsColumn);
    });
    this.CONSUME(T.RCurly, { LABEL: "close", ...needs("list-end") });
  });

  readonly totalsColumn: Rule = this.RULE("totalsColumn", () => {
    this.SUBRULE(this.eventName);
    this.CONSUME(T.Colon, { LABEL: "colon", ...needs("entry-colon") });
    this.SUBRULE(this.column);
  });

  readonly amount: Rule = this.RULE("amount", () => {
    this.OR([
      { ALT: () => this.CONSUME(keyword("cost"), { LABEL: "keyword" }) },
      { ALT: () => this.CONSUME(keyword("value"), { LABEL: "keyword" }) },
    ]);
    this.SUBRULE(this.expression);
  });

  readonly currency: Rule = this.RULE("currency", () => {
    this.CONSUME(keyword("currency"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
        { ALT: () => this.SUBRULE(this.column) },
      ],
      ...needs("currency-value"),
    });
  });

  readonly sheet: Rule = this.RULE("sheet", () => {
    this.CONSUME(keyword("sheet"), { LABEL: "keyword" });
    this.CONSUME(T.Text, { LABEL: "name", ...needs("sheet-name") });
  });

  readonly dedupe: Rule = this.RULE("dedupe", () => {
    this.CONSUME(keyword("dedupe"), { LABEL: "keyword" });
    this.OPTION(() => {
      this.CONSUME(keyword("by"), { LABEL: "by" });
      this.SUBRULE(this.columns);
    });
  });

  readonly segment: Rule = this.RULE("segment", () => {
    this.CONSUME(keyword("segment"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("segment-name") });
    this.CONSUME(T.Equal, { LABEL: "equal", ...needs("segment-equals") });
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.actorsCondition) },
        { ALT: () => this.SUBRULE(this.expression) },
      ],
      ...needs("segment-value"),
    });
  });

  readonly actorsCondition: Rule = this.RULE("actorsCondition", () => {
    this.CONSUME(keyword("actors"), { LABEL: "keyword" });
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword("with"), { LABEL: "with" }) },
        { ALT: () => this.CONSUME(keyword("without"), { LABEL: "without" }) },
      ],
      ...needs("segment-with"),
    });
    this.SUBRULE(this.steps);
    this.OPTION(() => this.SUBRULE(this.atLeast));
  });

  readonly import: Rule = this.RULE("import", () => {
    this.CONSUME(keyword("import"), { LABEL: "keyword" });
    this.CONSUME(T.Text, { LABEL: "path", ...needs("import-path") });
  });

  readonly param: Rule = this.RULE("param", () => {
    this.CONSUME(keyword("param"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("param-name") });
    this.CONSUME(T.Equal, { LABEL: "equal", ...needs("equals") });
    this.SUBRULE(this.paramValue);
  });

  readonly paramValue: Rule = this.RULE("paramValue", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.OPTION(() => this.CONSUME(T.Minus, { LABEL: "minus" }));
            this.SUBRULE(this.number);
          },
        },
        { ALT: () => this.CONSUME(T.Text, { LABEL: "text" }) },
        { ALT: () => this.CONSUME(T.DateToken, { LABEL: "date" }) },
      ],
      ...needs("param-value"),
    });
  });

  readonly connection: Rule = this.RULE("connection", () => {
    this.SUBRULE(this.connectionHeader);
    this.CONSUME(T.LCurly, { LABEL: "open", ...needs("opening-brace") });
    this.SUBRULE(this.connectionBody);
    this.CONSUME(T.RCurly, { LABEL: "close" });
  });

  readonly connectionHeader: Rule = this.RULE("connectionHeader", () => {
    this.CONSUME(keyword("connection"), { LABEL: "keyword" });
    this.CONSUME(T.Name, { LABEL: "name", ...needs("connection-name") });
    this.CONSUME2(T.Name, { LABEL: "engine", ...needs("connection-engine") });
  });

  readonly connectionBody: Rule = this.RULE("connectionBody", () => {
    this.MANY(() => this.SUBRULE(this.connectionSetting));
  });

  readonly connectionSetting: Rule = this.RULE("connectionSetting", () => {
    this.CONSUME(T.Name, { LABEL: "key" });
    this.CONSUME(keyword("env"), { LABEL: "env", ...needs("connection-env") });
    this.CONSUME(T.LParen, needs("opening-parenthesis"));
    this.CONSUME(T.Text, { LABEL: "variable", ...needs("connection-variable") });
    this.CONSUME(T.RParen, needs("closing-parenthesis"));
  });
}
