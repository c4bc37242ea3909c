import {
  afterStages,
  checkMistake,
  condition,
  inFunnel,
  type Mistake,
  source,
} from "../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];
const stages = (...lines: readonly string[]): string => inFunnel("stage A: visit", ...lines);

const groups: Readonly<Record<string, readonly Mistake[]>> = {
  "an unfinished stage, said at its own end": [
    { text: stages("stage B⟦:⟧", "stage C: payment"), code: "FNL1001" },
    { text: stages("stage ⟦B⟧", "stage C: payment"), code: "FNL1001" },
    { text: stages("⟦stage⟧", "stage C: payment"), code: "FNL1001" },
    { text: stages("stage B: sign_up ⟦or⟧", "stage C: payment"), code: "FNL1001" },
    { text: stages("stage B: sign_up ⟦within⟧", "stage C: payment"), code: "FNL1001" },
    {
      text: stages("stage B: sign_up within ⟦3⟧", "stage C: payment"),
      code: "FNL1001",
      fixed: stages("stage B: sign_up within 3 days", "stage C: payment"),
      alternatives: ["hours", "weeks"].map((unit) =>
        stages(`stage B: sign_up within 3 ${unit}`, "stage C: payment"),
      ),
    },
    { text: stages("stage B: sign_up ⟦where⟧", "stage C: payment"), code: "FNL1001" },
    {
      text: stages("stage B⟦:⟧", "optional stage C: payment", "stage D: sign_up"),
      code: "FNL1001",
    },
    { text: stages("stage B⟦:⟧", "order sequential", "stage D: payment"), code: "FNL1001" },
  ],
  "another unfinished statement, said at its own end": [
    { text: inFunnel("⟦window⟧", ...rest), code: "FNL1001" },
    {
      text: inFunnel("window ⟦14⟧", ...rest),
      code: "FNL1001",
      fixed: inFunnel("window 14 days", ...rest),
      alternatives: [inFunnel("window 14 hours", ...rest), inFunnel("window 14 weeks", ...rest)],
    },
    { text: inFunnel("⟦during⟧", ...rest), code: "FNL1001" },
    { text: inFunnel("during ⟦last⟧", ...rest), code: "FNL1001" },
    { text: inFunnel("⟦order⟧", ...rest), code: "FNL1001" },
    { text: inFunnel("⟦segment⟧", ...rest), code: "FNL1001" },
    { text: inFunnel("⟦where⟧", ...rest), code: "FNL1001" },
    { text: inFunnel("where amount ⟦>⟧", ...rest), code: "FNL1001" },
    { text: inFunnel("where amount > 5 ⟦and⟧", ...rest), code: "FNL1001" },
    { text: afterStages("split ⟦by⟧"), code: "FNL1001" },
    { text: afterStages("split by channel ⟦top⟧"), code: "FNL1001" },
    { text: afterStages("⟦expect⟧"), code: "FNL1001" },
    { text: afterStages("expect conversion(A -> B⟦)⟧"), code: "FNL1001" },
    { text: afterStages("expect conversion(A -> B) ⟦>=⟧"), code: "FNL1001" },
    { text: afterStages("expect conversion(A ⟦->⟧"), code: "FNL1001" },
    { text: afterStages("expect conversion > 1% ⟦else⟧"), code: "FNL1001" },
  ],
  "a misspelt or missing keyword": [
    { text: stages("⟦stge⟧ B: sign_up"), code: "FNL1015", fixed: stages("stage B: sign_up") },
    { text: stages("⟦Stage⟧ B: sign_up"), code: "FNL1015", fixed: stages("stage B: sign_up") },
    { text: stages("⟦B⟧: sign_up"), code: "FNL1015", fixed: stages("stage B: sign_up") },
    {
      text: stages("⟦optionl⟧ stage B: sign_up", "stage C: payment"),
      code: "FNL1015",
      fixed: stages("optional stage B: sign_up", "stage C: payment"),
    },
    { text: inFunnel("⟦steps⟧ 5", ...rest), code: "FNL1015" },
    { text: inFunnel("⟦time⟧ ts", ...rest), code: "FNL1026" },
    {
      text: afterStages("split ⟦channel⟧"),
      code: "FNL1001",
      fixed: afterStages("split by channel"),
    },
    {
      text: source.replace("actor", "⟦actr⟧"),
      code: "FNL1015",
      fixed: source,
    },
    { text: source.replace("actor", "⟦user⟧"), code: "FNL1015", fixed: source },
    { text: source.replace("time", "⟦timestamp⟧"), code: "FNL1015", fixed: source },
    { text: stages("⟦step⟧ B: sign_up"), code: "FNL1015", fixed: stages("stage B: sign_up") },
    { text: stages("⟦этап⟧ B: sign_up"), code: "FNL1015", fixed: stages("stage B: sign_up") },
    {
      text: inFunnel("⟦filter⟧ amount > 5", ...rest),
      code: "FNL1015",
      fixed: inFunnel("where amount > 5", ...rest),
    },
    {
      text: inFunnel(...rest).replace("funnel", "⟦воронка⟧"),
      code: "FNL1015",
      fixed: inFunnel(...rest),
    },
    {
      text: inFunnel(...rest).replace(" on ", " ⟦ON⟧ "),
      code: "FNL1002",
      fixed: inFunnel(...rest),
    },
    {
      text: afterStages("⟦group⟧ by channel"),
      code: "FNL1002",
      fixed: afterStages("split by channel"),
    },
    {
      text: afterStages("split by channel ⟦limit⟧ 5"),
      code: "FNL1002",
      fixed: afterStages("split by channel top 5"),
    },
    {
      text: stages("optional ⟦B⟧: sign_up", "stage C: payment"),
      code: "FNL1001",
      fixed: stages("optional stage B: sign_up", "stage C: payment"),
    },
    { text: source.replace("event name", "event name\n  ⟦stage⟧ A: b"), code: "FNL1026" },
    { text: source.replace("source", "⟦sorce⟧"), code: "FNL1015", fixed: source },
    { text: source.replace("source", "⟦Source⟧"), code: "FNL1015", fixed: source },
    { text: `${source}⟦hello⟧ world\n`, code: "FNL1015" },
    { text: `⟦stage⟧ A: visit\n`, code: "FNL1026" },
  ],
  "a stage put down another way": [
    { text: stages("stage B ⟦sign_up⟧"), code: "FNL1001", fixed: stages("stage B: sign_up") },
    { text: stages("stage B ⟦=⟧ sign_up"), code: "FNL1001", fixed: stages("stage B: sign_up") },
    { text: stages("stage B ⟦->⟧ sign_up"), code: "FNL1001", fixed: stages("stage B: sign_up") },
    { text: stages('stage ⟦"B"⟧: sign_up'), code: "FNL1001", fixed: stages("stage B: sign_up") },
    {
      text: stages("stage B ⟦C⟧: sign_up"),
      code: "FNL1001",
      fixed: stages("stage `B C`: sign_up"),
    },
    {
      text: stages("stage sign⟦-⟧up: sign_up"),
      code: "FNL1001",
      fixed: stages("stage `sign-up`: sign_up"),
    },
    { text: stages("stage ⟦2⟧: sign_up"), code: "FNL1001", fixed: stages("stage `2`: sign_up") },
    {
      text: inFunnel("stage A: visit⟦,⟧", "stage B: sign_up"),
      code: "FNL1002",
      fixed: inFunnel("stage A: visit", "stage B: sign_up"),
    },
    { text: stages("stage B ⟦within⟧ 3 days: sign_up"), code: "FNL1001" },
    {
      text: stages('stage B ⟦as⟧ "Joined": sign_up'),
      code: "FNL1001",
      fixed: stages('stage B "Joined": sign_up'),
    },
    {
      text: stages('stage B: ⟦name =⟧ "sign_up"'),
      code: "FNL1050",
      fixed: stages('stage B: "sign_up"'),
    },
    { text: stages("stage B: sign_up ⟦started⟧ 3"), code: "FNL1002" },
    { text: stages("stage ⟦in⟧: sign_up"), code: "FNL1030", fixed: stages("stage `in`: sign_up") },
    {
      text: stages("stage B: ⟦Demo Done⟧"),
      code: "FNL1050",
      fixed: stages('stage B: "Demo Done"'),
    },
    {
      text: stages("stage B: sign_up ⟦and⟧ payment"),
      code: "FNL1002",
      fixed: stages("stage B: sign_up or payment"),
    },
    {
      text: stages("stage B: sign_up⟦,⟧ payment"),
      code: "FNL1002",
      fixed: stages("stage B: sign_up or payment"),
    },
  ],
  "a condition that can be read in two ways": [
    {
      text: stages("stage B: sign_up or payment ⟦where⟧ amount > 5"),
      code: "FNL1021",
      fixed: stages("stage B: (sign_up or payment) where amount > 5"),
      alternatives: [stages("stage B: sign_up or (payment where amount > 5)")],
    },
    {
      text: inFunnel("stage A: visit", "⟦where⟧ amount > 5", "stage B: sign_up"),
      code: "FNL1022",
      fixed: inFunnel("stage A: visit", "  where amount > 5", "stage B: sign_up"),
      alternatives: [inFunnel("where amount > 5", "stage A: visit", "stage B: sign_up")],
    },
    {
      text: stages("stage B: sign_up within 3 days ⟦where⟧ amount > 5"),
      code: "FNL1031",
      fixed: inFunnel("where amount > 5", "stage A: visit", "stage B: sign_up within 3 days"),
    },
  ],
  "an operator of another language": [
    { text: condition('channel ⟦==⟧ "ads"'), code: "FNL1009", fixed: condition('channel = "ads"') },
    {
      text: condition('channel ⟦<>⟧ "ads"'),
      code: "FNL1009",
      fixed: condition('channel != "ads"'),
    },
    { text: condition('channel ⟦is⟧ "ads"'), code: "FNL1009", fixed: condition('channel = "ads"') },
    {
      text: condition("is_paid ⟦&&⟧ amount > 5"),
      code: "FNL1009",
      fixed: condition("is_paid and amount > 5"),
    },
    {
      text: condition("is_paid⟦||⟧amount > 5"),
      code: "FNL1009",
      fixed: condition("is_paid or amount > 5"),
    },
    { text: condition("⟦!⟧is_paid"), code: "FNL1009", fixed: condition("not is_paid") },
    { text: condition("amount ⟦≥⟧ 5"), code: "FNL1009", fixed: condition("amount >= 5") },
    { text: condition("amount ⟦=<⟧ 5"), code: "FNL1009", fixed: condition("amount <= 5") },
    {
      text: afterStages("expect conversion(A ⟦=>⟧ B) > 1%"),
      code: "FNL1009",
      fixed: afterStages("expect conversion(A -> B) > 1%"),
    },
    {
      text: condition("channel ⟦is null⟧"),
      code: "FNL1023",
      fixed: condition("channel is missing"),
    },
    {
      text: condition("channel ⟦is not null⟧"),
      code: "FNL1023",
      fixed: condition("channel is not missing"),
    },
    {
      text: condition("channel ⟦= NULL⟧"),
      code: "FNL1023",
      fixed: condition("channel is missing"),
    },
    {
      text: condition("channel ⟦!= missing⟧"),
      code: "FNL1023",
      fixed: condition("channel is not missing"),
    },
    {
      text: condition('day ⟦like⟧ "a"'),
      code: "FNL1002",
      fixed: condition('day = "a"'),
    },
    {
      text: condition('channel ⟦LIKE⟧ "%a"'),
      code: "FNL1002",
      fixed: condition('channel ends with "a"'),
    },
    {
      text: condition('channel ⟦like⟧ "a%"'),
      code: "FNL1002",
      fixed: condition('channel starts with "a"'),
    },
    {
      text: condition('channel not ⟦like⟧ "%a%"'),
      code: "FNL1001",
      fixed: condition('channel not contains "a"'),
    },
    { text: condition('channel ⟦like⟧ "a%b_"'), code: "FNL1002" },
    {
      text: condition('channel ⟦startswith⟧ "a"'),
      code: "FNL1002",
      fixed: condition('channel starts with "a"'),
    },
    {
      text: condition('channel starts ⟦"a"⟧'),
      code: "FNL1001",
      fixed: condition('channel starts with "a"'),
    },
  ],
  "a condition with something missing or too much": [
    {
      text: condition('channel is ⟦in⟧ ("ads")'),
      code: "FNL1001",
      fixed: condition('channel in ("ads")'),
    },
    {
      text: condition('channel in ⟦"ads"⟧'),
      code: "FNL1001",
      fixed: condition('channel in ("ads")'),
    },
    {
      text: condition('channel in ("ads" ⟦"seo"⟧)'),
      code: "FNL1001",
      fixed: condition('channel in ("ads", "seo")'),
    },
    {
      text: condition('channel in ("ads",⟦)⟧'),
      code: "FNL1001",
      fixed: condition('channel in ("ads")'),
    },
    {
      text: condition('channel not ⟦(⟧"ads")'),
      code: "FNL1001",
      fixed: condition('channel not in ("ads")'),
    },
    {
      text: condition("amount between 1⟦,⟧ 5"),
      code: "FNL1001",
      fixed: condition("amount between 1 and 5"),
    },
    {
      text: condition("1 < amount ⟦<⟧ 5"),
      code: "FNL1027",
      fixed: condition("1 < amount and amount < 5"),
    },
    { text: condition("(amount > ⟦5⟧"), code: "FNL1001", fixed: condition("(amount > 5)") },
    { text: condition("amount > 5⟦)⟧"), code: "FNL1017", fixed: condition("amount > 5") },
    { text: condition("amount > 5⟦;⟧"), code: "FNL1005", fixed: condition("amount > 5") },
    {
      text: condition('Lead ⟦Source⟧ = "x"'),
      code: "FNL1002",
      fixed: condition('`Lead Source` = "x"'),
    },
    {
      text: condition("channel matches ⟦ads⟧"),
      code: "FNL1001",
      fixed: condition('channel matches "ads"'),
    },
    { text: condition("amount in (⟦missing⟧)"), code: "FNL1023" },
    {
      text: condition('channel ⟦=⟧ ("ads", "seo")'),
      code: "FNL1050",
      fixed: condition('channel in ("ads", "seo")'),
    },
    { text: condition("count(⟦*⟧) > 3"), code: "FNL1001" },
    {
      text: afterStages("expect conversion ⟦is above⟧ 10%"),
      code: "FNL1050",
      fixed: afterStages("expect conversion > 10%"),
    },
    // A word that begins a line goes on with nothing.
    { text: inFunnel("where amount > 5", "⟦xy⟧", ...rest), code: "FNL1002" },
  ],
  "a statement as elsewhere, read as it is meant": [
    {
      text: inFunnel("stage A: visit", "stage ⟦B -⟧ sign_up", "expect conversion(A -> B) > 1%"),
      code: "FNL1050",
      fixed: inFunnel("stage A: visit", "stage B: sign_up", "expect conversion(A -> B) > 1%"),
    },
    {
      text: condition('amount ⟦is greater than⟧ 5 AND channel one of ("ads", "seo")'),
      code: "FNL1050",
      fixed: condition('amount > 5 and channel in ("ads", "seo")'),
    },
    {
      text: afterStages("⟦warn if conversion(A -> B) < 5%⟧"),
      code: "FNL1050",
      fixed: afterStages("expect conversion(A -> B) >= 5% else warn"),
    },
    {
      text: inFunnel("during ⟦01/02/2026 - 31/03/2026⟧", ...rest),
      code: "FNL1050",
      fixed: inFunnel("during 2026-02-01 .. 2026-03-31", ...rest),
      alternatives: [inFunnel("during 2026-01-02 .. 2026-03-31", ...rest)],
    },
  ],
  "a function or a moment of another language": [
    {
      text: condition("ts > ⟦today⟧()"),
      code: "FNL2005",
      fixed: condition("ts > as_of()"),
    },
    {
      text: condition("ts > ⟦now⟧() - 7 days"),
      code: "FNL2005",
      fixed: condition("ts > as_of() - 7 days"),
    },
    {
      text: condition("ts > ⟦current_date⟧"),
      code: "FNL2004",
      fixed: condition("ts > as_of()"),
    },
    {
      text: condition("⟦len⟧(channel) > 2"),
      code: "FNL2005",
      fixed: condition("length(channel) > 2"),
    },
    {
      text: condition("⟦nvl⟧(amount, 0) > 2"),
      code: "FNL2005",
      fixed: condition("coalesce(amount, 0) > 2"),
    },
  ],
};

describe("mistakes of syntax", () => {
  for (const [name, mistakes] of Object.entries(groups))
    describe(name, () => {
      for (const mistake of mistakes)
        it(JSON.stringify(mistake.text.replace(source, "")), () => checkMistake(mistake));
    });
});
