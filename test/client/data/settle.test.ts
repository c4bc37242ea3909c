import assert from "node:assert/strict";
import { type Chosen, settle } from "../../../client/data/settle.ts";
import type { DraftFileWishes, DraftedFile } from "../../../server/protocol/index.ts";

function draftOf(name: string): DraftedFile {
  return {
    kind: "draft",
    path: "f.csv",
    rows: "events",
    possibleRows: ["events"],
    parts: [],
    splits: [],
    source: { name, text: `source ${name}\n` },
    rowsOfFile: { columns: [], rows: [] },
  };
}

const split = { kind: "split", split: "channel" } as const;
const who = { kind: "part", part: "actor", text: "client" } as const;
const write = { kind: "write", withFunnel: true } as const;

/** Answers one after the other. */
function answers<Answer>(
  ...given: readonly (Answer | undefined)[]
): () => Promise<Answer | undefined> {
  const left = [...given];
  return () => Promise.resolve(left.shift());
}

describe("settling a draft", () => {
  it("gathers wishes until it is to be written", async () => {
    const asked: DraftFileWishes[] = [];
    const settled = await settle(
      draftOf("a"),
      answers<Chosen>(split, "back", who, write),
      (wishes) => {
        asked.push(wishes);
        return Promise.resolve(draftOf(`b${asked.length}`));
      },
    );
    assert.deepEqual(asked, [{ split: "channel" }, { split: "channel", actor: "client" }]);
    assert.equal(settled?.draft.source.name, "b2");
  });

  it("goes on with the draft before where a change leads to none, and forgets that change", async () => {
    const asked: DraftFileWishes[] = [];
    const drafts = answers(undefined, draftOf("b"));
    const settled = await settle(draftOf("a"), answers<Chosen>(split, who, write), (wishes) => {
      asked.push(wishes);
      return drafts();
    });
    assert.deepEqual(asked, [{ split: "channel" }, { actor: "client" }]);
    assert.equal(settled?.draft.source.name, "b");

    const kept = await settle(
      draftOf("a"),
      answers<Chosen>(split, write),
      answers<DraftedFile>(undefined),
    );
    assert.equal(kept?.draft.source.name, "a");
  });

  it("writes nothing if nothing is chosen", async () => {
    assert.equal(await settle(draftOf("a"), answers<Chosen>(), answers<DraftedFile>()), undefined);
  });
});
