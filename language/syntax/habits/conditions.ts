import { type Habit, habit } from "./habit.ts";

/** `"a" or "b"` as a list. */
function listOf(text: string): string {
  return text.split(/\s+or\s+|\s*,\s*/).join(", ");
}

const than = "(?:is |are |was )?";

/** Comparisons in words, each with its sign. */
const inWords: readonly (readonly [words: string, sign: string])[] = [
  ["(?:greater|more|bigger|larger|higher) than or equal(?: to)?", ">="],
  ["(?:less|fewer|smaller|lower) than or equal(?: to)?", "<="],
  ["(?:greater|more|bigger|larger|higher|later|older) than", ">"],
  ["(?:less|fewer|smaller|lower|earlier|younger) than", "<"],
  ["at least|no(?:t)? less than|больше или равно|не меньше", ">="],
  ["at most|no(?:t)? more than|меньше или равно|не больше", "<="],
  ["not equals?(?: to)?|не равно", "!="],
  ["above|over|after|exceeds|gt|больше|выше|позже", ">"],
  ["below|under|before|lt|меньше|ниже|раньше", "<"],
  ["since|gte|ge", ">="],
  ["until|till|lte|le", "<="],
  ["equals?(?: to)?|eq|равно|равен", "="],
  ["ne|neq", "!="],
];

const comparisons: readonly Habit[] = [
  ...inWords.map(([words, sign]) =>
    habit(`(?<=[\\p{L}\\p{N}\`)] )${than}(?:${words})(?=[ (])`, sign),
  ),
  habit("(?<= )is~(?=[<>]|!=)", ""),
  habit("<~>", "!="),
  habit("([<>!])~=(?!=)", "$1="),
  habit(":=|(?<![<>!])=:", "="),
  habit("=>", ">="),
  habit("=?\\x7E\\*?(?=~[\"'])", "matches"),
];

/** Conditions as other languages write them. */
export const conditionHabits: readonly Habit[] = [
  habit(
    "\\b[Ii][Ss] ([Nn][Oo][Tt] )?[Nn][Uu][Ll][Ll]\\b",
    ([, not = ""]) => `is ${not.toLowerCase()}missing`,
  ),
  habit(
    "\\b(?:AND|OR|NOT|IN|IS|BETWEEN|CONTAINS|MATCHES|And|Or|Not|In|Is|Between)\\b",
    ([word = ""]) => word.toLowerCase(),
  ),
  habit("\\b(?:not|no) (?:is )?(?:missing|null)\\b", "is not missing"),
  habit("\\bnot (<V>) missing", "$1 is not missing"),
  habit("(<V>) missing", "$1 is missing"),
  habit(
    "(<V>) (not |не )?(?:empty|blank|пуст(?:о|ой|ая|ое)?)(?=$| (?:and|or) )",
    ([, column = "", not = ""]) => `${column} is ${not === "" ? "" : "not "}missing`,
  ),
  habit("\\bis(?:n['’]t| not) (?:missing|null|empty|set)\\b", "is not missing"),
  habit("\\bis(?:n['’]t) ", "!= "),
  habit("(<V>) (?:exists|is present|is set|is defined|is known)\\b", "$1 is not missing"),
  habit("\\bexists~\\(?~(<V>)~\\)?", "$1 is not missing"),
  habit("\\b(and|or)(?: (?:and|or))+\\b", "$1"),
  habit("\\bin~[[{(]([^\\]})\\n]*)[\\]})]", ([, list = ""]) => `in (${listOf(list.trim())})`),
  habit("\\bin (<V>(?:~,~<V>)+)", "in ($1)"),
  habit("\\bin (<V>(?: or <V>)+)", ([, list = ""]) => `in (${listOf(list)})`),
  habit("\\bin ([\\d.]+)~(?:\\.\\.|to|–|-)~([\\d.]+)", "between $1 and $2"),
  habit("\\b(?:is )?(not )?(?:one|any|either) of~(?=\\()", "$1in "),
  habit("!=~\\(~(<V>(?:~,~<V>)+)~\\)", "not in ($1)"),
  habit("={1,2}~[([]~(<V>(?:~(?:,|or)~<V>)+)~[)\\]]", ([, list = ""]) => `in (${listOf(list)})`),
  habit("={1,2}~(<S>(?:~,~<S>)+)", "in ($1)"),
  habit("(<V>) contains (<S>(?:~(?:,|or)~<S>)+)", ([, column = "", list = ""]) => {
    const tests = listOf(list)
      .split(", ")
      .map((text) => `${column} contains ${text}`);
    return `(${tests.join(" or ")})`;
  }),
  habit("\\b(?:does|do|did)(?:n['’]t| not) (?:contain|include|have)s?\\b", "not contains"),
  habit("\\b(?:does|do|did)(?:n['’]t| not) (start|end) with\\b", "not $1s with"),
  habit("\\b(?:does|do|did)(?:n['’]t| not) match\\b", "not matches"),
  habit("\\b(?:does|do|did)(?:n['’]t| not) equal\\b", "!="),
  habit("\\bnot (?:contain|include|includes|has)\\b", "not contains"),
  habit("\\b(?:begins|start|begin) with\\b", "starts with"),
  habit("\\bend with\\b", "ends with"),
  habit("\\b(starts|ends) (?:in|by|on|as)\\b", "$1 with"),
  habit(
    "\\bmatch(?:es)?(?: regexp?)?~/((?:[^/\\\\\\n]|\\\\.)+)/[a-z]*",
    ([, pattern = ""]) => `matches "${pattern.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`,
  ),
  habit(
    "\\bmatches (\\^\\S+|\\S+\\$)",
    ([, pattern = ""]) => `matches "${pattern.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`,
  ),
  habit("(<V>)\\.(?:startsWith|starts_with|startswith)\\((<V>)\\)", "$1 starts with $2"),
  habit("(<V>)\\.(?:endsWith|ends_with|endswith)\\((<V>)\\)", "$1 ends with $2"),
  habit("(<V>)\\.(?:contains|includes)\\((<V>)\\)", "$1 contains $2"),
  habit("\\bbetween~\\(~(<V>)~(?:,|and|\\.\\.|to|-)~(<V>)~\\)", "between $1 and $2"),
  habit("\\bbetween (<V>)~(?:\\.\\.|–|-|to(?= )|until)~(<V>)", "between $1 and $2"),
  habit("\\bfrom (<V>) to (<V>)", "between $1 and $2"),
  habit("(<N>(?:\\.<N>)*)~(<C>)~(<V>) (and|or) (?=<C>)", "$1 $2 $3 $4 $1 "),
  ...comparisons,
  habit("\\bwhere~:~", "where "),
  habit("\\bwhere where\\b", "where"),
  habit("\\bwhere (?:and|or)\\b", "where"),
  habit("(<N>)\\[[\"'](<N>)[\"']\\]", "$1.$2"),
  habit("(<N>)~(?:->>?|\\.\\.)~[\"']?(<N>)[\"']?(?=~(?:<C>|is |in |$))", "$1.$2"),
  habit("(<V>)::\\p{L}+", "$1"),
  habit("\\b(?:cast|CAST)~\\(~(<V>) (?:as|AS) \\p{L}+~\\)", "$1"),
  habit(
    "\\b(?:case|CASE) (?:when|WHEN) (.+?) (?:then|THEN) (.+?) (?:else|ELSE) (.+?) (?:end|END)\\b",
    "if($1, $2, $3)",
  ),
  habit("\\bif (.+?) then (.+?) else (<V>)", "if($1, $2, $3)"),
  habit("([^\\s=]+) \\? (<V>) : (<V>)", "if($1, $2, $3)"),
  habit("(<V>)~(?:\\*\\*|\\^)~2", "$1 * $1"),
  habit("(<V>)~,~(?=<N>(?:\\.<N>)*~(?:<C>|is |in |not |contains ))", "$1 and "),
  habit(
    "\\b(lower|upper|trim|length|abs|round|year|month|week|day|hour|weekday|quarter) (<V>)",
    "$1($2)",
  ),
];

/** A name of several words; after everything else, since a missing word may be what is wrong. */
export const nameHabits: readonly Habit[] = [
  habit(
    "(?<=\\b(?:where|and|or|not|by|same|variant|cost|value) |[(,=]~)(<N>(?:[ -]<N>){1,3})(?=~(?:<C>| is | in | not | contains |$))",
    "`$1`",
  ),
];
