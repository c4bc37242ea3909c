import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { once } from "node:events";
import type { DataFile } from "../../server/engine/run/files.ts";
import { openDatabase } from "../../server/engine/run/duckdb.ts";
import { defaultLimits } from "../../server/engine/run/limits.ts";
import { parseCommandLine } from "../../server/cli/program.ts";
import { people } from "../../server/cli/commands/people.ts";
import { sentencesIn } from "../../server/cli/messages/index.ts";
import { type Folder, funnel, makeFolder, processTime, startFunnel } from "./command.ts";

const events = `user_id,ts,name,Actor
1,2026-01-01,visit,"ads, ""new"""
1,2026-01-02T00:00:00.123456,sign_up,ads
2,2026-01-01,visit,search
2,2026-01-07T03:10:00,sign_up,search
3,2026-01-03,visit,
3,2026-01-04,refused,
4,2026-01-03,visit,ads
`;

const text = `source web from "events.csv" {
  actor user_id
  time ts
  event name
}

funnel Signup on web {
  window 5 days

  stage Visit: visit
  stage SignUp: sign_up

  exit Refused: refused

  split by Actor
}

score Chance on Signup {
  goal SignUp
  points +2.5 when Actor = "ads"
  grades High >= 1, Low
}
`;

describe("funnel people --format parquet", function () {
  this.timeout(processTime);
  let folder: Folder;
  before(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
    folder.write("signup.funnel", text);
  });
  after(() => folder.remove());

  async function read(name: string): Promise<{ rows: unknown[]; types: unknown[] }> {
    const absolute = path.join(folder.path, name);
    const file: DataFile = {
      absolute,
      path: name,
      format: "parquet",
      extension: ".parquet",
      bytes: statSync(absolute).size,
    };
    const database = await openDatabase([file], defaultLimits(), folder.path);
    try {
      const quoted = absolute.replaceAll("'", "''");
      const rows = await database.rows(
        `select * replace (cast(entered as varchar) as entered, cast("time" as varchar) as "time") from read_parquet('${quoted}')`,
      );
      const types = await database.rows(
        `select name, type, converted_type from parquet_schema('${quoted}') offset 1`,
      );
      return { rows, types: types.map((each) => Object.values(each)) };
    } finally {
      await database.close();
    }
  }

  const list = (...args: string[]) =>
    funnel(["people", "signup.funnel", ...args, "--format", "parquet"], { cwd: folder.path });

  it("writes the columns of the CSV, typed, in the same order", async () => {
    const dropped = await list("--stage", "SignUp", "--dropped", "--out", "lists/lost.parquet");
    assert.equal(dropped.code, 0, dropped.stderr);
    assert.equal(dropped.stdout, "");
    const { rows, types } = await read("lists/lost.parquet");
    assert.deepEqual(types, [
      ["actor", "BYTE_ARRAY", "UTF8"],
      ["entered", "INT64", "TIMESTAMP_MICROS"],
      ["time", "INT64", "TIMESTAMP_MICROS"],
      ["seconds", "DOUBLE", null],
      // The split is called as another column is, but for its case.
      ["Actor_2", "BYTE_ARRAY", "UTF8"],
      ["reason", "BYTE_ARRAY", "UTF8"],
      ["exit", "BYTE_ARRAY", "UTF8"],
    ]);
    const row = (
      actor: string,
      day: string,
      value: string | null,
      reason: string,
      exit?: string,
    ) => ({
      actor,
      entered: `2026-01-0${day} 00:00:00+00`,
      time: `2026-01-0${day} 00:00:00+00`,
      seconds: 0,
      Actor_2: value,
      reason,
      exit: exit ?? null,
    });
    assert.deepEqual(rows.slice(0, 2), [
      row("2", "1", "search", "late"),
      row("3", "3", null, "exit", "Refused"),
    ]);
    assert.equal(rows.length, 3);
  });

  it("keeps microseconds and quotes", async () => {
    const reached = await list("--stage", "SignUp", "--out", "reached.parquet");
    assert.equal(reached.code, 0, reached.stderr);
    assert.deepEqual((await read("reached.parquet")).rows, [
      {
        actor: "1",
        entered: "2026-01-01 00:00:00+00",
        time: "2026-01-02 00:00:00.123456+00",
        seconds: 86_400.123456,
        Actor_2: 'ads, "new"',
      },
    ]);
  });

  it("writes scores, and nobody", async () => {
    const scored = await list("--score", "Chance", "--out", "scored.parquet");
    assert.equal(scored.code, 0, scored.stderr);
    const { rows, types } = await read("scored.parquet");
    assert.deepEqual(
      types.map((type) => (type as string[])[0]),
      ["actor", "score", "grade", "entered", "time", "seconds"],
    );
    assert.deepEqual(rows[0], {
      actor: "4",
      score: 2.5,
      grade: "High",
      entered: "2026-01-03 00:00:00+00",
      time: null,
      seconds: null,
    });
    folder.write(
      "nobody.funnel",
      text.replace("stage SignUp: sign_up", "stage SignUp: any event where false"),
    );
    const nobody = await funnel(
      [
        "people",
        "nobody.funnel",
        "--stage",
        "SignUp",
        "--format",
        "parquet",
        "--out",
        "no.parquet",
      ],
      { cwd: folder.path },
    );
    assert.equal(nobody.code, 0, nobody.stderr);
    assert.deepEqual((await read("no.parquet")).rows, []);
  });

  it("goes through a pipe, with the same bytes each time, and leaves nothing behind", async () => {
    const args = ["people", "signup.funnel", "--stage", "Visit", "--format", "parquet"];
    const temporary = path.join(folder.path, "tmp");
    folder.write("tmp/kept.txt", "");
    const piped = async (threads: string): Promise<Buffer> => {
      const child = startFunnel([...args, "--threads", threads], {
        cwd: folder.path,
        env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      });
      assert.ok(child.stdout);
      const closed = once(child, "close") as Promise<[number]>;
      const [bytes, [code]] = await Promise.all([buffer(child.stdout), closed]);
      assert.equal(code, 0);
      return bytes;
    };
    const bytes = await piped("1");
    assert.equal(bytes.subarray(0, 4).toString(), "PAR1");
    assert.ok(bytes.equals(await piped("2")));
    const written = await list("--stage", "Visit", "--out", "visit.parquet");
    assert.equal(written.code, 0, written.stderr);
    assert.ok(bytes.equals(readFileSync(path.join(folder.path, "visit.parquet"))));
    assert.deepEqual(readdirSync(temporary), ["kept.txt"]);
  });

  it("holds as many as there are, in order", async () => {
    const lines = Array.from(
      { length: 12_345 },
      (_, k) => `u${k},2026-01-01T00:00:0${k % 10},visit,x`,
    );
    folder.write("many/events.csv", ["user_id,ts,name,Actor", ...lines].join("\n"));
    folder.write("many/signup.funnel", text);
    const args = ["people", "many/signup.funnel", "--stage", "Visit", "--out"];
    const parquet = await funnel([...args, "many.parquet", "--format", "parquet"], {
      cwd: folder.path,
    });
    const csv = await funnel([...args, "many.csv"], { cwd: folder.path });
    assert.deepEqual([parquet.code, csv.code], [0, 0], parquet.stderr + csv.stderr);
    const names = readFileSync(path.join(folder.path, "many.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0]);
    const { rows } = await read("many.parquet");
    assert.deepEqual(
      rows.map((row) => (row as { actor: string }).actor),
      names,
    );
  });

  it("refuses to fill a screen with it", async () => {
    const said: string[] = [];
    const say = sentencesIn("en");
    const request = parseCommandLine(
      ["people", "signup.funnel", "--stage", "Visit", "--format", "parquet"],
      "0",
      say,
      80,
    );
    assert.ok(request.command === "people");
    const code = await people(request.file, request.options, {
      terminal: {
        out: () => assert.fail("It wrote to the screen"),
        bytes: () => Promise.reject(new Error("It wrote to the screen")),
        isScreen: true,
        err: (line) => void said.push(line),
        status: () => undefined,
        width: 80,
        colour: false,
        unicode: true,
        locale: "en",
      },
      say,
      signal: new AbortController().signal,
      cwd: folder.path,
    });
    assert.equal(code, 2);
    assert.match(
      said.join("\n"),
      /--format parquet is no text to look at\. Name a file with --out/,
    );
  });
});
