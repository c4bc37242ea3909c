import assert from "node:assert/strict";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { events, funnel, funnelFile, makeFolder, processTime } from "./command.ts";
import type { Folder } from "./command.ts";

const itOnPosix = process.platform === "win32" ? () => undefined : it;

/** Whatever is wrong: one clear sentence with a place and a remedy, and never a stack trace. */
describe("bad input on the command line", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
  });
  afterEach(() => folder.remove());

  async function expectSentence(
    args: readonly string[],
    code: number,
    sentence: RegExp,
    uid?: number,
  ) {
    const outcome = await funnel(args, { cwd: folder.path, ...(uid === undefined ? {} : { uid }) });
    assert.match(outcome.stderr, sentence);
    assert.equal(outcome.code, code, outcome.stderr);
    assert.doesNotMatch(outcome.stderr, /^\s+at /m, "no stack trace");
    assert.equal(outcome.stdout, "");
    assert.equal(outcome.stderr.trim().split("\n").length, 1, outcome.stderr);
  }

  describe("of the file", () => {
    it("missing", () =>
      expectSentence(["run", "x.funnel"], 2, /^x\.funnel: error: there is no such file\. Check/));

    it("missing, with one of a similar name", () => {
      folder.write("shop.funnel", funnelFile());
      return expectSentence(["run", "Shop"], 2, /^Shop: error: .* Did you mean shop\.funnel\?/);
    });

    it("a folder", () => {
      mkdirSync(path.join(folder.path, "dir.funnel"));
      return expectSentence(["run", "dir.funnel"], 2, /^dir\.funnel: error: this is a folder/);
    });

    it("of data", () =>
      expectSentence(["run", "events.csv"], 2, /^events\.csv: error: this is a file of data/));

    it("binary", () => {
      folder.write("x.funnel", new Uint8Array([80, 75, 3, 4, 0, 0, 255, 254]));
      return expectSentence(["run", "x.funnel"], 2, /not a text file/);
    });

    it("in UTF-16", () => {
      folder.write("x.funnel", Buffer.from(`\uFEFF${funnelFile()}`, "utf16le"));
      return expectSentence(["run", "x.funnel"], 2, /UTF-16\. Save it as UTF-8/);
    });

    it("in another encoding", () => {
      folder.write(
        "x.funnel",
        Buffer.concat([
          Buffer.from("// one\n// "),
          Buffer.from([0xf8, 0xe0, 0xe3]),
          Buffer.from("\n"),
        ]),
      );
      return expectSentence(["run", "x.funnel"], 2, /not in UTF-8, see line 2/);
    });

    // Windows has no such permission.
    itOnPosix("not to be read", () => {
      const file = folder.write("x.funnel", funnelFile());
      chmodSync(file, 0);
      // Root may read everything, so there the command runs as nobody.
      const uid = process.getuid?.() === 0 ? 65_534 : undefined;
      chmodSync(folder.path, 0o755);
      return expectSentence(["run", "x.funnel"], 2, /no permission to read/, uid);
    });
  });

  describe("of the data", () => {
    const run = (data: string, code: number, sentence: RegExp) => {
      folder.write("x.funnel", funnelFile("", data));
      return expectSentence(["run", "x.funnel"], code, sentence);
    };

    it("missing", () => run("evnts.csv", 3, /^x\.funnel:1:17: error FNL5\d{3} .*evnts\.csv/));

    it("a folder", () => {
      mkdirSync(path.join(folder.path, "dir.csv"));
      return run("dir.csv", 3, /^x\.funnel:1:17: error FNL5\d{3} /);
    });

    it("an empty file", () => {
      folder.write("empty.csv", "");
      return run("empty.csv", 3, /^x\.funnel:1:17: error FNL5\d{3} /);
    });

    it("a broken Parquet file", () => {
      folder.write("broken.parquet", "PAR1 and then nothing");
      return run("broken.parquet", 3, /^x\.funnel:1:17: error FNL5\d{3} /);
    });

    it("outside the folder", () =>
      run("../../../etc/passwd.csv", 3, /^x\.funnel:1:17: error FNL5\d{3} /));

    it("without the column", () => {
      folder.write("events.csv", events.replace("user,ts", "usr,ts"));
      return run("events.csv", 2, /^x\.funnel:2:9: error FNL2\d{3} .*usr/);
    });
  });

  it("no rows are a result, not a mistake", async () => {
    folder.write("events.csv", "user,ts,event\n");
    folder.write("x.funnel", funnelFile());
    const { code, stdout } = await funnel(["run", "x.funnel", "--format", "json"], {
      cwd: folder.path,
    });
    assert.equal(code, 0);
    const { results } = JSON.parse(stdout) as { results: { entered: number; conversion: null }[] };
    assert.deepEqual([results[0]?.entered, results[0]?.conversion], [0, null]);
  });

  describe("of the command line", () => {
    it("an option that doesn't exist", () =>
      expectSentence(
        ["run", "x.funnel", "--fromat", "json"],
        2,
        /no option --fromat\. Did you mean --format\?/,
      ));

    it("a command that doesn't exist", () =>
      expectSentence(["rnu", "x.funnel"], 2, /no command "rnu"\. Did you mean run\?/));

    it("a value that isn't one of the choices", () =>
      expectSentence(
        ["run", "x.funnel", "--format", "xml"],
        2,
        /--format: there is no "xml"\. Write one of: text, json, svg/,
      ));

    it("an option without its value", () =>
      expectSentence(["run", "x.funnel", "--funnel"], 2, /option --funnel needs a value/));

    it("no file", () => expectSentence(["run"], 2, /name at least one file: funnel run FILE/));

    it("a number that is none", () =>
      expectSentence(["run", "x.funnel", "--threads", "many"], 2, /--threads: "many"/));
  });

  it("says it in Russian", async () => {
    const asked = await funnel(["run", "x.funnel", "--locale", "ru"], { cwd: folder.path });
    assert.match(asked.stderr, /^x\.funnel: error: такого файла нет/);
    const told = await funnel(["run", "--fromat"], {
      cwd: folder.path,
      env: { LANG: "ru_RU.UTF-8" },
    });
    assert.match(told.stderr, /^funnel: error: ключа --fromat нет\. Может быть, --format\?/);
  });

  it("a name can't steer the terminal", async () => {
    const { stderr } = await funnel(["run", "x\u001B[2Jy.funnel"], { cwd: folder.path });
    assert.ok(!stderr.includes("\u001B"));
  });
});
