import assert from "node:assert/strict";
import { panelHtml } from "../../../client/panel/html.ts";

const parts = {
  cspSource: "https://view.example",
  nonce: "abc123",
  script: "https://view.example/panel.js",
  style: "https://view.example/panel.css",
  language: "ru",
  title: "Funnel: shop.funnel",
};

describe("the page of a result panel", () => {
  it("allows its own script and style, and nothing else", () => {
    const html = panelHtml(parts);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy?.replaceAll("&#39;", "'"),
      "default-src 'none'; script-src 'nonce-abc123'; style-src https://view.example; " +
        "img-src https://view.example data:; font-src https://view.example",
    );
    assert.doesNotMatch(html, /unsafe/);
    assert.deepEqual(html.match(/<script\b[^>]*>/g), [
      '<script nonce="abc123" src="https://view.example/panel.js">',
    ]);
  });

  it("keeps a file's name from becoming markup", () => {
    const html = panelHtml({ ...parts, title: '</title><script>alert("1")</script>' });
    assert.doesNotMatch(html, /<script>/);
    assert.match(html, /<title>&lt;\/title&gt;&lt;script&gt;/);
  });
});
