import assert from "node:assert/strict";
import {
  type Change,
  type CountedStage,
  scenarioStages,
} from "../../../server/engine/kernel/scenario.ts";

const stages = (...counts: readonly number[]): CountedStage[] =>
  counts.map((count, index) => ({ name: "ABCDE"[index] ?? "", count, optional: false }));

function scenario(of: readonly CountedStage[], changes: readonly Change[], fromFirst = false) {
  return scenarioStages(of, changes, fromFirst).map((stage) => [
    stage.scenario_count,
    stage.scenario_share,
  ]);
}

describe("a scenario", () => {
  it("multiplies the shares along the funnel, the changed ones among them", () => {
    // 200 of 1000 are 20 %, a tenth more is 22 %: 220. A quarter of these is 55.
    const changes: Change[] = [
      { stage: "B", kind: "scale", share: 0.1 },
      { stage: "C", kind: "set", share: 0.25 },
    ];
    assert.deepEqual(scenario(stages(1000, 200, 40), changes), [
      [1000, null],
      [220, 0.22],
      [55, 0.25],
    ]);
  });

  it("leaves the later shares as they are", () => {
    // Half of 200, then a fifth of them as before.
    assert.deepEqual(
      scenario(stages(1000, 200, 40), [{ stage: "B", kind: "scale", share: -0.5 }]),
      [
        [1000, null],
        [100, 0.1],
        [20, 0.2],
      ],
    );
  });

  it("never goes above everybody", () => {
    assert.deepEqual(scenario(stages(10, 8, 4), [{ stage: "B", kind: "scale", share: 0.5 }]), [
      [10, null],
      [10, 1],
      [5, 0.5],
    ]);
  });

  it("takes optional stages along, as a part of the stage before them", () => {
    const [a, b, c] = stages(100, 20, 50);
    assert.ok(a && b && c);
    const changes: Change[] = [{ stage: "C", kind: "set", share: 1 }];
    assert.deepEqual(scenario([a, { ...b, optional: true }, c], changes), [
      [100, null],
      [20, 0.2],
      [100, 1],
    ]);
  });

  it("changes one stage alone where each is counted from the first", () => {
    assert.deepEqual(
      scenario(stages(100, 50, 10), [{ stage: "B", kind: "set", share: 0.8 }], true),
      [
        [100, null],
        [80, 0.8],
        [10, 0.1],
      ],
    );
  });

  it("can't tell a part of a share that nobody knows, but sets it", () => {
    assert.deepEqual(scenario(stages(10, 0, 0), [{ stage: "B", kind: "set", share: 0.5 }]), [
      [10, null],
      [5, 0.5],
      [null, null],
    ]);
    assert.deepEqual(scenario(stages(10, 0, 0), [{ stage: "C", kind: "set", share: 0.5 }]), [
      [10, null],
      [0, 0],
      [0, 0.5],
    ]);
  });

  it("rounds once: a third of a third of a million", () => {
    // 1,000,000 / 9 = 111,111.111111…
    const third: Change = { stage: "C", kind: "scale", share: 0 };
    assert.deepEqual(
      scenario(stages(3_000_000, 1_000_000, 333_333), [third])[2],
      [333_333, 0.333333],
    );
  });
});
