import { type Habit, habit } from "./habit.ts";

const word =
  "import|connection|param|source|segment|funnel|retention|experiment|drivers|score|scenario|audience";
const study = "funnel|retention|experiment|drivers|score|scenario|audience";

/** What follows the keyword of a funnel or of what looks at one. */
export const headHabits: readonly Habit[] = [
  habit(`^(${study}) (<N>)~\\(~(<N>(?:~,~<N>)*)~\\)`, "$1 $2 on $3"),
  habit(
    `^(${study}) (<N>)~(?:from|with|of|over|in|using|for|for source|to|->|<-|@|from source|на|по|is|ON|On)~(?=<N>)`,
    "$1 $2 on ",
  ),
  habit(`^(${study})~[:=]~(?=<N>)`, "$1 "),
  habit(`^((?:${study}) <N>(?: on <N>)?)~(?:[:=]|as|do|then|begin|with|is)$`, "$1"),
  habit(`^(${study}) (<N>(?:-<N>)+)`, "$1 `$2`"),
  habit(
    `^((?:${study}) <N>) on~[:=]?~(<S>)$`,
    ([, head = "", text = ""]) => `${head} on ${text.slice(1, -1)}`,
  ),
  habit("^(funnel <N> on <N>(?:~,~<N>)*)~(?:and|&|\\+|or)~(?=<N>)", "$1, "),
  habit("^(funnel <N> on <N>(?:~,~<N>)*)~,$", "$1"),
  habit(`^((?:${study}) <N> on) (?:source|funnel|the) (?=<N>)`, "$1 "),
  habit(`^(${study}) (?:for|on|of) (<N>) (?:named|called|as) (<N>)$`, "$1 $3 on $2"),
];

const assigned = "(?:param|parameter|let|var|const|define|set|declare|variable|constant|val)";

/** Declarations without a block, and whatever stands at the top of a file. */
export const fileHabits: readonly Habit[] = [
  habit(
    `^(?:create|define|def|new|add|declare|let|make|build|the|a|my|const|var)(?: or replace)? (?=(?:${word}) )`,
    "",
  ),
  habit(
    `^${assigned} (?:int|float|number|string|date|text )?~\\$?(<N>)~(?::=|=:|=|:|to|is)~`,
    "param $1 = ",
  ),
  habit("^param (?:int|float|number|string|date|text) (<N>)~:?=", "param $1 ="),
  habit("^param (<N>)~:~\\p{L}+~=", "param $1 ="),
  habit("^\\$?(<N>)~:?=~(?=[\\d\"'-])", "param $1 = "),
  habit("^import .*?from (<S>)~;?$", "import $1"),
  habit("^from (<S>) import .*$", "import $1"),
  habit("^import (<S>) (?:as|using|with) .*$", "import $1"),
  habit(
    "^(?:include|use|require|load|using|#?include|@import|import)~\\(?~(<S>)~\\)?~;?$",
    "import $1",
  ),
  habit("^(?:load|read|open|data|table|csv|file)~\\(?~(<S>)~\\)? as (<N>)", "source $2 from $1"),
  habit("^(<N>)~=~(?:load|read_csv|read|open|pd\\.read_csv)~\\(~(<S>)~\\)$", "source $1 from $2"),
  habit("^segment (<N>)~(?:as|is|if|when|with|:=|=>|->|:)~(?=.)", "segment $1 = "),
  habit("^segment (<N>)~=?~[{[]~(.+?)~[}\\]]$", "segment $1 = $2"),
  habit("^segment ([\\p{L}_]\\w*(?:[ -]\\w+)+)~=", "segment `$1` ="),
  habit(
    "^(segment <N>~=~)(?:users?|people|everyone|customers?|visitors?|anyone|clients?|кто) (?:who |that )?(?=with |without |did )",
    "$1actors ",
  ),
  habit(
    "^(segment <N>~=~)(?:users?|people|everyone|customers?|visitors?|anyone|clients?) (?:who|that|having) ",
    "$1actors with ",
  ),
  habit(
    "^(segment <N>~=~actors) (?:who|that|having|which|where|did)(?: (?:did|have|has|had))? (?=<E>)",
    "$1 with ",
  ),
  habit(
    "^(segment <N>~=~actors) (?:with no|not with|never|with not|who never did|having no|who did not) (?=<E>)",
    "$1 without ",
  ),
  habit("^(segment <N>~=~)(<E>)(?= at least \\d)", "$1actors with $2"),
  habit(
    "^(segment <N>~=~actors) with (at least \\d+)(?: times?)? (<E>)(?: times)?$",
    "$1 with $3 $2 times",
  ),
  habit("^(segment <N>~=~actors with(?:out)?~<E>)~[([{]~(.+?)~[)\\]}]$", "$1 where $2"),
  habit(
    "^(segment <N>~=~actors with(?:out)?) (<E>) and (?=<E>~(?:<C>| in | is | contains ))",
    "$1 $2 where ",
  ),
  habit("^(audience <N> on <N>)~(?::=|:|->|=>|is|as)~", "$1 = "),
  habit("^(audience <N> on <N>)~(?=reached|dropped)", "$1 = "),
  habit("^(audience <N> on <N>)~[{(:]~(.+?)~[})]$", "$1 = $2"),
  habit("^(audience <N> on <N>) (?:where|with|of|for|=) (?=reached|dropped)", "$1 = "),
  habit("\\breached~\\(~(<N>)~\\)", "reached $1"),
  habit(
    "\\breached (<N>)~(?:,|but|and)?~(?:not|without|never|but not)~(?:reached )?~(<N>)$",
    "reached $1 not reached $2",
  ),
  habit(
    "\\b(?:reached|did|in|at|got to) (<N>)~(?:and |but |, )?~(?:didn['’]t|did not|not|never)(?: reach(?:ed)?| did)? (<N>)$",
    "reached $1 not reached $2",
  ),
  habit(
    "(?<==~)(?:dropped|lost|left|drop|dropped out|churned)~(?:after|at|from|off after|off at|in|:) (<N>)$",
    "dropped after $1",
  ),
  habit("(?<==~)(?:not reached|did not reach|without) (<N>)$", "dropped after $1"),
];
