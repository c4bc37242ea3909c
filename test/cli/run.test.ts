import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { RunResult } from "../../server/engine/result.ts";
import { events, funnel, funnelFile, makeFolder, processTime } from "./command.ts";
import type { Folder } from "./command.ts";
import { funnelResults } from "../support/funnel-results.ts";

describe("funnel run", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
    folder.write("signup.funnel", funnelFile());
  });
  afterEach(() => folder.remove());

  const run = (...args: string[]) => funnel(["run", ...args], { cwd: folder.path });
  const counts = (result: RunResult | undefined) =>
    result && funnelResults(result).map(({ stages }) => stages.map(({ count }) => count));

  it("draws the funnel on the standard output and says nothing else", async () => {
    const { code, stdout, stderr } = await run("signup.funnel");
    assert.equal(stderr, "");
    assert.equal(code, 0);
    for (const word of ["Signup", "Visit", "SignUp", "Paid", "25"])
      assert.ok(stdout.includes(word));
    assert.ok(!stdout.includes("\u001B"), "no colours in a pipe");
    assert.ok(stdout.split("\n").every((line) => line.length <= 80));
    assert.ok(stdout.endsWith("\n") && !stdout.endsWith("\n\n"));
  });

  it("prints the same JSON each time, at any number of threads", async () => {
    folder.write("signup.funnel", funnelFile("split by channel\nexpect conversion >= 10%"));
    const first = await run("signup.funnel", "--format", "json");
    assert.equal(first.code, 0, first.stderr);
    const result = JSON.parse(first.stdout) as RunResult;
    assert.equal(result.file, "signup.funnel");
    assert.deepEqual(counts(result), [[4, 2, 1]]);
    assert.equal(first.stdout, `${JSON.stringify(result, undefined, 2)}\n`);
    for (const threads of ["1", "2", "8"]) {
      const again = await run("signup.funnel", "--format", "json", "--threads", threads);
      assert.equal(again.stdout, first.stdout);
    }
  });

  it("draws one funnel as SVG", async () => {
    const { code, stdout, stderr } = await run("signup.funnel", "--format", "svg");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^<svg[^]*<\/svg>\n$/);
    assert.ok(stdout.includes("SignUp"));
    folder.write(
      "two.funnel",
      funnelFile() + funnelFile("", "events.csv", "Other").slice(funnelFile().indexOf("\nfunnel")),
    );
    const two = await run("two.funnel", "--format", "svg");
    assert.equal(two.code, 2);
    assert.match(two.stderr, /--funnel.*Signup, Other/);
    const chosen = await run(
      "two.funnel",
      "--format",
      "svg",
      "--funnel",
      "Other",
      "--theme",
      "dark",
    );
    assert.equal(chosen.code, 0, chosen.stderr);
  });

  it("draws the form that the funnel or the command line says", async () => {
    folder.write("steps.funnel", funnelFile().replace(/\n}\s*$/, "\n  chart steps\n}\n"));
    const own = await run("steps.funnel", "--format", "svg");
    assert.equal(own.code, 0, own.stderr);
    assert.match(own.stdout, /stepsBars_marks/);
    const chosen = await run("steps.funnel", "--format", "svg", "--chart", "bars");
    assert.match(chosen.stdout, /barsBars_marks/);
    const wrong = await run("steps.funnel", "--format", "svg", "--chart", "pie");
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--chart/);
  });

  it("writes into a file", async () => {
    const { code, stdout } = await run("signup.funnel", "--format", "json", "--out", "out/r.json");
    assert.equal(code, 0);
    assert.equal(stdout, "");
    const written = readFileSync(path.join(folder.path, "out/r.json"), "utf8");
    assert.deepEqual(counts(JSON.parse(written) as RunResult), [[4, 2, 1]]);
  });

  it("leaves out rows later than --as-of", async () => {
    const args = ["signup.funnel", "--format", "json", "--as-of"];
    const day = await run(...args, "2026-01-02");
    assert.deepEqual(counts(JSON.parse(day.stdout) as RunResult), [[3, 2, 0]]);
    const moment = await run(...args, "2026-01-02T10:15Z");
    assert.deepEqual(counts(JSON.parse(moment.stdout) as RunResult), [[2, 1, 0]]);
    const wrong = await run(...args, "2026-02-31");
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--as-of: "2026-02-31"/);
  });

  describe("several files", () => {
    it("prints a list of results", async () => {
      folder.write("second.funnel", funnelFile("", "events.csv", "Second"));
      const { code, stdout } = await run("signup.funnel", "second.funnel", "--format", "json");
      assert.equal(code, 0);
      const results = JSON.parse(stdout) as RunResult[];
      assert.deepEqual(
        results.map(({ file }) => file),
        ["signup.funnel", "second.funnel"],
      );
    });

    it("names the file above its funnels", async () => {
      folder.write("second.funnel", funnelFile("", "events.csv", "Second"));
      const { stdout } = await run("signup.funnel", "second.funnel");
      assert.ok(stdout.indexOf("signup.funnel") < stdout.indexOf("second.funnel"));
    });

    it("runs the others where one is missing, and where one can't be read", async () => {
      folder.write("no-data.funnel", funnelFile("", "nowhere.csv"));
      const { code, stdout, stderr } = await run(
        "missing.funnel",
        "no-data.funnel",
        "signup.funnel",
        "--format",
        "json",
      );
      assert.equal(code, 3);
      assert.match(stderr, /^missing\.funnel: error: there is no such file/m);
      assert.match(stderr, /^no-data\.funnel:1:17: error FNL5\d{3} .*nowhere\.csv/m);
      assert.deepEqual((JSON.parse(stdout) as RunResult[]).map(counts), [[], [[4, 2, 1]]]);
    });
  });

  it("runs the funnels beside a broken one", async () => {
    const broken = funnelFile() + "\nfunnel Broken on web {\n  stage A: visit\n  stage B sign\n}\n";
    folder.write("signup.funnel", broken);
    const { code, stdout, stderr } = await run("signup.funnel", "--format", "json");
    assert.equal(code, 2);
    assert.deepEqual(counts(JSON.parse(stdout) as RunResult), [[4, 2, 1]]);
    assert.match(stderr, /^signup\.funnel:17:\d+: error FNL1\d{3} /m);
    const chosen = await run("signup.funnel", "--funnel", "Signup");
    assert.equal(chosen.code, 0, "asked for the other one, its mistakes don't count");
    assert.match(chosen.stderr, /FNL1/);
  });

  it("finds the funnel that was meant", async () => {
    const { code, stderr, stdout } = await run("signup.funnel", "--funnel", "Singup");
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      "funnel: error: there is no funnel or study called Singup. Did you mean Signup?\n",
    );
  });

  it("runs studies with the funnels, or alone by their names", async () => {
    const studies = `${funnelFile()}\naudience Stuck on Signup = reached SignUp not reached Paid\n`;
    folder.write("signup.funnel", studies);
    const all = await run("signup.funnel", "--format", "json");
    assert.equal(all.code, 0);
    const { results } = JSON.parse(all.stdout) as RunResult;
    assert.deepEqual(
      results.map(({ kind, name }) => [kind, name]),
      [
        ["funnel", "Signup"],
        ["audience", "Stuck"],
      ],
    );
    const one = await run("signup.funnel", "--funnel", "Stuck");
    assert.equal(one.code, 0);
    // Two sign up, one of them pays.
    assert.match(one.stdout, /^Stuck\n.*\n1 actor: reached SignUp, but not Paid\n/);
    const drawn = await run("signup.funnel", "--funnel", "Stuck", "--format", "svg");
    assert.equal(drawn.code, 2);
    assert.match(drawn.stderr, /a drawing shows one funnel/);
    folder.write("signup.funnel", funnelFile());
  });

  it("doesn't take a file without funnels for a success", async () => {
    folder.write("empty.funnel", "// nothing\n");
    const { code, stderr } = await run("empty.funnel");
    assert.equal(code, 2);
    assert.match(stderr, /^empty\.funnel: error: there is no funnel/);
  });

  describe("expectations", () => {
    it("end with 1 where one fails, and say which", async () => {
      folder.write(
        "signup.funnel",
        funnelFile("expect conversion(Visit -> SignUp) >= 60%\nexpect actors(Paid) = 1"),
      );
      const { code, stdout, stderr } = await run("signup.funnel");
      assert.equal(code, 1);
      assert.ok(stdout.includes("Visit"));
      assert.match(
        stderr,
        /^signup\.funnel:14:3: error FNL6014 Expectation not met: conversion\(Visit -> SignUp\) >= 60%.*50/,
      );
      assert.equal(stderr.trim().split("\n").length, 1);
    });

    it("end with 0 where it only warns or can't be told", async () => {
      folder.write(
        "signup.funnel",
        funnelFile(
          "expect conversion >= 60% else warn\nexpect conversion >= 60% when actors(Visit) >= 100",
        ),
      );
      const { code, stderr } = await run("signup.funnel");
      assert.equal(code, 0);
      assert.match(
        stderr,
        /^signup\.funnel:14:3: warning FNL6015 Expectation not met, which only warns: conversion >= 60%/m,
      );
      assert.match(
        stderr,
        /^signup\.funnel:15:3: warning FNL6016 Not enough data to tell: conversion >= 60%/m,
      );
    });
  });

  describe("the folder that no path leaves", () => {
    const up = funnelFile("", "../events.csv");

    it("is the nearest one with .git above the file", async () => {
      mkdirSync(path.join(folder.path, ".git"));
      const file = folder.write("deep/er/x.funnel", funnelFile("", "../../events.csv"));
      const { code, stderr } = await funnel(["run", file], { cwd: path.join(folder.path, "deep") });
      assert.equal(code, 0, stderr);
    });

    it("is else the working folder, if the file lies in it", async () => {
      folder.write("deep/x.funnel", up);
      const inside = await funnel(["run", "deep/x.funnel"], { cwd: folder.path });
      assert.equal(inside.code, 0, inside.stderr);
    });

    it("is else the folder of the file", async () => {
      const file = folder.write("deep/x.funnel", up);
      const elsewhere = makeFolder();
      const { code, stderr } = await funnel(["run", file], { cwd: elsewhere.path });
      elsewhere.remove();
      assert.equal(code, 3);
      assert.match(stderr, /x\.funnel:1:17: error FNL5\d{3} /);
    });

    it("is what --root says", async () => {
      folder.write("deep/x.funnel", up);
      const narrow = await run("deep/x.funnel", "--root", "deep");
      assert.equal(narrow.code, 3);
      const wide = await funnel(["run", "x.funnel", "--root", ".."], {
        cwd: path.join(folder.path, "deep"),
      });
      assert.equal(wide.code, 0, wide.stderr);
      const missing = await run("deep/x.funnel", "--root", "nowhere");
      assert.equal(missing.code, 2);
      assert.match(missing.stderr, /--root: there is no folder nowhere/);
    });
  });

  const shop = path.join(import.meta.dirname, "../../../shared/data/simple_shop/events.csv");
  if (existsSync(shop)) {
    it("agrees with the known figures of simple_shop", async () => {
      const root = path.resolve(shop, "../..");
      const relative = path.relative(folder.path, shop).replaceAll(path.sep, "/");
      const text = `source shop from "${relative}" {
  actor user_id
  time timestamp
  event event
}

funnel Shop on shop {
  stage Catalog: catalog
  stage Cart: cart
  stage Paid: payment_done
}
`;
      folder.write("shop.funnel", text);
      const { code, stdout, stderr } = await run("shop.funnel", "--root", root, "--format", "json");
      assert.equal(code, 0, stderr);
      assert.deepEqual(counts(JSON.parse(stdout) as RunResult), [[3611, 1924, 653]]);
      assert.equal((JSON.parse(stdout) as RunResult).file, "shop.funnel");
    });
  }
});
