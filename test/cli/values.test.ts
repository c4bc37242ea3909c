import assert from "node:assert/strict";
import { parseAsOf } from "../../server/cli/as-of.ts";
import { decode } from "../../server/engine/run/funnel-text.ts";
import { similarTo } from "../../server/cli/similar.ts";
import { environmentLocale, openTerminal } from "../../server/cli/terminal.ts";

describe("values of the command line", () => {
  describe("--as-of", () => {
    for (const [text, instant] of [
      ["2026-03-31", "2026-03-31T23:59:59.999999Z"],
      ["2026-03-31T22:10", "2026-03-31T22:10:00Z"],
      ["2026-03-31 22:10:05.25", "2026-03-31T22:10:05.25Z"],
      ["2026-03-31T22:10:00+03:00", "2026-03-31T22:10:00+03:00"],
      ["2024-02-29", "2024-02-29T23:59:59.999999Z"],
      ["2026-02-29", undefined],
      ["2026-03-31T25:00", undefined],
      ["2026-03-31T22:10+03", undefined],
      ["31.03.2026", undefined],
      ["", undefined],
      ["1699-12-31", undefined],
      ["2250-12-31", "2250-12-31T23:59:59.999999Z"],
      ["9999-12-31", undefined],
    ] as const) {
      it(`"${text}" is ${instant ?? "no point in time"}`, () => {
        assert.equal(parseAsOf(text), instant);
      });
    }
  });

  describe("did-you-mean", () => {
    const words = ["--format", "--funnel", "--root", "--as-of"];
    for (const [word, meant] of [
      ["--fromat", "--format"],
      ["--FUNEL", "--funnel"],
      ["--rot", "--root"],
      ["--asof", "--as-of"],
      ["--colour", undefined],
      ["x", undefined],
    ] as const) {
      it(`${word} is ${meant ?? "nothing near"}`, () => {
        assert.equal(similarTo(word, words), meant);
      });
    }
  });

  describe("the environment", () => {
    it("tells the language as POSIX orders its variables", () => {
      assert.equal(environmentLocale({}), "en");
      assert.equal(environmentLocale({ LANG: "ru_RU.UTF-8" }), "ru");
      assert.equal(environmentLocale({ LANG: "ru_RU.UTF-8", LC_ALL: "C" }), "en");
      assert.equal(environmentLocale({ LANG: "C", LC_MESSAGES: "ru_RU" }), "ru");
      assert.equal(environmentLocale({ LANG: "ru", LC_ALL: "" }), "ru");
    });

    it("tells whether the terminal draws more than ASCII", () => {
      const unicode = (env: Record<string, string>): boolean =>
        openTerminal(process, env, { colour: false }).unicode;
      assert.equal(unicode({}), true);
      assert.equal(unicode({ LANG: "ru_RU.utf8" }), true);
      assert.equal(unicode({ LANG: "ru_RU.KOI8-R" }), false);
      assert.equal(unicode({ TERM: "linux" }), false);
    });
  });

  describe("the bytes of a file", () => {
    it("keep the byte order mark", () => {
      assert.deepEqual(decode(Buffer.from("\uFEFFa")), { ok: true, text: "\uFEFFa" });
    });

    for (const [name, bytes, line] of [
      ["in the first line", [0x61, 0xe9, 0x62], 1],
      ["in the third line", [0x0a, 0x0a, 0x61, 0xff], 3],
      ["cut off at the end", [0x0a, 0xd0], 2],
      ["before a line end", [0x61, 0xe9, 0x0a, 0x61], 1],
    ] as const) {
      it(`that aren't UTF-8 are found: ${name}`, () => {
        assert.deepEqual(decode(Uint8Array.from(bytes)), {
          ok: false,
          problem: { kind: "not-utf-8", line },
        });
      });
    }
  });
});
