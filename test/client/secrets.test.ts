import assert from "node:assert/strict";
import { secretNames } from "../../client/secrets.ts";

describe("the names of secrets in a text", () => {
  it("are those that connections read, each once", () => {
    const text = `connection house clickhouse {
  url env("HOUSE_URL")
  user env ( 'HOUSE_USER' )
  password env("HOUSE_PASSWORD")
  database env("HOUSE_URL")
}`;
    assert.deepEqual(secretNames(text), ["HOUSE_URL", "HOUSE_USER", "HOUSE_PASSWORD"]);
  });

  it("are none where a text isn't finished", () => {
    assert.deepEqual(secretNames('url env("HOUSE\nuser env(x)'), []);
  });
});
