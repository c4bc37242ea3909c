import type {
  OpenPeopleParams,
  PeopleList,
  PeopleOffer,
  Refusal,
} from "../../server/protocol/index.ts";
import type { PageContext } from "./context.ts";
import { button, element } from "./dom.ts";
import { menu } from "./menu.ts";
import type { Outcome } from "./outcome.ts";
import { type Grid, createGrid } from "./people-grid.ts";
import { renderWhy } from "./why.ts";

/** The people behind a funnel or study: a list below its chart, and why each of them is where they are. */
export interface PeopleView {
  readonly root: HTMLElement;
  /** Absent where nobody can be shown. */
  readonly showStage?: (stage: string, who: "reached" | "dropped") => void;
  /** Of a study that is a list of people. */
  readonly showStudy?: () => void;
  readonly dispose: () => void;
}

type Asked = Pick<OpenPeopleParams, "of" | "order" | "reason">;

export function createPeople(
  { funnel, people: offer }: Exclude<Outcome, { kind: "failure" }>,
  name: string,
  context: PageContext,
): PeopleView {
  const { strings } = context;
  const words = strings.people;
  const titleId = `${name}-people`;
  const root = element("div", {
    class: "people",
    attributes: { role: "region", "aria-labelledby": titleId },
  });
  root.hidden = true;
  if (offer === undefined) return { root, dispose: () => {} };
  const { basis } = offer;

  /** Where the focus was before. */
  let from: Element | null = null;
  let asked: Asked | undefined;
  let list: PeopleList | undefined;
  let grid: Grid | undefined;
  /** Tells a later question from an earlier one, whose answer nobody waits for any more. */
  let turn = 0;
  /** How many answers nobody has got yet. */
  let pending = 0;
  const hidden = new Set<string>();
  const whyPlace = element("div", { class: "why" });
  const status = element("p", { class: "people-status", attributes: { role: "status" } });

  const drop = (): void => {
    grid?.dispose();
    grid = undefined;
    if (list !== undefined) context.send({ kind: "closePeople", list: list.list });
    list = undefined;
  };
  /** Nobody waits for what is asked. */
  const leave = (): void => {
    turn++;
    if (pending > 0) context.send({ kind: "leavePeople", funnel });
  };
  const close = (): void => {
    leave();
    drop();
    asked = undefined;
    root.hidden = true;
    root.replaceChildren();
    if (from instanceof HTMLElement || from instanceof SVGElement) from.focus();
  };
  const closeWhy = (): void => {
    leave();
    whyPlace.replaceChildren();
    whyPlace.hidden = true;
    grid?.focus();
  };

  /** `sorted`: the column whose heading has the focus. */
  const open = async (wanted: Asked, sorted?: string): Promise<void> => {
    const mine = ++turn;
    drop();
    asked = wanted;
    whyPlace.hidden = true;
    status.textContent = words.looking;
    root.hidden = false;
    root.replaceChildren(bar(wanted, ""), status);
    root.scrollIntoView({ block: "nearest" });
    pending++;
    try {
      const answer = await context.ask("funnel/people", { funnel, basis, ...wanted });
      if (mine !== turn) {
        if (answer.kind === "list") context.send({ kind: "closePeople", list: answer.list });
        return;
      }
      if (answer.kind === "refused") refuse(wanted, answer);
      else {
        list = answer;
        show(wanted, answer);
        if (sorted !== undefined) grid?.focusHeading(sorted);
      }
    } catch {
      if (mine === turn) status.textContent = words.failed;
    } finally {
      pending--;
    }
  };

  const refuse = (wanted: Asked, { message, isStale }: Refusal): void => {
    status.textContent = message;
    const again = button(strings.runAgain, () => context.send({ kind: "run", funnel }), {
      class: "secondary",
    });
    const line = element("div", { class: "people-refused" }, [status, ...(isStale ? [again] : [])]);
    const head = bar(wanted, "");
    root.replaceChildren(head, line);
    head.querySelector("button")?.focus();
  };

  const gridOf = (wanted: Asked, found: PeopleList): Grid =>
    createGrid({
      list: found,
      // Without a name nobody is anybody.
      columns: found.columns.filter(({ id }) => id === "actor" || !hidden.has(id)),
      name: titleId,
      words,
      order: wanted.order,
      load: async (offset, limit) => {
        try {
          const params = { list: found.list, offset, limit };
          const answer = await context.ask("funnel/peopleRows", params);
          if (answer.kind === "rows") return answer.rows;
          if (found === list) status.textContent = answer.message;
        } catch {
          if (found === list) status.textContent = words.failed;
        }
        return undefined;
      },
      onSort: (column) => {
        const { order, ...others } = wanted;
        void open({ ...others, ...orderAfter(order, column) }, column);
      },
      onWhy: (actor) => void why(actor),
    });

  const show = (wanted: Asked, found: PeopleList): void => {
    status.textContent = found.total === 0 ? words.nobody : "";
    grid?.dispose();
    grid = gridOf(wanted, found);
    const body = element("div", { class: "people-parts" }, [grid.root, whyPlace]);
    root.replaceChildren(
      bar(wanted, found.title, found),
      ...reasons(wanted, found),
      status,
      ...(found.total === 0 ? [] : [body]),
    );
    root.scrollIntoView({ block: "nearest" });
    grid.draw();
    if (found.total > 0) grid.focus();
    else root.querySelector("button")?.focus();
  };

  const why = async (actor: string): Promise<void> => {
    const mine = ++turn;
    const wait = element("p", { text: words.looking, attributes: { role: "status" } });
    whyPlace.replaceChildren(wait);
    whyPlace.hidden = false;
    pending++;
    try {
      const answer = await context.ask("funnel/explain", { funnel, basis, actor });
      if (mine !== turn) return;
      if (answer.kind === "refused") {
        wait.textContent = answer.message;
        return;
      }
      whyPlace.replaceChildren(renderWhy(answer, words, closeWhy));
      whyPlace.querySelector<HTMLElement>("button")?.focus();
    } catch {
      if (mine === turn) wait.textContent = words.failed;
    } finally {
      pending--;
    }
  };

  const bar = (wanted: Asked, title: string, found?: PeopleList): HTMLElement =>
    element("div", { class: "people-bar" }, [
      element("h3", { text: title, attributes: { id: titleId } }),
      ...whose(wanted.of, offer),
      ...(found === undefined || found.total === 0 ? [] : [columnsMenu(found), saveButton(found)]),
      button(words.close, close, { class: "secondary" }),
    ]);

  const whose = (of: Asked["of"], { stages }: PeopleOffer): HTMLElement[] => {
    if (of.kind === "study") return [];
    const { stage } = of;
    if (stages.find((each) => each.stage === stage)?.dropped !== true) return [];
    const choice = (kind: "reached" | "dropped", text: string): HTMLElement =>
      button(text, () => void open({ of: { kind, stage } }), {
        attributes: { "aria-pressed": String(of.kind === kind) },
      });
    return [
      element(
        "div",
        { class: "toggle", attributes: { role: "group", "aria-label": words.whose } },
        [choice("reached", words.reached), choice("dropped", words.dropped)],
      ),
    ];
  };

  const reasons = (wanted: Asked, found: PeopleList): HTMLElement[] => {
    if (found.reasons.length < 2) return [];
    const choice = (text: string, key?: string): HTMLElement => {
      const { of, order } = wanted;
      const next: Asked = {
        of,
        ...(order === undefined ? {} : { order }),
        ...(key === undefined ? {} : { reason: key }),
      };
      return button(text, () => void open(next), {
        attributes: { "aria-pressed": String(wanted.reason === key) },
      });
    };
    return [
      element(
        "div",
        { class: "people-reasons", attributes: { role: "group", "aria-label": words.reasons } },
        [choice(words.all), ...found.reasons.map(({ text, key }) => choice(text, key))],
      ),
    ];
  };

  const columnsMenu = (found: PeopleList): HTMLElement => {
    const boxes = found.columns
      .filter(({ id }) => id !== "actor")
      .map(({ id, title }) => {
        const box = element("input", { attributes: { type: "checkbox" } });
        box.checked = !hidden.has(id);
        box.addEventListener("change", () => {
          if (box.checked) hidden.delete(id);
          else hidden.add(id);
          if (asked !== undefined) redraw(asked, found);
        });
        return element("label", {}, [box, element("span", { text: title })]);
      });
    return menu(words.columns, boxes);
  };

  /** With other columns: the menu stays open, with the focus where it is. */
  const redraw = (wanted: Asked, found: PeopleList): void => {
    const before = grid;
    grid = gridOf(wanted, found);
    before?.root.replaceWith(grid.root);
    before?.dispose();
    grid.draw();
  };

  const saveButton = (found: PeopleList): HTMLElement =>
    button(
      words.save,
      () =>
        context.send({
          kind: "save",
          name: found.title,
          extensions: ["csv", "parquet"],
          content: { kind: "people", list: found.list },
        }),
      { class: "secondary" },
    );

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (whyPlace.hidden) close();
    else closeWhy();
  });

  const start = (wanted: Asked): void => {
    if (!root.contains(document.activeElement)) from = document.activeElement;
    void open(wanted);
  };
  return {
    root,
    ...(offer.stages.length === 0
      ? {}
      : { showStage: (stage, kind) => start({ of: { kind, stage } }) }),
    ...(offer.list === undefined ? {} : { showStudy: () => start({ of: { kind: "study" } }) }),
    dispose: () => {
      leave();
      drop();
    },
  };
}

/** The same column again turns the order around, and a third time takes it back. */
function orderAfter(order: Asked["order"], column: string): Pick<Asked, "order"> {
  if (order?.column !== column) return { order: { column } };
  return order.descending === true ? {} : { order: { column, descending: true } };
}
