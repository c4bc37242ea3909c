/** Mocha's dots or tree, and the counts in a file for `test/run.ts`: FUNNEL_TEST_COUNTS names it. */
import { writeFileSync } from "node:fs";
import process from "node:process";
import Mocha from "mocha";

const { Dot, Spec } = Mocha.reporters;
const Shown = process.env["FUNNEL_TEST_TREE"] === undefined ? Dot : Spec;

// oxlint-disable-next-line import/no-default-export -- mocha takes a reporter's default export
export default class CountingReporter extends Shown {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env["FUNNEL_TEST_COUNTS"];
      if (file !== undefined) writeFileSync(file, JSON.stringify({ passes, failures, pending }));
    });
  }
}
