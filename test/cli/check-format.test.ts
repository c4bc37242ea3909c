import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { events, funnel, funnelFile, makeFolder, processTime } from "./command.ts";
import type { Folder } from "./command.ts";

describe("funnel check", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
    folder.write("good.funnel", funnelFile());
    folder.write("bad.funnel", funnelFile().replace("stage Paid:", "stage Paid"));
  });
  afterEach(() => folder.remove());

  const check = (...args: string[]) => funnel(["check", ...args], { cwd: folder.path });

  it("is silent on the standard output where nothing is wrong", async () => {
    const { code, stdout, stderr } = await check("good.funnel");
    assert.equal(stdout, "");
    assert.equal(stderr, "funnel: 1 file: 0 errors, 0 warnings.\n");
    assert.equal(code, 0);
  });

  it("prints what is wrong, with its place", async () => {
    const { code, stdout, stderr } = await check("good.funnel", "bad.funnel");
    assert.match(stdout, /^bad\.funnel:12:\d+: error FNL1\d{3} .+\n$/);
    assert.equal(stderr, "funnel: 2 files: 1 error, 0 warnings.\n");
    assert.equal(code, 2);
  });

  it("looks at the data, unless told not to", async () => {
    folder.write("good.funnel", funnelFile().replace("actor user", "actor usr"));
    const withData = await check("good.funnel");
    assert.match(withData.stdout, /good\.funnel:2:9: error FNL2\d{3} .*user/);
    assert.equal(withData.code, 2);
    const without = await check("good.funnel", "--no-data");
    assert.equal(without.stdout, "");
    assert.equal(without.code, 0);
    folder.write("good.funnel", funnelFile("", "nowhere.csv"));
    assert.equal((await check("good.funnel")).code, 3);
  });

  it("prints JSON for machines", async () => {
    const { code, stdout } = await check(
      "good.funnel",
      "bad.funnel",
      "--format",
      "json",
      "--locale",
      "ru",
    );
    assert.equal(code, 2);
    const { version, files } = JSON.parse(stdout) as {
      version: number;
      files: { file: string; diagnostics: { code: string; message: string; start: object }[] }[];
    };
    assert.equal(version, 1);
    assert.deepEqual(
      files.map(({ file }) => file),
      ["good.funnel", "bad.funnel"],
    );
    assert.deepEqual(files[0]?.diagnostics, []);
    const [found] = files[1]?.diagnostics ?? [];
    assert.match(found?.code ?? "", /^FNL1/);
    assert.doesNotMatch(found?.message ?? "", /\p{Script=Cyrillic}/u, "never translated");
  });
});

describe("funnel format", function () {
  this.timeout(processTime);
  const tidy = funnelFile();
  const untidy = tidy.replaceAll("  stage", " stage").replace("window 4", "window    4");
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("tidy.funnel", tidy);
    folder.write("untidy.funnel", untidy);
  });
  afterEach(() => folder.remove());

  const format = (args: string[], input = "") =>
    funnel(["format", ...args], { cwd: folder.path, input });
  const content = (name: string) => readFileSync(path.join(folder.path, name), "utf8");

  it("writes files in place", async () => {
    const { code, stdout, stderr } = await format(["tidy.funnel", "untidy.funnel"]);
    assert.deepEqual([code, stdout, stderr], [0, "", ""]);
    assert.equal(content("untidy.funnel"), tidy);
  });

  it("with --check writes nothing, names what differs and ends with 1", async () => {
    const { code, stdout } = await format(["tidy.funnel", "untidy.funnel", "--check"]);
    assert.equal(code, 1);
    assert.equal(stdout, "untidy.funnel\n");
    assert.equal(content("untidy.funnel"), untidy);
    assert.equal((await format(["tidy.funnel", "--check"])).code, 0);
  });

  it("takes the standard input for -", async () => {
    const { code, stdout, stderr } = await format(["-"], untidy);
    assert.deepEqual([code, stdout, stderr], [0, tidy, ""]);
    assert.equal((await format(["-", "--check"], untidy)).code, 1);
  });

  it("keeps the line ends and the byte order mark", async () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    folder.write("untidy.funnel", windows(untidy));
    await format(["untidy.funnel"]);
    assert.equal(content("untidy.funnel"), windows(tidy));
  });

  it("leaves statements with errors as they are, and says so", async () => {
    const broken = untidy.replace("stage Paid:", "stage Paid");
    folder.write("untidy.funnel", broken);
    const { code, stderr } = await format(["untidy.funnel"]);
    assert.equal(code, 2);
    assert.match(stderr, /^untidy\.funnel: error: some statements have errors/);
    assert.match(content("untidy.funnel"), /stage Paid\s+pay/);
  });

  it("refuses files that it would spoil", async () => {
    const latin = Buffer.concat([Buffer.from("// "), Buffer.from([0xe9]), Buffer.from("\n")]);
    folder.write("untidy.funnel", latin);
    const { code } = await format(["untidy.funnel"]);
    assert.equal(code, 2);
    assert.deepEqual(readFileSync(path.join(folder.path, "untidy.funnel")), latin);
  });
});
