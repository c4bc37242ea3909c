import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ExplainResult, RunResult } from "../../server/engine/result.ts";
import { funnelResults } from "../support/funnel-results.ts";
import { type Folder, funnel, makeFolder, processTime } from "./command.ts";

const events = `user_id,ts,name,channel
1,2026-01-01,visit,"ads, new"
1,2026-01-02,sign_up,ads
2,2026-01-01,visit,search
2,2026-01-07T03:10:00,sign_up,search
3,2026-01-03,visit,
3,2026-01-04,refused,
4,2026-01-03,visit,ads
9,2026-01-31,other,
`;

const text = `source web from "events.csv" {
  actor user_id
  time ts
  event name
}

funnel Signup on web {
  window 5 days

  stage Visit: visit
  stage SignUp "Signed up": sign_up

  exit Refused: refused

  split by channel
}
`;

describe("funnel people and funnel explain", function () {
  this.timeout(processTime);
  let folder: Folder;
  before(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
    folder.write("signup.funnel", text);
  });
  after(() => folder.remove());

  const call = (...args: string[]) => funnel(args, { cwd: folder.path });

  it("writes everybody with a score, the highest first", async () => {
    const score = `\nscore Chance on Signup {\n  goal SignUp\n  points +2.5 when channel = "ads"\n  points -1 when did visit\n  grades High >= 1, Low\n}\n`;
    folder.write("score.funnel", text + score);
    const found = await call("people", "score.funnel", "--score", "Chance");
    assert.equal(found.code, 0, found.stderr);
    // 1 came by "ads, new". 4 is no longer than the others, but the only one with points for the channel.
    assert.equal(
      found.stdout,
      `actor,score,grade,entered,time,seconds
4,1.5,High,2026-01-03T00:00:00Z,,
1,-1,Low,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,86400
2,-1,Low,2026-01-01T00:00:00Z,,
3,-1,Low,2026-01-03T00:00:00Z,,
`,
    );
    const none = await call("people", "score.funnel", "--score", "Chanse");
    assert.equal(none.code, 2);
    assert.match(none.stderr, /Did you mean Chance\?/);
  });

  it("writes the people of an audience", async () => {
    folder.write(
      "audience.funnel",
      `${text}\nfunnel Other on web {\n  stage A: visit\n  stage B: sign_up\n}\n\naudience Lost on Signup = dropped after Visit\n`,
    );
    const found = await call("people", "audience.funnel", "--audience", "Lost");
    assert.equal(found.code, 0, found.stderr);
    // 2 came too late, 3 left, 4 did nothing more.
    assert.equal(
      found.stdout,
      `actor,entered,time,seconds,channel
2,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,0,search
3,2026-01-03T00:00:00Z,2026-01-03T00:00:00Z,0,
4,2026-01-03T00:00:00Z,2026-01-03T00:00:00Z,0,ads
`,
    );
    const unknown = await call("people", "audience.funnel", "--audience", "Lots");
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /Did you mean Lost\?/);
  });

  it("writes people as CSV, with reasons where they dropped", async () => {
    const reached = await call("people", "signup.funnel", "--stage", "SignUp");
    assert.equal(reached.code, 0, reached.stderr);
    assert.equal(
      reached.stdout,
      `actor,entered,time,seconds,channel
1,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,86400,"ads, new"
`,
    );
    const dropped = await call("people", "signup.funnel", "--stage", "SignUp", "--dropped");
    assert.equal(
      dropped.stdout,
      `actor,entered,time,seconds,channel,reason,exit
2,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,0,search,late,
3,2026-01-03T00:00:00Z,2026-01-03T00:00:00Z,0,,exit,Refused
4,2026-01-03T00:00:00Z,2026-01-03T00:00:00Z,0,ads,nothing,
`,
    );
  });

  it("writes JSON to a file, as many as the funnel counts", async () => {
    const args = ["--stage", "Visit", "--format", "json", "--out", "out/people.json"];
    const { code, stderr } = await call("people", "signup.funnel", ...args);
    assert.equal(code, 0, stderr);
    const people = JSON.parse(readFileSync(path.join(folder.path, "out/people.json"), "utf8")) as {
      actor: string;
      by: object;
    }[];
    const run = await call("run", "signup.funnel", "--format", "json");
    const [result] = funnelResults(JSON.parse(run.stdout) as RunResult);
    assert.equal(people.length, result?.stages[0]?.count);
    assert.deepEqual(people[0]?.by, { channel: "ads, new" });
    const none = await call("people", "signup.funnel", "--exit", "Refused", "--format", "json");
    assert.equal((JSON.parse(none.stdout) as unknown[]).length, 1);
  });

  it("says why one is where they are", async () => {
    const explained = await call("explain", "signup.funnel", "--actor", "2");
    assert.equal(explained.code, 0, explained.stderr);
    // Six days, three hours and ten minutes after the visit, and the window is five days.
    assert.match(explained.stdout, /Signed up came 1 d 3 h after the window of 5 d\./);
    const russian = await call("explain", "signup.funnel", "--actor", "3", "--locale", "ru");
    assert.match(russian.stdout, /Вышел через Refused/);
    const json = await call("explain", "signup.funnel", "--actor", "4", "--format", "json");
    const { attempts } = JSON.parse(json.stdout) as ExplainResult;
    assert.deepEqual(attempts[0]?.stopped, { stage: "SignUp", reason: "nothing" });
  });

  it("refuses what there isn't, with what is near", async () => {
    const refused = async (args: readonly string[]): Promise<string> => {
      const { code, stderr } = await call(...args);
      assert.equal(code, 2, stderr);
      return stderr;
    };
    assert.match(
      await refused(["people", "signup.funnel", "--stage", "Signup"]),
      /no Signup in this funnel. Did you mean SignUp\?/,
    );
    assert.match(await refused(["people", "signup.funnel"]), /Name a stage with --stage/);
    assert.match(
      await refused(["people", "signup.funnel", "--stage", "Visit", "--dropped"]),
      /nobody drops before Visit/,
    );
    assert.match(await refused(["explain", "signup.funnel"]), /--actor needs a value/);
    const nobody = await call("explain", "signup.funnel", "--actor", "22");
    assert.equal(nobody.code, 3, nobody.stderr);
    assert.match(nobody.stderr, /nobody called `22` in the data. Is it `2`\?/);
  });
});
