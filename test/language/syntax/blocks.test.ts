import { checkMistake, inFunnel, type Mistake, source } from "../../support/mistakes.ts";

const stages = (...lines: readonly string[]): string => inFunnel("stage A: visit", ...lines);

const mistakes: readonly Mistake[] = [
  {
    text: `${source}funnel F on ⟦web⟧\n  stage A: visit\n  stage B: sign_up\n}\n`,
    code: "FNL1001",
    fixed: `${source}funnel F on web {\n  stage A: visit\n  stage B: sign_up\n}\n`,
  },
  {
    text: `${source}funnel F on web {\n  stage A: visit\n  stage B: ⟦sign_up⟧\n`,
    code: "FNL1016",
    fixed: `${source}funnel F on web {\n  stage A: visit\n  stage B: sign_up\n}\n`,
  },
  // While the last word is being written, nothing is said of the brace behind it.
  { text: `${source}funnel F on web {\n  stage A: visit\n  ⟦sta⟧`, code: "FNL1015" },
  { text: `${source}funnel F on web {\n  stage A: visit\n  ⟦wi⟧`, code: "FNL1015" },
  { text: `${source}funnel F on web {\n  stage A: visit ⟦whe⟧`, code: "FNL1002" },
  { text: `${source}funnel F ⟦o⟧`, code: "FNL1002" },
  { text: 'source web from "e.csv" {\n  actor user_id\n  ⟦ti⟧', code: "FNL1015" },
  {
    text: `${stages("stage B: sign_up")}⟦}⟧\n`,
    code: "FNL1017",
    fixed: `${stages("stage B: sign_up")}\n`,
  },
  {
    text: `${source}⟦funnel⟧ on web {\n  stage A: visit\n  stage B: sign_up\n}\n`,
    code: "FNL1001",
  },
  {
    text: `${source}funnel F ⟦on⟧ {\n  stage A: visit\n  stage B: sign_up\n}\n`,
    code: "FNL1001",
  },
  { text: source.replace("source web", "⟦source⟧"), code: "FNL1001" },
  { text: source.replace('web from "e.csv"', '⟦"e.csv"⟧'), code: "FNL1001" },
  { text: source.replace("from", "⟦=⟧"), code: "FNL1001", fixed: source },
  { text: source.replace("actor", "actor⟦:⟧"), code: "FNL1001", fixed: source },
  { text: source.replace("time", "time ⟦=⟧"), code: "FNL1001", fixed: source },
  { text: source.replace("user_id", '⟦"user_id"⟧'), code: "FNL1001", fixed: source },
  { text: "⟦funnel⟧\n", code: "FNL1001" },
  {
    text: source.replace("e.csv", "data⟦\\e⟧.csv"),
    code: "FNL1008",
    fixed: source.replace("e.csv", "data/e.csv"),
  },
  {
    text: `${source}segment m = ⟦where⟧ is_paid\n`,
    code: "FNL1001",
    fixed: `${source}segment m = is_paid\n`,
  },
  {
    text: `${source}segment m⟦:⟧ is_paid\n`,
    code: "FNL1001",
    fixed: `${source}segment m = is_paid\n`,
  },
  { text: "source ⟦web⟧\n", code: "FNL1001" },
  { text: "source web ⟦from⟧\n", code: "FNL1001" },
  {
    text: source.replace("from ", "").replace('"e.csv"', '⟦"e.csv"⟧'),
    code: "FNL1001",
    fixed: source,
  },
  { text: source.replace('"e.csv"', "⟦e⟧.csv"), code: "FNL1001", fixed: source },
  {
    text: source.replace("time ts", "time ts format ⟦epoch_ms⟧"),
    code: "FNL1001",
    fixed: source.replace("time ts", 'time ts format "epoch_ms"'),
  },
  {
    text: `${source}segment m ⟦channel⟧ = "ads"\n`,
    code: "FNL1001",
    fixed: `${source}segment m = channel = "ads"\n`,
  },
  { text: `${source}segment m ⟦=⟧\n`, code: "FNL1001" },
  {
    text: `${source}segment m = actors ⟦payment⟧\n`,
    code: "FNL1001",
    fixed: `${source}segment m = actors with payment\n`,
  },
  {
    text: `${source}segment m = actors with payment at least ⟦2⟧\n`,
    code: "FNL1001",
    fixed: `${source}segment m = actors with payment at least 2 times\n`,
  },
];

describe("mistakes in blocks and their heads", () => {
  for (const mistake of mistakes)
    it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));
});
