/** What keeps a text from being a regular expression that the engine takes. */
export type PatternProblem =
  | "look-around"
  | "back-reference"
  | "parenthesis"
  | "bracket"
  | "backslash"
  | "nothing-to-repeat";
