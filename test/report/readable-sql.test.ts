import assert from "node:assert/strict";
import fc from "fast-check";
import { readableSql } from "../../server/report/readable-sql.ts";

describe("the SQL of a result, for people", () => {
  it("has a clause a line, columns and conditions below each other, queries further in", () => {
    const sql =
      "select a as actor, case when (m & 1) <> 0 then \"k2\" end as s from (select nullif(u, '') as a, " +
      "m from read_csv(['a, from b.csv'])) as r left join x on a = b where (a is not null) and t between 1 and 2 " +
      "order by a;\n\nselect 1";
    assert.equal(
      readableSql(sql),
      `select a as actor,
  case when (m & 1) <> 0 then "k2" end as s
from (
  select nullif(u, '') as a,
    m
  from read_csv(['a, from b.csv'])
) as r
left join x on a = b
where (a is not null)
  and t between 1 and 2
order by a;

select 1`,
    );
  });

  it("differs from what runs in blanks alone, whatever that is, and is the same again", () => {
    const plain = "select from where and between ( ) , ; left join order by case end 1 = f(";
    const words = fc.constantFrom(...plain.split(" "), "'a from b'", '"x,y"', "'it''s (select'");
    fc.assert(
      fc.property(fc.array(words), (all) => {
        const sql = all.join(" ");
        const readable = readableSql(sql);
        assert.equal(bare(readable), bare(sql));
        assert.equal(readableSql(readable), readable);
      }),
    );
  });
});

/** Without blanks outside of strings and quoted names. */
function bare(sql: string): string {
  return sql.replaceAll(/('(?:[^']|'')*'|"(?:[^"]|"")*")|\s+/g, "$1");
}
