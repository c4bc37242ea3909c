import assert from "node:assert/strict";
import { createPageAsks } from "../../../client/panel/page-asks.ts";

interface Asked {
  readonly method: string;
  readonly params: object;
  readonly signal: AbortSignal;
  readonly answer: (answer: object) => void;
}

/** A server that answers when it is told to, and what is closed at it. */
function scene() {
  const asked: Asked[] = [];
  const closed: string[] = [];
  const asks = createPageAsks({
    ask: (method, params, signal) =>
      new Promise((answer) => asked.push({ method, params, signal, answer })),
    closeList: (list) => void closed.push(list),
  });
  const people = (page: string, funnel: string, uri = page): Promise<object> =>
    asks.ask(page, "funnel/people", { uri, funnel });
  const aborted = (): boolean[] => asked.map(({ signal }) => signal.aborted);
  return { asks, asked, closed, people, aborted };
}

const list = (name: string): object => ({ kind: "list", list: name });

describe("what pages ask", () => {
  it("is asked of people of one result at a time, by one page", async () => {
    const { asks, asked, people, aborted } = scene();
    void people("a", "Signup");
    void people("a", "Signup");
    void asks.ask("a", "funnel/explain", { uri: "a", funnel: "Signup", actor: "u1" });
    assert.deepEqual(aborted(), [true, true, false]);
    void people("a", "Paid");
    void people("a", "Signup", "another cell");
    void people("b", "Signup");
    void asks.ask("a", "funnel/peopleRows", { uri: "a", list: "1" });
    void asks.ask("a", "funnel/export", { uri: "a", funnel: "Signup" });
    assert.deepEqual(aborted().slice(2), [false, false, false, false, false, false]);
    assert.deepEqual(asked[0]?.params, { uri: "a", funnel: "Signup" });
    asks.leave("a", "a", "Signup");
    assert.deepEqual(aborted().slice(2), [true, false, false, false, false, false]);
  });

  it("is let go with the page, and its lists are closed", async () => {
    const { asks, asked, closed, people, aborted } = scene();
    const [first, second, late, other] = [
      people("a", "Signup"),
      people("a", "Paid"),
      people("a", "Late"),
      people("b", "Signup"),
    ];
    asked[0]?.answer(list("1"));
    asked[1]?.answer(list("2"));
    asked[3]?.answer(list("4"));
    assert.deepEqual(await Promise.all([first, second, other]), [list("1"), list("2"), list("4")]);
    asks.close("a", "1");
    assert.deepEqual(closed, ["1"]);
    asks.end("a");
    assert.deepEqual(closed, ["1", "2"]);
    assert.deepEqual(aborted(), [false, false, true, false]);
    // Too far by then to be stopped.
    asked[2]?.answer(list("3"));
    await late;
    assert.deepEqual(closed, ["1", "2", "3"]);
    asks.end("a");
    assert.deepEqual(closed, ["1", "2", "3"]);
  });
});
