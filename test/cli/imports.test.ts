import assert from "node:assert/strict";
import { events, type Folder, funnel, funnelFile, makeFolder, processTime } from "./command.ts";

describe("imports on the command line", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    const [source = ""] = funnelFile().split("\nfunnel ");
    folder.write("data/events.csv", events);
    folder.write("data/web.funnel", source);
    folder.write(
      "shared/all.funnel",
      'import "../data/web.funnel"\nsegment ads = channel = "ads"\n',
    );
    const own = funnelFile("segment ads").slice(source.length);
    folder.write("flows/main.funnel", `import "../shared/all.funnel"\n${own}`);
  });
  afterEach(() => folder.remove());

  it("run a funnel over a source and a segment of other files", async () => {
    const args = ["run", "flows/main.funnel", "--format", "json"];
    const { code, stdout, stderr } = await funnel(args, { cwd: folder.path });
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const { results } = JSON.parse(stdout) as {
      results: { stages: { count: number }[] }[];
    };
    assert.deepEqual(
      results[0]?.stages.map(({ count }) => count),
      [2, 1, 1],
    );
  });

  it("say what is wrong with the files and with what they declare", async () => {
    folder.write("data/web.funnel", "source web from {\n}\n");
    const broken = await funnel(["check", "flows/main.funnel"], { cwd: folder.path });
    assert.match(broken.stdout, /^flows\/main\.funnel:3:\d+: error FNL2074 .*line 1 of \.\.\/data/);
    assert.equal(broken.code, 2);
    folder.write("flows/main.funnel", 'import "../shared/al.funnel"\n');
    const missing = await funnel(["check", "flows/main.funnel", "--no-data"], { cwd: folder.path });
    assert.match(missing.stdout, /FNL5050 .*Did you mean \.\.\/shared\/all\.funnel\?/);
    assert.equal(missing.code, 3);
  });

  it("never leave the folder", async () => {
    folder.write("outside.funnel", "segment x = y = 1\n");
    folder.write("flows/main.funnel", 'import "../outside.funnel"\n');
    const args = ["check", "main.funnel", "--root", "."];
    const { stdout } = await funnel(args, { cwd: `${folder.path}/flows` });
    assert.match(stdout, /FNL5052/);
  });
});
