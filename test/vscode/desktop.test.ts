import assert from "node:assert/strict";
import { canShowWindows, compareVersions } from "./desktop.ts";

describe("the choice of a VS Code for npm start", () => {
  it("takes a desktop only where a window can be shown", () => {
    const linux = { platform: "linux", env: { DISPLAY: ":0" }, isRoot: false } as const;
    assert.equal(canShowWindows(linux), true);
    assert.equal(canShowWindows({ ...linux, env: { WAYLAND_DISPLAY: "wayland-0" } }), true);
    assert.equal(canShowWindows({ ...linux, env: {} }), false);
    assert.equal(canShowWindows({ ...linux, isRoot: true }), false);
    assert.equal(canShowWindows({ ...linux, platform: "darwin", env: {} }), true);
    // In the terminal of a remote window `code` opens files in that window.
    const remote = { DISPLAY: ":0", VSCODE_IPC_HOOK_CLI: "/tmp/socket" };
    assert.equal(canShowWindows({ ...linux, env: remote }), false);
    assert.equal(canShowWindows({ ...linux, env: { WSL_DISTRO_NAME: "Debian" } }), false);
  });

  it("compares versions by their numbers", () => {
    assert.ok(compareVersions("1.99.3", "1.106.0") < 0);
    assert.ok(compareVersions("1.106.0", "1.106.0") === 0);
    assert.ok(compareVersions("2.0.1", "1.106.0") > 0);
  });
});
