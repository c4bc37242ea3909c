// Made from the grammar in parser.ts: `UPDATE=1 npx mocha test/language/syntax/cst.test.ts`.
/* oxlint-disable max-lines, typescript/consistent-type-definitions */
import type { CstNode, IToken } from "chevrotain";

export interface ExpressionCstNode extends CstNode {
  name: "expression";
  children: ExpressionCstChildren;
}

export type ExpressionCstChildren = {
  conjunction?: ConjunctionCstNode[];
  or?: IToken[];
};

export interface ConjunctionCstNode extends CstNode {
  name: "conjunction";
  children: ConjunctionCstChildren;
}

export type ConjunctionCstChildren = {
  negation?: NegationCstNode[];
  and?: IToken[];
};

export interface NegationCstNode extends CstNode {
  name: "negation";
  children: NegationCstChildren;
}

export type NegationCstChildren = {
  not?: IToken[];
  test?: TestCstNode[];
};

export interface TestCstNode extends CstNode {
  name: "test";
  children: TestCstChildren;
}

export type TestCstChildren = {
  sum?: SumCstNode[];
  comparison?: IToken[];
  right?: SumCstNode[];
  is?: IToken[];
  isNot?: IToken[];
  missing?: IToken[];
  wrong?: SumCstNode[];
  notMatch?: IToken[];
  match?: MatchCstNode[];
};

export interface MatchCstNode extends CstNode {
  name: "match";
  children: MatchCstChildren;
}

export type MatchCstChildren = {
  in?: IToken[];
  LParen?: IToken[];
  value?: SumCstNode[];
  Comma?: IToken[];
  RParen?: IToken[];
  between?: IToken[];
  low?: SumCstNode[];
  AndWord?: IToken[];
  high?: SumCstNode[];
  contains?: IToken[];
  starts?: IToken[];
  ends?: IToken[];
  WithWord?: IToken[];
  matches?: IToken[];
  pattern?: IToken[];
};

export interface SumCstNode extends CstNode {
  name: "sum";
  children: SumCstChildren;
}

export type SumCstChildren = {
  term?: TermCstNode[];
  operator?: IToken[];
};

export interface TermCstNode extends CstNode {
  name: "term";
  children: TermCstChildren;
}

export type TermCstChildren = {
  factor?: FactorCstNode[];
  operator?: IToken[];
};

export interface FactorCstNode extends CstNode {
  name: "factor";
  children: FactorCstChildren;
}

export type FactorCstChildren = {
  minus?: IToken[];
  number?: NumberCstNode[];
  text?: IToken[];
  date?: IToken[];
  period?: IToken[];
  param?: IToken[];
  true?: IToken[];
  false?: IToken[];
  missing?: IToken[];
  reference?: ReferenceCstNode[];
  open?: IToken[];
  expression?: ExpressionCstNode[];
  close?: IToken[];
};

export interface ReferenceCstNode extends CstNode {
  name: "reference";
  children: ReferenceCstChildren;
}

export type ReferenceCstChildren = {
  name?: IToken[];
  open?: IToken[];
  argument?: ExpressionCstNode[];
  Comma?: IToken[];
  close?: IToken[];
  Dot?: IToken[];
};

export interface NumberCstNode extends CstNode {
  name: "number";
  children: NumberCstChildren;
}

export type NumberCstChildren = {
  digits?: IToken[];
  percent?: IToken[];
  unit?: IToken[];
  unknownUnit?: IToken[];
};

export interface DurationCstNode extends CstNode {
  name: "duration";
  children: DurationCstChildren;
}

export type DurationCstChildren = {
  digits?: IToken[];
  unit?: IToken[];
  unknownUnit?: IToken[];
};

export interface ColumnCstNode extends CstNode {
  name: "column";
  children: ColumnCstChildren;
}

export type ColumnCstChildren = {
  name?: IToken[];
  Dot?: IToken[];
};

export interface ColumnsCstNode extends CstNode {
  name: "columns";
  children: ColumnsCstChildren;
}

export type ColumnsCstChildren = {
  column?: ColumnCstNode[];
  Comma?: IToken[];
};

export interface WhereCstNode extends CstNode {
  name: "where";
  children: WhereCstChildren;
}

export type WhereCstChildren = {
  keyword?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface StepsCstNode extends CstNode {
  name: "steps";
  children: StepsCstChildren;
}

export type StepsCstChildren = {
  step?: StepCstNode[];
  or?: IToken[];
  where?: WhereCstNode[];
};

export interface StepCstNode extends CstNode {
  name: "step";
  children: StepCstChildren;
}

export type StepCstChildren = {
  open?: IToken[];
  steps?: StepsCstNode[];
  close?: IToken[];
  any?: IToken[];
  anyEvent?: IToken[];
  text?: IToken[];
  name?: IToken[];
  Dot?: IToken[];
};

export interface AtLeastCstNode extends CstNode {
  name: "atLeast";
  children: AtLeastCstChildren;
}

export type AtLeastCstChildren = {
  keyword?: IToken[];
  least?: IToken[];
  digits?: IToken[];
  times?: IToken[];
};

export interface MeasureExpressionCstNode extends CstNode {
  name: "measureExpression";
  children: MeasureExpressionCstChildren;
}

export type MeasureExpressionCstChildren = {
  measureTerm?: MeasureTermCstNode[];
  operator?: IToken[];
};

export interface MeasureTermCstNode extends CstNode {
  name: "measureTerm";
  children: MeasureTermCstChildren;
}

export type MeasureTermCstChildren = {
  measureFactor?: MeasureFactorCstNode[];
  operator?: IToken[];
};

export interface MeasureFactorCstNode extends CstNode {
  name: "measureFactor";
  children: MeasureFactorCstChildren;
}

export type MeasureFactorCstChildren = {
  minus?: IToken[];
  number?: NumberCstNode[];
  param?: IToken[];
  figure?: FigureCstNode[];
  open?: IToken[];
  measureExpression?: MeasureExpressionCstNode[];
  close?: IToken[];
};

export interface FigureCstNode extends CstNode {
  name: "figure";
  children: FigureCstChildren;
}

export type FigureCstChildren = {
  name?: IToken[];
  open?: IToken[];
  figureArgument?: FigureArgumentCstNode[];
  Comma?: IToken[];
  close?: IToken[];
  at?: IToken[];
  of?: IToken[];
  stage?: IToken[];
};

export interface FigureArgumentCstNode extends CstNode {
  name: "figureArgument";
  children: FigureArgumentCstChildren;
}

export type FigureArgumentCstChildren = {
  expression?: ExpressionCstNode[];
  arrow?: IToken[];
  to?: IToken[];
  within?: IToken[];
  duration?: DurationCstNode[];
};

export interface SplitCstNode extends CstNode {
  name: "split";
  children: SplitCstChildren;
}

export type SplitCstChildren = {
  keyword?: IToken[];
  by?: IToken[];
  expression?: ExpressionCstNode[];
  at?: IToken[];
  place?: IToken[];
  top?: IToken[];
  digits?: IToken[];
};

export interface MeasureCstNode extends CstNode {
  name: "measure";
  children: MeasureCstChildren;
}

export type MeasureCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  equal?: IToken[];
  measureExpression?: MeasureExpressionCstNode[];
  as?: IToken[];
  form?: IToken[];
  currency?: IToken[];
};

export interface SourceCstNode extends CstNode {
  name: "source";
  children: SourceCstChildren;
}

export type SourceCstChildren = {
  sourceHeader?: SourceHeaderCstNode[];
  open?: IToken[];
  sourceBody?: SourceBodyCstNode[];
  close?: IToken[];
};

export interface SourceHeaderCstNode extends CstNode {
  name: "sourceHeader";
  children: SourceHeaderCstChildren;
}

export type SourceHeaderCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  from?: IToken[];
  location?: IToken[];
  table?: IToken[];
  tableName?: IToken[];
  on?: IToken[];
  connection?: IToken[];
  as?: IToken[];
  shape?: IToken[];
};

export interface SourceBodyCstNode extends CstNode {
  name: "sourceBody";
  children: SourceBodyCstChildren;
}

export type SourceBodyCstChildren = {
  sourceItem?: SourceItemCstNode[];
};

export interface SourceItemCstNode extends CstNode {
  name: "sourceItem";
  children: SourceItemCstChildren;
}

export type SourceItemCstChildren = {
  actor?: ActorCstNode[];
  time?: TimeCstNode[];
  event?: EventCstNode[];
  timezone?: TimezoneCstNode[];
  where?: WhereCstNode[];
  let?: LetCstNode[];
  options?: OptionsCstNode[];
  each?: EachCstNode[];
  join?: JoinCstNode[];
  session?: SessionCstNode[];
  rowStages?: RowStagesCstNode[];
  totals?: TotalsCstNode[];
  amount?: AmountCstNode[];
  currency?: CurrencyCstNode[];
  sheet?: SheetCstNode[];
  dedupe?: DedupeCstNode[];
};

export interface ActorCstNode extends CstNode {
  name: "actor";
  children: ActorCstChildren;
}

export type ActorCstChildren = {
  keyword?: IToken[];
  row?: IToken[];
  columns?: ColumnsCstNode[];
  word?: IToken[];
};

export interface TimeCstNode extends CstNode {
  name: "time";
  children: TimeCstChildren;
}

export type TimeCstChildren = {
  keyword?: IToken[];
  column?: ColumnCstNode[];
  formatWord?: IToken[];
  format?: IToken[];
};

export interface EventCstNode extends CstNode {
  name: "event";
  children: EventCstChildren;
}

export type EventCstChildren = {
  keyword?: IToken[];
  text?: IToken[];
  column?: ColumnCstNode[];
};

export interface TimezoneCstNode extends CstNode {
  name: "timezone";
  children: TimezoneCstChildren;
}

export type TimezoneCstChildren = {
  keyword?: IToken[];
  zone?: IToken[];
};

export interface LetCstNode extends CstNode {
  name: "let";
  children: LetCstChildren;
}

export type LetCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  equal?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface OptionsCstNode extends CstNode {
  name: "options";
  children: OptionsCstChildren;
}

export type OptionsCstChildren = {
  keyword?: IToken[];
  open?: IToken[];
  optionEntry?: OptionEntryCstNode[];
  close?: IToken[];
};

export interface OptionEntryCstNode extends CstNode {
  name: "optionEntry";
  children: OptionEntryCstChildren;
}

export type OptionEntryCstChildren = {
  key?: IToken[];
  text?: IToken[];
  true?: IToken[];
  false?: IToken[];
  digits?: IToken[];
};

export interface EachCstNode extends CstNode {
  name: "each";
  children: EachCstChildren;
}

export type EachCstChildren = {
  keyword?: IToken[];
  column?: ColumnCstNode[];
};

export interface JoinCstNode extends CstNode {
  name: "join";
  children: JoinCstChildren;
}

export type JoinCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  by?: IToken[];
  column?: ColumnCstNode[];
  equal?: IToken[];
};

export interface SessionCstNode extends CstNode {
  name: "session";
  children: SessionCstChildren;
}

export type SessionCstChildren = {
  keyword?: IToken[];
  duration?: DurationCstNode[];
  column?: ColumnCstNode[];
};

export interface RowStagesCstNode extends CstNode {
  name: "rowStages";
  children: RowStagesCstChildren;
}

export type RowStagesCstChildren = {
  keyword?: IToken[];
  open?: IToken[];
  rowStage?: RowStageCstNode[];
  Comma?: IToken[];
  close?: IToken[];
};

export interface RowStageCstNode extends CstNode {
  name: "rowStage";
  children: RowStageCstChildren;
}

export type RowStageCstChildren = {
  eventName?: EventNameCstNode[];
  colon?: IToken[];
  expression?: ExpressionCstNode[];
  where?: WhereCstNode[];
};

export interface EventNameCstNode extends CstNode {
  name: "eventName";
  children: EventNameCstChildren;
}

export type EventNameCstChildren = {
  name?: IToken[];
  text?: IToken[];
};

export interface TotalsCstNode extends CstNode {
  name: "totals";
  children: TotalsCstChildren;
}

export type TotalsCstChildren = {
  keyword?: IToken[];
  open?: IToken[];
  totalsColumn?: TotalsColumnCstNode[];
  Comma?: IToken[];
  close?: IToken[];
};

export interface TotalsColumnCstNode extends CstNode {
  name: "totalsColumn";
  children: TotalsColumnCstChildren;
}

export type TotalsColumnCstChildren = {
  eventName?: EventNameCstNode[];
  colon?: IToken[];
  column?: ColumnCstNode[];
};

export interface AmountCstNode extends CstNode {
  name: "amount";
  children: AmountCstChildren;
}

export type AmountCstChildren = {
  keyword?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface CurrencyCstNode extends CstNode {
  name: "currency";
  children: CurrencyCstChildren;
}

export type CurrencyCstChildren = {
  keyword?: IToken[];
  text?: IToken[];
  column?: ColumnCstNode[];
};

export interface SheetCstNode extends CstNode {
  name: "sheet";
  children: SheetCstChildren;
}

export type SheetCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
};

export interface DedupeCstNode extends CstNode {
  name: "dedupe";
  children: DedupeCstChildren;
}

export type DedupeCstChildren = {
  keyword?: IToken[];
  by?: IToken[];
  columns?: ColumnsCstNode[];
};

export interface SegmentCstNode extends CstNode {
  name: "segment";
  children: SegmentCstChildren;
}

export type SegmentCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  equal?: IToken[];
  actorsCondition?: ActorsConditionCstNode[];
  expression?: ExpressionCstNode[];
};

export interface ActorsConditionCstNode extends CstNode {
  name: "actorsCondition";
  children: ActorsConditionCstChildren;
}

export type ActorsConditionCstChildren = {
  keyword?: IToken[];
  with?: IToken[];
  without?: IToken[];
  steps?: StepsCstNode[];
  atLeast?: AtLeastCstNode[];
};

export interface ImportCstNode extends CstNode {
  name: "import";
  children: ImportCstChildren;
}

export type ImportCstChildren = {
  keyword?: IToken[];
  path?: IToken[];
};

export interface ParamCstNode extends CstNode {
  name: "param";
  children: ParamCstChildren;
}

export type ParamCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  equal?: IToken[];
  paramValue?: ParamValueCstNode[];
};

export interface ParamValueCstNode extends CstNode {
  name: "paramValue";
  children: ParamValueCstChildren;
}

export type ParamValueCstChildren = {
  minus?: IToken[];
  number?: NumberCstNode[];
  text?: IToken[];
  date?: IToken[];
};

export interface ConnectionCstNode extends CstNode {
  name: "connection";
  children: ConnectionCstChildren;
}

export type ConnectionCstChildren = {
  connectionHeader?: ConnectionHeaderCstNode[];
  open?: IToken[];
  connectionBody?: ConnectionBodyCstNode[];
  close?: IToken[];
};

export interface ConnectionHeaderCstNode extends CstNode {
  name: "connectionHeader";
  children: ConnectionHeaderCstChildren;
}

export type ConnectionHeaderCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  engine?: IToken[];
};

export interface ConnectionBodyCstNode extends CstNode {
  name: "connectionBody";
  children: ConnectionBodyCstChildren;
}

export type ConnectionBodyCstChildren = {
  connectionSetting?: ConnectionSettingCstNode[];
};

export interface ConnectionSettingCstNode extends CstNode {
  name: "connectionSetting";
  children: ConnectionSettingCstChildren;
}

export type ConnectionSettingCstChildren = {
  key?: IToken[];
  env?: IToken[];
  LParen?: IToken[];
  variable?: IToken[];
  RParen?: IToken[];
};

export interface FunnelCstNode extends CstNode {
  name: "funnel";
  children: FunnelCstChildren;
}

export type FunnelCstChildren = {
  funnelHeader?: FunnelHeaderCstNode[];
  open?: IToken[];
  funnelBody?: FunnelBodyCstNode[];
  close?: IToken[];
};

export interface FunnelHeaderCstNode extends CstNode {
  name: "funnelHeader";
  children: FunnelHeaderCstChildren;
}

export type FunnelHeaderCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  on?: IToken[];
  source?: IToken[];
  Comma?: IToken[];
};

export interface FunnelBodyCstNode extends CstNode {
  name: "funnelBody";
  children: FunnelBodyCstChildren;
}

export type FunnelBodyCstChildren = {
  funnelItem?: FunnelItemCstNode[];
};

export interface FunnelItemCstNode extends CstNode {
  name: "funnelItem";
  children: FunnelItemCstChildren;
}

export type FunnelItemCstChildren = {
  stage?: StageCstNode[];
  during?: DuringCstNode[];
  where?: WhereCstNode[];
  segmentUse?: SegmentUseCstNode[];
  order?: OrderCstNode[];
  window?: WindowCstNode[];
  split?: SplitCstNode[];
  expect?: ExpectCstNode[];
  setting?: SettingCstNode[];
  actor?: ActorCstNode[];
  same?: SameCstNode[];
  without?: WithoutCstNode[];
  compare?: CompareCstNode[];
  trend?: TrendCstNode[];
  note?: NoteCstNode[];
  measure?: MeasureCstNode[];
  exit?: ExitCstNode[];
};

export interface StageCstNode extends CstNode {
  name: "stage";
  children: StageCstChildren;
}

export type StageCstChildren = {
  optional?: IToken[];
  keyword?: IToken[];
  name?: IToken[];
  label?: IToken[];
  colon?: IToken[];
  steps?: StepsCstNode[];
  modifier?: ModifierCstNode[];
};

export interface ModifierCstNode extends CstNode {
  name: "modifier";
  children: ModifierCstChildren;
}

export type ModifierCstChildren = {
  within?: IToken[];
  duration?: DurationCstNode[];
  after?: IToken[];
  atLeast?: AtLeastCstNode[];
};

export interface DuringCstNode extends CstNode {
  name: "during";
  children: DuringCstChildren;
}

export type DuringCstChildren = {
  keyword?: IToken[];
  from?: IToken[];
  range?: IToken[];
  to?: IToken[];
  period?: IToken[];
  last?: IToken[];
  duration?: DurationCstNode[];
};

export interface SegmentUseCstNode extends CstNode {
  name: "segmentUse";
  children: SegmentUseCstChildren;
}

export type SegmentUseCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
};

export interface OrderCstNode extends CstNode {
  name: "order";
  children: OrderCstChildren;
}

export type OrderCstChildren = {
  keyword?: IToken[];
  value?: IToken[];
};

export interface WindowCstNode extends CstNode {
  name: "window";
  children: WindowCstChildren;
}

export type WindowCstChildren = {
  keyword?: IToken[];
  duration?: DurationCstNode[];
  value?: IToken[];
};

export interface ExpectCstNode extends CstNode {
  name: "expect";
  children: ExpectCstChildren;
}

export type ExpectCstChildren = {
  keyword?: IToken[];
  trend?: IToken[];
  within?: IToken[];
  forecast?: IToken[];
  comparison?: ComparisonCstNode[];
  when?: IToken[];
  condition?: ComparisonCstNode[];
  else?: IToken[];
  otherwise?: IToken[];
};

export interface ComparisonCstNode extends CstNode {
  name: "comparison";
  children: ComparisonCstChildren;
}

export type ComparisonCstChildren = {
  left?: MeasureExpressionCstNode[];
  operator?: IToken[];
  right?: MeasureExpressionCstNode[];
};

export interface SettingCstNode extends CstNode {
  name: "setting";
  children: SettingCstChildren;
}

export type SettingCstChildren = {
  keyword?: IToken[];
  value?: IToken[];
};

export interface SameCstNode extends CstNode {
  name: "same";
  children: SameCstChildren;
}

export type SameCstChildren = {
  keyword?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface WithoutCstNode extends CstNode {
  name: "without";
  children: WithoutCstChildren;
}

export type WithoutCstChildren = {
  keyword?: IToken[];
  steps?: StepsCstNode[];
  between?: IToken[];
  from?: IToken[];
  and?: IToken[];
  to?: IToken[];
  else?: IToken[];
  drop?: IToken[];
  actor?: IToken[];
};

export interface CompareCstNode extends CstNode {
  name: "compare";
  children: CompareCstChildren;
}

export type CompareCstChildren = {
  keyword?: IToken[];
  previous?: IToken[];
  period?: IToken[];
  first?: IToken[];
  vs?: IToken[];
  second?: IToken[];
};

export interface TrendCstNode extends CstNode {
  name: "trend";
  children: TrendCstChildren;
}

export type TrendCstChildren = {
  keyword?: IToken[];
  value?: IToken[];
  forecast?: IToken[];
  digits?: IToken[];
};

export interface NoteCstNode extends CstNode {
  name: "note";
  children: NoteCstChildren;
}

export type NoteCstChildren = {
  keyword?: IToken[];
  date?: IToken[];
  text?: IToken[];
};

export interface ExitCstNode extends CstNode {
  name: "exit";
  children: ExitCstChildren;
}

export type ExitCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
  label?: IToken[];
  colon?: IToken[];
  steps?: StepsCstNode[];
};

export interface StudySubjectCstNode extends CstNode {
  name: "studySubject";
  children: StudySubjectCstChildren;
}

export type StudySubjectCstChildren = {
  name?: IToken[];
  on?: IToken[];
  subject?: IToken[];
};

export interface RetentionCstNode extends CstNode {
  name: "retention";
  children: RetentionCstChildren;
}

export type RetentionCstChildren = {
  retentionHeader?: RetentionHeaderCstNode[];
  open?: IToken[];
  retentionBody?: RetentionBodyCstNode[];
  close?: IToken[];
};

export interface RetentionHeaderCstNode extends CstNode {
  name: "retentionHeader";
  children: RetentionHeaderCstChildren;
}

export type RetentionHeaderCstChildren = {
  keyword?: IToken[];
  studySubject?: StudySubjectCstNode[];
};

export interface RetentionBodyCstNode extends CstNode {
  name: "retentionBody";
  children: RetentionBodyCstChildren;
}

export type RetentionBodyCstChildren = {
  retentionItem?: RetentionItemCstNode[];
};

export interface RetentionItemCstNode extends CstNode {
  name: "retentionItem";
  children: RetentionItemCstChildren;
}

export type RetentionItemCstChildren = {
  where?: WhereCstNode[];
  retentionSteps?: RetentionStepsCstNode[];
  every?: EveryCstNode[];
  split?: SplitCstNode[];
  measure?: MeasureCstNode[];
};

export interface RetentionStepsCstNode extends CstNode {
  name: "retentionSteps";
  children: RetentionStepsCstChildren;
}

export type RetentionStepsCstChildren = {
  keyword?: IToken[];
  colon?: IToken[];
  steps?: StepsCstNode[];
};

export interface EveryCstNode extends CstNode {
  name: "every";
  children: EveryCstChildren;
}

export type EveryCstChildren = {
  keyword?: IToken[];
  period?: IToken[];
  for?: IToken[];
  digits?: IToken[];
};

export interface ExperimentCstNode extends CstNode {
  name: "experiment";
  children: ExperimentCstChildren;
}

export type ExperimentCstChildren = {
  experimentHeader?: ExperimentHeaderCstNode[];
  open?: IToken[];
  experimentBody?: ExperimentBodyCstNode[];
  close?: IToken[];
};

export interface ExperimentHeaderCstNode extends CstNode {
  name: "experimentHeader";
  children: ExperimentHeaderCstChildren;
}

export type ExperimentHeaderCstChildren = {
  keyword?: IToken[];
  studySubject?: StudySubjectCstNode[];
};

export interface ExperimentBodyCstNode extends CstNode {
  name: "experimentBody";
  children: ExperimentBodyCstChildren;
}

export type ExperimentBodyCstChildren = {
  experimentItem?: ExperimentItemCstNode[];
};

export interface ExperimentItemCstNode extends CstNode {
  name: "experimentItem";
  children: ExperimentItemCstChildren;
}

export type ExperimentItemCstChildren = {
  variant?: VariantCstNode[];
  control?: ControlCstNode[];
  goal?: GoalCstNode[];
  measureUse?: MeasureUseCstNode[];
  confidence?: ConfidenceCstNode[];
  sharedOut?: SharedOutCstNode[];
};

export interface VariantCstNode extends CstNode {
  name: "variant";
  children: VariantCstChildren;
}

export type VariantCstChildren = {
  keyword?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface ControlCstNode extends CstNode {
  name: "control";
  children: ControlCstChildren;
}

export type ControlCstChildren = {
  keyword?: IToken[];
  text?: IToken[];
};

export interface MeasureUseCstNode extends CstNode {
  name: "measureUse";
  children: MeasureUseCstChildren;
}

export type MeasureUseCstChildren = {
  keyword?: IToken[];
  name?: IToken[];
};

export interface ConfidenceCstNode extends CstNode {
  name: "confidence";
  children: ConfidenceCstChildren;
}

export type ConfidenceCstChildren = {
  keyword?: IToken[];
  digits?: IToken[];
  percent?: IToken[];
};

export interface SharedOutCstNode extends CstNode {
  name: "sharedOut";
  children: SharedOutCstChildren;
}

export type SharedOutCstChildren = {
  keyword?: IToken[];
  variantShare?: VariantShareCstNode[];
  Comma?: IToken[];
};

export interface VariantShareCstNode extends CstNode {
  name: "variantShare";
  children: VariantShareCstChildren;
}

export type VariantShareCstChildren = {
  variant?: IToken[];
  colon?: IToken[];
  digits?: IToken[];
};

export interface DriversCstNode extends CstNode {
  name: "drivers";
  children: DriversCstChildren;
}

export type DriversCstChildren = {
  driversHeader?: DriversHeaderCstNode[];
  open?: IToken[];
  driversBody?: DriversBodyCstNode[];
  close?: IToken[];
};

export interface DriversHeaderCstNode extends CstNode {
  name: "driversHeader";
  children: DriversHeaderCstChildren;
}

export type DriversHeaderCstChildren = {
  keyword?: IToken[];
  studySubject?: StudySubjectCstNode[];
};

export interface DriversBodyCstNode extends CstNode {
  name: "driversBody";
  children: DriversBodyCstChildren;
}

export type DriversBodyCstChildren = {
  driversItem?: DriversItemCstNode[];
};

export interface DriversItemCstNode extends CstNode {
  name: "driversItem";
  children: DriversItemCstChildren;
}

export type DriversItemCstChildren = {
  goal?: GoalCstNode[];
  signals?: SignalsCstNode[];
  minimum?: MinimumCstNode[];
};

export interface GoalCstNode extends CstNode {
  name: "goal";
  children: GoalCstChildren;
}

export type GoalCstChildren = {
  keyword?: IToken[];
  from?: IToken[];
  arrow?: IToken[];
  to?: IToken[];
};

export interface SignalsCstNode extends CstNode {
  name: "signals";
  children: SignalsCstChildren;
}

export type SignalsCstChildren = {
  keyword?: IToken[];
  properties?: IToken[];
  open?: IToken[];
  columns?: ColumnsCstNode[];
  close?: IToken[];
  and?: IToken[];
  events?: IToken[];
};

export interface MinimumCstNode extends CstNode {
  name: "minimum";
  children: MinimumCstChildren;
}

export type MinimumCstChildren = {
  keyword?: IToken[];
  digits?: IToken[];
  actors?: IToken[];
};

export interface ScoreCstNode extends CstNode {
  name: "score";
  children: ScoreCstChildren;
}

export type ScoreCstChildren = {
  scoreHeader?: ScoreHeaderCstNode[];
  open?: IToken[];
  scoreBody?: ScoreBodyCstNode[];
  close?: IToken[];
};

export interface ScoreHeaderCstNode extends CstNode {
  name: "scoreHeader";
  children: ScoreHeaderCstChildren;
}

export type ScoreHeaderCstChildren = {
  keyword?: IToken[];
  studySubject?: StudySubjectCstNode[];
};

export interface ScoreBodyCstNode extends CstNode {
  name: "scoreBody";
  children: ScoreBodyCstChildren;
}

export type ScoreBodyCstChildren = {
  scoreItem?: ScoreItemCstNode[];
};

export interface ScoreItemCstNode extends CstNode {
  name: "scoreItem";
  children: ScoreItemCstChildren;
}

export type ScoreItemCstChildren = {
  scoreGoal?: ScoreGoalCstNode[];
  points?: PointsCstNode[];
  learn?: LearnCstNode[];
  fromColumn?: FromColumnCstNode[];
  grades?: GradesCstNode[];
};

export interface ScoreGoalCstNode extends CstNode {
  name: "scoreGoal";
  children: ScoreGoalCstChildren;
}

export type ScoreGoalCstChildren = {
  keyword?: IToken[];
  stage?: IToken[];
};

export interface PointsCstNode extends CstNode {
  name: "points";
  children: PointsCstChildren;
}

export type PointsCstChildren = {
  keyword?: IToken[];
  sign?: IToken[];
  digits?: IToken[];
  when?: IToken[];
  did?: IToken[];
  steps?: StepsCstNode[];
  atLeast?: AtLeastCstNode[];
  expression?: ExpressionCstNode[];
};

export interface LearnCstNode extends CstNode {
  name: "learn";
  children: LearnCstChildren;
}

export type LearnCstChildren = {
  keyword?: IToken[];
  signals?: SignalsCstNode[];
};

export interface FromColumnCstNode extends CstNode {
  name: "fromColumn";
  children: FromColumnCstChildren;
}

export type FromColumnCstChildren = {
  keyword?: IToken[];
  columnWord?: IToken[];
  column?: ColumnCstNode[];
};

export interface GradesCstNode extends CstNode {
  name: "grades";
  children: GradesCstChildren;
}

export type GradesCstChildren = {
  keyword?: IToken[];
  grade?: GradeCstNode[];
  Comma?: IToken[];
};

export interface GradeCstNode extends CstNode {
  name: "grade";
  children: GradeCstChildren;
}

export type GradeCstChildren = {
  name?: IToken[];
  operator?: IToken[];
  digits?: IToken[];
};

export interface ScenarioCstNode extends CstNode {
  name: "scenario";
  children: ScenarioCstChildren;
}

export type ScenarioCstChildren = {
  scenarioHeader?: ScenarioHeaderCstNode[];
  open?: IToken[];
  scenarioBody?: ScenarioBodyCstNode[];
  close?: IToken[];
};

export interface ScenarioHeaderCstNode extends CstNode {
  name: "scenarioHeader";
  children: ScenarioHeaderCstChildren;
}

export type ScenarioHeaderCstChildren = {
  keyword?: IToken[];
  studySubject?: StudySubjectCstNode[];
};

export interface ScenarioBodyCstNode extends CstNode {
  name: "scenarioBody";
  children: ScenarioBodyCstChildren;
}

export type ScenarioBodyCstChildren = {
  scenarioStage?: ScenarioStageCstNode[];
};

export interface ScenarioStageCstNode extends CstNode {
  name: "scenarioStage";
  children: ScenarioStageCstChildren;
}

export type ScenarioStageCstChildren = {
  keyword?: IToken[];
  stage?: IToken[];
  operator?: IToken[];
  digits?: IToken[];
  percent?: IToken[];
};

export interface AudienceCstNode extends CstNode {
  name: "audience";
  children: AudienceCstChildren;
}

export type AudienceCstChildren = {
  keyword?: IToken[];
  studySubject?: StudySubjectCstNode[];
  equal?: IToken[];
  audienceValue?: AudienceValueCstNode[];
};

export interface AudienceValueCstNode extends CstNode {
  name: "audienceValue";
  children: AudienceValueCstChildren;
}

export type AudienceValueCstChildren = {
  reached?: IToken[];
  stage?: IToken[];
  not?: IToken[];
  ReachedWord?: IToken[];
  missed?: IToken[];
  dropped?: IToken[];
  after?: IToken[];
};

export interface FileCstNode extends CstNode {
  name: "file";
  children: FileCstChildren;
}

export type FileCstChildren = {
  declaration?: DeclarationCstNode[];
};

export interface DeclarationCstNode extends CstNode {
  name: "declaration";
  children: DeclarationCstChildren;
}

export type DeclarationCstChildren = {
  source?: SourceCstNode[];
  segment?: SegmentCstNode[];
  funnel?: FunnelCstNode[];
  import?: ImportCstNode[];
  connection?: ConnectionCstNode[];
  param?: ParamCstNode[];
  retention?: RetentionCstNode[];
  experiment?: ExperimentCstNode[];
  drivers?: DriversCstNode[];
  score?: ScoreCstNode[];
  scenario?: ScenarioCstNode[];
  audience?: AudienceCstNode[];
};
