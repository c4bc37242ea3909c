/**
 * The rules of the definition: of each, a test that is named after it, and the place in the reference where
 * an example of it stands, by its heading and by a part of the example.
 */
export interface Rule {
  readonly rule: string;
  readonly test: string;
  readonly heading: string;
  readonly example: string;
}

const rule = (name: string, test: string, heading: string, example: string): Rule => ({
  rule: name,
  test,
  heading,
  example,
});

const reach = "### Who reaches a stage";
const limits = "### Limits within a stage";
const shared = "### What must be the same, and what must not happen";
const chosen = "### The chosen attempt";
const attempts = "### Counting attempts";
const orders = "### Other orders";
const back = "### Read from the last stage back";
const shares = "### Shares and times";
const open = "### Who may still come";
const changes = "### Comparisons and the biggest leak";
const why = "### Why actors are missing";

export const rules: readonly Rule[] = [
  rule("times never go back", "times never go back", reach, "| `A0 C5 B9` "),
  rule("equal times in either order", "equal times count in either order", reach, "| `A3 B3` "),
  rule(
    "one row, one stage",
    "one row never serves two stages",
    reach,
    "| `A A`                   | `A0`  ",
  ),
  rule("distinct rows", "two rows of one time are two rows", reach, "| `A0 A0` "),
  rule("repeats", "other and repeated rows don't matter", reach, "| `A0 B5 B6 C6` "),
  rule("window, inclusive", "the window is inclusive", reach, "| `A0 B14` "),
  rule("any choice", "any entry whose window holds will do", reach, "| `A0 A3 B15` "),
  rule("optional", "an optional stage may be skipped", reach, "| `A B? C` "),
  rule("within, inclusive", "within is inclusive", limits, "| `A0 B3` "),
  rule(
    "within from a required stage",
    "an optional stage never moves the start of a within",
    limits,
    "| `A0 B2 C4` ",
  ),
  rule(
    "after",
    "is inclusive, and counts from the previous required stage",
    limits,
    "| `A0 B6 B7` ",
  ),
  rule(
    "at least n times",
    "takes the last of the rows, all of them after the limit",
    limits,
    "| `A0 B3 B8 B12` ",
  ),
  rule(
    "at least, after the stage before",
    "takes distinct rows, at or after the previous chosen one",
    limits,
    "| `B0 A1 B3` ",
  ),
  rule(
    "same",
    "holds all rows of an attempt to one value, not missing",
    shared,
    "| `A0x A1y B3y` ",
  ),
  rule("without voids a choice", "makes a choice void, not the actor", shared, "| `A0 E1 A2 B3` "),
  rule("without, a tie", "a tie counts against it", shared, "| `A0 B3 E3` "),
  rule(
    "without, the stages before",
    "does not affect the stages before",
    shared,
    "| `A0 B1 E2 C3` ",
  ),
  rule(
    "else drop actor",
    "else drop actor leaves out who would reach the stage but for it",
    "### without",
    "drop actor",
  ),
  rule(
    "window session, a gap",
    "a gap begins a new visit, its own length not yet",
    "## Visits",
    "session",
  ),
  rule(
    "window session, an id",
    "rows of one id are a visit however far apart, those of another actor are not in it",
    "## Visits",
    "session",
  ),
  rule(
    "rows without a time",
    "fit anywhere and give no times, and the result says so",
    "### Rows without a time",
    "B*",
  ),
  rule(
    "the earliest choice",
    "the earliest entry, then the earliest row of each stage",
    chosen,
    "| `A B`                 | `A0 A5 B6 A8 B9`    | `A0 B6` ",
  ),
  rule(
    "the deepest first",
    "the deepest stage decides, an optional one too",
    chosen,
    "| `A0 A9 B20 A21 B22` ",
  ),
  rule("an optional row before none", "a row comes before none", chosen, "| `A0 B1 C1 C6` "),
  rule(
    "an optional stage delays nothing",
    "an optional stage never delays a required one",
    chosen,
    "| `A0 C1 B5 C6` ",
  ),
  rule(
    "entry last",
    "is the latest entry from which the same last row can be reached",
    chosen,
    "| `A5 B6` ",
  ),
  rule(
    "entry last, the first stage alone",
    "is the latest entry of who reached only the first stage",
    chosen,
    "| `A0 A5`             | `A5` ",
  ),
  rule(
    "count attempts, the time taken up",
    "takes up the time to the goal, or to the window's end",
    attempts,
    "`A0 A1 A2 B3 A4 A5`",
  ),
  rule(
    "count attempts, the others",
    "finds others strictly before and strictly after",
    attempts,
    "`A0 B3` and `A4`",
  ),
  rule(
    "no fewer attempts than actors",
    "no stage has fewer attempts than actors",
    attempts,
    "no stage has fewer attempts than actors",
  ),
  rule("strict", "lets no other row between the first and the last", orders, "| `A0 X2 B5` "),
  rule(
    "strict, an optional stage",
    "needs an optional stage where it serves a row between",
    orders,
    "| `A B? C, order strict` ",
  ),
  rule("any", "has the most stages, in whatever order, within the window", orders, "| `C0 B1 A2` "),
  rule("independent", "looks at each stage with the first alone", orders, "| `A0 C2 B5` "),
  rule(
    "independent, one row for two",
    "lets one row serve two of the others, never the entry and another",
    orders,
    "One row may serve two of the",
  ),
  rule("furthest", "takes a later stage for the earlier ones", orders, "| `A0 C5` "),
  rule(
    "furthest, the entry",
    "counts the window from the earliest row of any stage",
    orders,
    "| `B2 A5` ",
  ),
  rule("inverted", "has the longest chain before its last stage", back, "| `B2 C5` "),
  rule(
    "inverted, the anchor",
    "has the earliest anchor of the longest chains, then the latest rows before it",
    back,
    "earliest anchor",
  ),
  rule(
    "inverted, cut history",
    "says how many of an inverted funnel's entries have cut history",
    back,
    "less than a window after the data's start",
  ),
  rule(
    "during limits the entry",
    "limits the entry, both ends included, and nothing after it",
    "### during",
    "during 2026",
  ),
  rule("as of", "is the last readable time, before any condition", "### Which rows", "**As of**"),
  rule(
    "segments of actors",
    "look at all rows of all sources, whatever the funnel's limits",
    "## Segments",
    "actors with payment",
  ),
  rule(
    "each row an actor",
    "is a record with its dates, equal or not to another",
    "## Actors",
    "actor row",
  ),
  rule(
    "joins",
    "give rows the columns of their key, as text; what they lack is counted",
    "## Lookups and joins",
    "join",
  ),
  rule(
    "dedupe",
    "are left out where all columns are equal, read or not",
    "## Repeated rows and lists",
    "dedupe",
  ),
  rule(
    "planned dates",
    "have a row for each date, planned ones only where they hold",
    "## Records",
    "where",
  ),
  rule("shares of nobody", "a share without anybody is missing, not 0", shares, "0 ÷ 0 is"),
  rule(
    "the ends of intervals",
    "a share of 0 is 0, of all is 1, with ends exactly there",
    shares,
    "25.5 % to 42.2 %",
  ),
  rule("quantiles", "interpolate linearly (type 7)", shares, "2.5 days"),
  rule("immature", "is immature: entered long ago and again yesterday", open, "| `A0 A39` "),
  rule(
    "not immature: within",
    "is not immature where a within has passed in every attempt still in its window",
    open,
    "| `A30` ",
  ),
  rule(
    "not immature: without",
    "is struck where a without lies in every attempt that could go on",
    open,
    "| `A35 E36` ",
  ),
  rule(
    "the mature share",
    "leaves out all of yesterday's entries, not only those that are open",
    open,
    "10 of 10",
  ),
  rule(
    "Kaplan–Meier",
    "is missing where no entry is a window old, for it never looks past the last that is known",
    "### Who has come by when",
    "| 0.6875 ",
  ),
  rule(
    "split at entry",
    "take the value on the first entry row, whatever came of that entry",
    "## Split",
    "at entry",
  ),
  rule(
    "split at first and at last",
    "at first and at last skip missing values, and tell of actors under several",
    "## Split",
    "at first",
  ),
  rule(
    "split at a stage",
    "at a stage has no value where it wasn't reached",
    "## Split",
    "at last",
  ),
  rule(
    "split at every",
    "at every is the funnel within the rows of each value",
    "## Split",
    "at every",
  ),
  rule(
    "top n and Other",
    "keep the largest by entries, ties by value; the rest is Other, at the end",
    "### Splits",
    "Other",
  ),
  rule("trend", "a point of a trend is a run with that `during`", "### Trends", "| `A0 A4 B5` "),
  rule(
    "compare previous period",
    "is what a run of that period at that time says",
    changes,
    "as it stood then",
  ),
  rule(
    "the biggest leak",
    "is what the group would gain by doing as well as the others",
    changes,
    "100 more",
  ),
  rule("the ledger's order", "names the first that holds", why, "| `late`     | by six days "),
  rule(
    "the ledger: one rule",
    "blames one rule where lifting it alone would have been enough",
    why,
    "| `without`  ",
  ),
  rule(
    "the ledger: several",
    "blames several where it takes more than one, and the first where either would do",
    why,
    "| `several`  ",
  ),
  rule(
    "the ledger: exits",
    "counts an exit from the last stage reached on, the earliest of several",
    why,
    "| `exit`     | X is a way out ",
  ),
  rule(
    "the ledger of attempts",
    "judges each attempt by the rows from its entry to the next one's",
    why,
    "each is judged by the rows from its entry to the next one's",
  ),
  rule(
    "the same bytes",
    "gives the same bytes with one thread and with two",
    "### The same bytes",
    "byte for byte",
  ),
  rule(
    "retention",
    "on cohorts, cells, what is over and what all have together",
    "### A retention worked out",
    "csv",
  ),
  rule("experiments", "compares a variant with the control", "### An experiment worked out", "csv"),
  rule(
    "drivers",
    "count a signal only from the moment it happened",
    "### Drivers worked out",
    "csv",
  ),
  rule(
    "learned scores",
    "learns from nothing that happened at the entry or later",
    "### How a score is judged",
    "AUC",
  ),
  rule(
    "scenarios",
    "multiplies the shares along the funnel, the changed ones among them",
    "## Scenario",
    "%",
  ),
];
