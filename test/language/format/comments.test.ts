import assert from "node:assert/strict";
import { assertSame } from "./same.ts";

function check(title: string, before: string, after = before): void {
  it(title, () => {
    const { text, broken } = assertSame(before);
    assert.equal(text, after);
    assert.equal(broken, false);
  });
}

describe("formatting comments", () => {
  check(
    "on lines of their own",
    "// file\n\n  // a\nsegment a = b\n   //c  \n// d\n\nfunnel F {\n// e\nstage A: a\n\n  /* f */\n// g\n}\n// h",
    "// file\n\n// a\nsegment a = b\n//c\n// d\n\nfunnel F {\n  // e\n  stage A: a\n\n  /* f */\n  // g\n}\n\n// h\n",
  );
  check(
    "at the ends of lines",
    'source s from "x" {   // a\n  actor a      // b\n  time t /* c */ /* d */ // e\n}// f\n',
    'source s from "x" { // a\n  actor a // b\n  time t /* c */ /* d */ // e\n} // f\n',
  );
  check(
    "in front of a statement go above it",
    "/* a */ funnel F { /* b */ stage A: a /* c */ stage B: b /* d */ }",
    "/* a */\nfunnel F {\n  /* b */\n  stage A: a\n  /* c */\n  stage B: b /* d */\n}\n",
  );
  check(
    "in front of a brace",
    "funnel F // a\n// b\n{\n  // c\n\n  stage A: a\n}\nfunnel G // a\n{ // b\n  stage A: a\n}\n",
    "funnel F { // a\n  // b\n  // c\n\n  stage A: a\n}\n\nfunnel G { // a\n  // b\n  stage A: a\n}\n",
  );
  check(
    "within a line",
    "funnel F {\n  stage/* a */A :a   /* b */where(/* c */x= -/* d */1)\n}",
    "funnel F {\n  stage /* a */ A: a /* b */ where (/* c */ x = - /* d */ 1)\n}\n",
  );
  check(
    "within a statement keep its lines",
    "segment s = a=1 // first\nand ( b=2\n\n   // second\n or c = 3\n) and d=4 /* last\n one */ and e",
    "segment s = a = 1 // first\n  and (b = 2\n    // second\n    or c = 3\n  ) and d = 4 /* last\n one */ and e\n",
  );
  check(
    "among options keep their lines",
    'source s from "x" {\n    options {\n      delimiter   ";" // as Excel does\n    // none\n decimal ","\n  }\n}',
    'source s from "x" {\n  options {\n    delimiter ";" // as Excel does\n    // none\n    decimal ","\n  }\n}\n',
  );
  check(
    "with asterisks down their side move as a whole",
    "funnel F {\n/*\n * a\n *   b\n */\n      /**\n       * c\n       */\n  stage A: a\n}\n",
    "funnel F {\n  /*\n   * a\n   *   b\n   */\n  /**\n   * c\n   */\n  stage A: a\n}\n",
  );
  check("alone", "\n\n  // nothing else  \n\n", "// nothing else\n");
  check(
    "in an empty block",
    "funnel F {\n\n\n// none yet\n\n\n}",
    "funnel F {\n  // none yet\n}\n",
  );
});

describe("formatting Markdown", () => {
  check(
    "keeps its lines as they are",
    "   /**\n# Title  \n\n\n    code\n\t* item\n  */\nfunnel F {\n    /** On one line */\nstage A: a\n}",
    "/**\n# Title  \n\n\n    code\n\t* item\n  */\nfunnel F {\n  /** On one line */\n  stage A: a\n}\n",
  );
  check(
    "keeps it with what it documents, and apart from what it doesn't",
    "funnel F {\n  /** no */\n\n\n  stage A: a /** B */\n  stage B: b /** neither */\n\n  stage C: c\n}\n/** G */ funnel G {}\n",
    "funnel F {\n  /** no */\n\n  stage A: a\n  /** B */\n  stage B: b /** neither */\n\n  stage C: c\n}\n\n/** G */\nfunnel G {}\n",
  );
});

describe("formatting empty lines", () => {
  check(
    "keeps one where there are some",
    "\n\n\nfunnel F {\n\n\n  during 2026\n\n\n\n  stage A: a\n  stage B: b\n\n\n}\n\n\n\n",
    "funnel F {\n  during 2026\n\n  stage A: a\n  stage B: b\n}\n",
  );
  check(
    "puts one around every block",
    'segment a = b\nsegment b = c\n// S\nsource s from "x" {\n  actor a\n}\nsegment c = d\nfunnel F {}\nfunnel G {}',
    'segment a = b\nsegment b = c\n\n// S\nsource s from "x" {\n  actor a\n}\n\nsegment c = d\n\nfunnel F {}\n\nfunnel G {}\n',
  );
});
