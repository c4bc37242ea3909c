import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import process from "node:process";
import { runCommand } from "../support/processes.ts";
import { inProject, projectRoot } from "../support/project.ts";
import { temporaryFolder } from "./support/shared.ts";

describe("npm start", function () {
  this.timeout(180_000);
  const endings: (() => void)[] = [];
  after(() => {
    for (const end of endings) end();
  });

  it("serves VS Code with the samples, and ends all of it on Ctrl-C", async () => {
    const temporary = await temporaryFolder("start");
    const child = spawn(
      process.execPath,
      [inProject("test/support/setup.mjs"), "test/vscode/start.ts", "--browser"],
      {
        cwd: projectRoot,
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
      },
    );
    endings.push(() => child.kill("SIGKILL"));
    const exited = once(child, "exit");
    let said = "";
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (text: Buffer) => {
        said += text.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said);
        if (found) resolve(found[0]);
      });
      child.on("exit", () => reject(new Error(`It ended:\n${said}`)));
    });
    assert.match(decodeURIComponent(url), /folder=\S*\/samples\b/);
    // The token in the address is changed for a cookie; without, nobody gets in.
    const entry = await fetch(url, { redirect: "manual" });
    const cookie = entry.headers.get("set-cookie") ?? "";
    const page = new URL(entry.headers.get("location") ?? "", url);
    assert.equal((await fetch(page, { headers: { cookie } })).status, 200);
    assert.equal((await fetch(page)).status, 403);

    child.kill("SIGINT");
    await exited;
    await assert.rejects(fetch(url), "nobody listens any more");
    const left = (await readdir(temporary)).filter((name) => name.startsWith("funnel"));
    assert.deepEqual(left, [], "no folder of ours is left");
    const { output } = await runCommand("git", ["status", "--porcelain", "samples"], {
      cwd: projectRoot,
    });
    assert.doesNotMatch(output, /^.M /m, "no sample was changed");
  });
});
