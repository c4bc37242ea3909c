import assert from "node:assert/strict";
import { folderNameProblem, suggestFolderName } from "../../../client/data/folder-name.ts";

const known = { exports: "/x" };

describe("the name of a folder on this machine", () => {
  it("is what paths may have before their colon", () => {
    for (const name of ["crm", "_a", "выгрузки-2"]) {
      assert.equal(folderNameProblem(name, known), undefined, name);
    }
    for (const name of ["", "c", "2a", "-a", "a b", "a.b"]) {
      assert.equal(folderNameProblem(name, known), "form", name);
    }
  });

  it("is taken only by another folder, not by what every object has", () => {
    assert.equal(folderNameProblem("exports", known), "taken");
    assert.equal(folderNameProblem("constructor", known), undefined);
    assert.equal(folderNameProblem("toString", known), undefined);
  });

  it("is drafted from that of the folder", () => {
    assert.equal(suggestFolderName("crm exports (new)", known), "crm-exports-new-");
    assert.equal(suggestFolderName("2026", known), "exports");
  });
});
