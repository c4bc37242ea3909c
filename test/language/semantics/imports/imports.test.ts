import assert from "node:assert/strict";
import {
  type Analysis,
  analyze,
  applyEdits,
  type Catalog,
  describeFinding,
} from "../../../../language/index.ts";
import { fakeCatalog } from "../../../support/catalog.ts";
import { withFiles } from "../../../support/files.ts";
import { source, webEvents } from "../../../support/mistakes.ts";

const segments = 'segment ads = channel = "ads"\nsegment seo = channel = "seo"\n';
const stages = "  stage A: visit\n  stage B: sign_up\n";
const onWeb = (...lines: readonly string[]): string =>
  `funnel F on web {\n${lines.map((line) => `  ${line}\n`).join("")}${stages}}\n`;

function look(
  text: string,
  files: Readonly<Record<string, string>>,
  catalog: Catalog = webEvents,
): Analysis {
  return analyze(text, withFiles(catalog, files), { name: "main.funnel" });
}

/** Codes with the texts that they are about. */
function found(text: string, files: Readonly<Record<string, string>>, catalog?: Catalog) {
  return look(text, files, catalog).diagnostics.map(
    ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
  );
}

function fixes(text: string, files: Readonly<Record<string, string>>): readonly string[] {
  return look(text, files).diagnostics.flatMap(({ fixes: all = [] }) =>
    all.map(({ edits }) => applyEdits(text, edits)),
  );
}

describe("imports", () => {
  it("make what another file declares usable, also above", () => {
    const text = `${onWeb("segment ads")}import "shared/s.funnel"\n`;
    const { program, diagnostics } = look(text, { "shared/s.funnel": source + segments }, shared);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      program.funnels.map(({ name, runnable, segments: used }) => [name, runnable, used.length]),
      [["F", true, 1]],
    );
    assert.deepEqual(
      program.sources.map(({ name, file }) => [name, file]),
      [["web", "shared/s.funnel"]],
    );
  });

  it("reach through files that import others, from their folders", () => {
    const files = {
      "shared/a.funnel": 'import "../data/web.funnel"\nimport "deep/s.funnel"\n',
      "data/web.funnel": source,
      "shared/deep/s.funnel": segments,
    };
    const catalog = fakeCatalog({ "data/e.csv": columns });
    const text = `import "./shared/x/../a.funnel"\n${onWeb("segment seo")}`;
    const { program, diagnostics } = look(text, files, catalog);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      program.sources.map(({ file, location }) => [file, location.path]),
      [["data/web.funnel", "data/e.csv"]],
    );
    assert.equal(program.funnels[0]?.runnable, true);
  });

  it("read the data of an imported source from its own folder, out of it too", () => {
    const asked = (written: string): unknown => {
      const file = `source web from "${written}" {\n  actor user_id\n  time ts\n  event name\n}\n`;
      const { needs } = look(`import "lib/a/web.funnel"\n${onWeb()}`, { "lib/a/web.funnel": file });
      return needs.map((need) => (need.kind === "table" ? need.location.path : need.kind));
    };
    assert.deepEqual(asked("x.csv"), ["lib/a/x.csv"]);
    assert.deepEqual(asked("../../x/*.csv"), ["x/*.csv"]);
    assert.deepEqual(asked("../../../x.csv"), ["../x.csv"]);
    assert.deepEqual(asked("/x.csv"), ["/x.csv"]);
    assert.deepEqual(asked("exports:x.csv"), ["exports:x.csv"]);
  });

  it("run the funnels of the file itself only", () => {
    const other = source + onWeb().replace("funnel F", "funnel Other");
    const { program } = look(`import "a.funnel"\n${onWeb()}`, { "a.funnel": other });
    assert.deepEqual(
      program.funnels.map(({ name }) => name),
      ["F"],
    );
  });

  it("ask for files that aren't known yet, and say nothing of names meanwhile", () => {
    const text = `import "a.funnel"\n${onWeb("segment ads")}`;
    const analysis = analyze(text, webEvents);
    assert.deepEqual(analysis.needs, [{ kind: "file", path: "a.funnel" }]);
    assert.deepEqual(analysis.diagnostics, []);
    assert.equal(analysis.program.funnels[0]?.runnable, false);
  });

  it("take the source of the file itself where a funnel names none", () => {
    const own = `${source.replace("web", "mine")}import "a.funnel"\n`;
    const files = { "a.funnel": source + segments };
    const text = `${own}${onWeb("segment ads").replace(" on web", "")}`;
    const { program, diagnostics } = look(text, files);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(program.funnels[0]?.sources, ["mine"]);
    const imported = look(`import "a.funnel"\n${onWeb().replace(" on web", "")}`, files);
    assert.deepEqual(imported.diagnostics, []);
    assert.deepEqual(imported.program.funnels[0]?.sources, ["web"]);
  });

  it("keep references apart by their file", () => {
    const text = `import "a.funnel"\n${onWeb("segment seo")}`;
    const { references } = look(text, { "a.funnel": source + segments });
    const seen = references
      .filter(({ target }) => target.file !== undefined)
      .map(({ span, target }) => {
        const { start, end } = target.declaration;
        return [
          text.slice(span.start, span.end),
          target.file,
          (source + segments).slice(start, end),
        ];
      });
    assert.deepEqual(seen, [
      ["web", "a.funnel", "web"],
      ["seo", "a.funnel", "seo"],
    ]);
  });
});

describe("imports of params, connections and funnels", () => {
  it("work as if they stood here", () => {
    const files = {
      "a.funnel": `${source}param minimum = 10\nconnection house clickhouse {\n  url env("URL")\n}\n`,
    };
    const text = `import "a.funnel"\n${onWeb("where amount > $minimum")}`;
    const catalog = { ...webEvents, variable: () => true };
    const { diagnostics, program } = look(text, files, catalog);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      program.params.map(({ name, file }) => [name, file]),
      [["minimum", "a.funnel"]],
    );
    assert.deepEqual(
      program.connections.map(({ name, file, nameSpan }) => [
        name,
        file,
        files["a.funnel"].slice(nameSpan.start, nameSpan.end),
      ]),
      [["house", "a.funnel", "house"]],
    );
  });

  it("parse a file once, however often its importers change", () => {
    const files = { "a.funnel": source + segments };
    const [one, two] = [onWeb("segment ads"), onWeb("segment seo", "window 3 days")].map(
      (text) => look(`import "a.funnel"\n${text}`, files).imports[0]?.tree,
    );
    assert.ok(one !== undefined);
    assert.equal(one, two);
  });
});

const columns = {
  user_id: "text",
  ts: "time",
  name: { visit: 9, sign_up: 5 },
  channel: "text",
} as const;
const shared = fakeCatalog({ "shared/e.csv": columns });

describe("a study of an imported funnel", () => {
  const files = { "a.funnel": `// The weekly one.\n${onWeb()}` };
  const goal = "audience A on F = reached visit\n".replace("visit", "A");

  it("has it beside the funnels of the file, with its own places", () => {
    const { program, diagnostics } = look(`import "a.funnel"\n${source}${goal}`, files);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
    assert.deepEqual(program.funnels, []);
    const [funnel, ...others] = program.imported;
    assert.ok(funnel);
    assert.deepEqual(others, []);
    assert.deepEqual([funnel.name, funnel.file, funnel.runnable], ["F", "a.funnel", true]);
    const text = files["a.funnel"];
    assert.equal(text.slice(funnel.nameSpan.start, funnel.nameSpan.end), "F");
    assert.deepEqual(
      program.studies.map(({ name, runnable }) => [name, runnable]),
      [["A", true]],
    );
  });

  it("has none that no study is on, and none of the same name as its own", () => {
    const { program } = look(`import "a.funnel"\n${source}${onWeb()}${goal}`, files);
    assert.deepEqual(
      [program.funnels, program.imported].map(({ length }) => length),
      [1, 0],
    );
    const unused = look(`import "a.funnel"\n${source}${onWeb().replace("F", "G")}`, files);
    assert.deepEqual(unused.program.imported, []);
  });
});

describe("mistakes in imports", () => {
  const text = `import "a.funnel"\n${onWeb("segment ads")}`;

  it("FNL2065: something that isn't a funnel file", () => {
    assert.deepEqual(found(`import "a.csv"\n${source}`, {}), ['FNL2065 "a.csv"']);
    assert.deepEqual(found(`import ""\n${source}`, {}), ['FNL2065 ""']);
    assert.deepEqual(fixes(`import "a.csv"\n${source}`, {}), []);
  });

  it("FNL2065: a name without its ending, and a folder", () => {
    const beside: Catalog = {
      ...webEvents,
      files: () => [
        { path: "parts.funnel", kind: "funnel", bytes: 1 },
        { path: "shared", kind: "folder", bytes: 0 },
        { path: "shared/more.csv", kind: "data", bytes: 1 },
        { path: "shared/segments.funnel", kind: "funnel", bytes: 1 },
      ],
    };
    const offered = (path: string, catalog = beside): readonly string[] => {
      const text = `import "${path}"\n${source}`;
      const { diagnostics } = analyze(text, catalog, { name: "main.funnel" });
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ["FNL2065"],
      );
      return diagnostics.flatMap(({ fixes: all = [] }) =>
        all.map(({ edits }) => applyEdits(text, edits).split("\n")[0] ?? ""),
      );
    };
    assert.deepEqual(offered("parts"), ['import "parts.funnel"']);
    assert.deepEqual(offered("./parts.fun"), ['import "parts.funnel"']);
    for (const path of ["shared", "shared/", "./shared", "shared/*"])
      assert.deepEqual(offered(path), ['import "shared/segments.funnel"'], path);
    // Where nobody knows what is there, the ending is what is missing.
    assert.deepEqual(offered("shared", webEvents), ['import "shared.funnel"']);
    assert.deepEqual(analyze('import "shared"', webEvents).needs, [{ kind: "files", folder: "" }]);
  });

  it("FNL2066: absolute paths and addresses", () => {
    for (const path of ["/a.funnel", "~/a.funnel", "C:/a.funnel", "https://x.org/a.funnel"])
      assert.deepEqual(found(`import "${path}"\n${source}`, {}), [`FNL2066 "${path}"`]);
  });

  it("FNL2067: backslashes", () => {
    const wrong = `import "lib\\\\a.funnel"\n${source}${onWeb("segment ads")}`;
    const files = { "lib/a.funnel": segments };
    assert.deepEqual(found(wrong, files), ['FNL2067 "lib\\\\a.funnel"']);
    assert.deepEqual(fixes(wrong, files), [wrong.replace("\\\\", "/")]);
  });

  it("FNL2068: the file itself", () => {
    const wrong = `import "./main.funnel"\n${source}${onWeb()}`;
    assert.deepEqual(found(wrong, {}), ['FNL2068 "./main.funnel"']);
    assert.deepEqual(fixes(wrong, {}), [source + onWeb()]);
  });

  it("FNL2069: files that import each other, said at each of them", () => {
    const files = {
      "main.funnel": `import "lib/b.funnel"\n${source}${onWeb("segment ads")}`,
      "lib/b.funnel": `import "c.funnel"\n${segments}`,
      "lib/c.funnel": 'import "../main.funnel"\n',
    };
    const { diagnostics, program } = look(files["main.funnel"], files);
    assert.deepEqual(
      diagnostics.map(({ code, args }) => [code, args]),
      [["FNL2069", { ring: ["main.funnel", "lib/b.funnel", "lib/c.funnel", "main.funnel"] }]],
    );
    assert.deepEqual(
      diagnostics[0]?.related?.map(({ file, span }) => [
        file,
        files[file as keyof typeof files].slice(span.start, span.end),
      ]),
      [
        ["lib/b.funnel", '"c.funnel"'],
        ["lib/c.funnel", '"../main.funnel"'],
      ],
    );
    assert.equal(program.funnels[0]?.runnable, true);
  });

  it("are said of a ring by its files alone", () => {
    const files = {
      "b.funnel": `import "c.funnel"\n${segments}`,
      "c.funnel": 'import "b.funnel"\n',
    };
    assert.deepEqual(found(`import "b.funnel"\n${source}${onWeb("segment ads")}`, files), []);
  });

  it("FNL2070: the same file twice", () => {
    const twice = `import "a.funnel"\nimport "./a.funnel"\n${onWeb("segment ads")}`;
    const files = { "a.funnel": source + segments };
    assert.deepEqual(found(twice, files), ['FNL2070 import "./a.funnel"']);
    assert.deepEqual(fixes(twice, files), [text]);
  });

  it("FNL2071: nothing of the file is used", () => {
    const unused = `import "a.funnel"\n${source}${onWeb()}`;
    const [hint] = look(unused, { "a.funnel": segments }).diagnostics;
    assert.deepEqual([hint?.code, hint?.severity, hint?.unnecessary], ["FNL2071", "hint", true]);
    assert.deepEqual(fixes(unused, { "a.funnel": segments }), [source + onWeb()]);
    // Files that only gather others are there for those that import them.
    assert.deepEqual(found('import "a.funnel"\n', { "a.funnel": segments }), []);
    const through = { "a.funnel": 'import "b.funnel"', "b.funnel": source + segments };
    assert.deepEqual(found(text, through), []);
  });

  it("FNL2072: a name that is declared there, too", () => {
    const files = { "a.funnel": source + segments };
    const twice = `${text}segment ads = channel = "seo"\n`;
    assert.deepEqual(found(twice, files), ["FNL2072 ads"]);
    const [related] = look(twice, files).diagnostics[0]?.related ?? [];
    assert.equal(related?.file, "a.funnel");
    assert.equal(files["a.funnel"].slice(related.span.start, related.span.end), "ads");
    assert.equal(look(twice, files).program.funnels[0]?.runnable, true);
    const other = `import "a.funnel"\n${source}${onWeb()}`;
    assert.deepEqual(found(other, files), ["FNL2072 web"]);
    assert.equal(look(other, files).program.funnels[0]?.runnable, false);
  });

  it("FNL2073: a name that two imported files declare", () => {
    const files = { "a.funnel": source + segments, "b.funnel": 'segment ads = channel = "b"\n' };
    const both = `import "a.funnel"\nimport "b.funnel"\n${onWeb("segment ads")}`;
    assert.deepEqual(found(both, files), ['FNL2073 "b.funnel"']);
    assert.deepEqual(
      look(both, files)
        .diagnostics.find(({ code }) => code === "FNL2073")
        ?.related?.map(({ file }) => file),
      ["a.funnel", "b.funnel"],
    );
  });

  it("FNL2074: what has an error in its own file is named at its use", () => {
    const files = {
      "a.funnel": `${source}\nsegment ads = chanel = "ads"\nsegment ok = amount > 1\n`,
    };
    const { diagnostics, program } = look(text, files);
    assert.deepEqual(found(text, files), ["FNL2074 ads"]);
    assert.equal(program.funnels[0]?.runnable, false);
    const [problem] = diagnostics;
    assert.ok(problem);
    const message = describeFinding(problem, "en");
    assert.match(message, /^`ads` can't be used: see line 8 of a\.funnel\. .*chanel/);
    const [related] = problem.related ?? [];
    assert.equal(related?.file, "a.funnel");
    assert.equal(files["a.funnel"].slice(related.span.start, related.span.end), "chanel");
    assert.deepEqual(found(text.replace("segment ads", "segment ok"), files), []);
  });

  it("FNL2074: what is broken is named once in each declaration that uses it or parts of it", () => {
    const files = {
      "a.funnel": `${source.replace("event name", "event name\n  let big = amount > ")}${onWeb()}`,
    };
    const text = `import "a.funnel"\naudience P on F = reached A not reached B\naudience Q on F = reached B\n${onWeb("where big").replaceAll("F", "G").replace("stage A: ", "stage A: web.")}`;
    assert.deepEqual(
      found(text, files).filter((one) => one.startsWith("FNL2074")),
      ["FNL2074 F", "FNL2074 F", "FNL2074 web"],
    );
  });

  it("FNL2074: sources whose text or data are broken, named or not", () => {
    const broken = { "a.funnel": source.replace("  time ts\n", "  time\n") + segments };
    assert.deepEqual(found(text, broken), ["FNL2074 web"]);
    assert.deepEqual(found(text.replace(" on web", ""), broken), ["FNL2074 F"]);
    const failing: Catalog = {
      ...webEvents,
      table: () => ({ kind: "failure", code: "FNL5002", args: { path: "e.csv", suggestion: "" } }),
    };
    const [problem] = look(text, { "a.funnel": source + segments }, failing).diagnostics;
    assert.match(problem ? describeFinding(problem, "en") : "", /There is no file e\.csv/);
  });

  it("FNL2075: too many files", () => {
    const files = Object.fromEntries(
      Array.from({ length: 201 }, (_, index) => [
        `f${index}.funnel`,
        `segment s${index} = amount > 1\n`,
      ]),
    );
    const imports = Object.keys(files).map((file) => `import "${file}"\n`);
    assert.deepEqual(
      found(imports.join("") + source + onWeb(), files).filter((one) => !one.startsWith("FNL2071")),
      ['FNL2075 "f200.funnel"'],
    );
  });

  it("FNL2002: a segment that none of the files has, with the imported one that was meant", () => {
    const files = { "a.funnel": segments };
    const wrong = `import "a.funnel"\n${source}${onWeb("segment add", "segment seo")}`;
    const [problem] = look(wrong, files).diagnostics;
    assert.ok(problem);
    assert.equal(
      describeFinding(problem, "en"),
      "There is no segment `add` in this file or in those that it imports. Did you mean `ads`?",
    );
    assert.deepEqual(fixes(wrong, files), [wrong.replace("segment add", "segment ads")]);
  });

  it("FNL5050: no such file, with one that was meant", () => {
    const files = { "a.funnel": source + segments };
    assert.deepEqual(found(text.replace("a.funnel", "A.funnel"), files), ['FNL5050 "A.funnel"']);
    assert.deepEqual(fixes(text.replace("a.funnel", "A.funnel"), files), [text]);
  });

  it("leave the figures of other funnels alone", () => {
    const files = { "a.funnel": `${segments}segment broken =\n` };
    const mixed = `import "a.funnel"\n${source}${onWeb("segment ads")}${onWeb("segment broken").replace("F", "G")}`;
    const { program } = look(mixed, files);
    assert.deepEqual(
      program.funnels.map(({ name, runnable }) => [name, runnable]),
      [
        ["F", true],
        ["G", false],
      ],
    );
  });
});
