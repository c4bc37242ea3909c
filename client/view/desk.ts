import type { AnswerMessage, DeskMessage, Questions } from "../panel/desk-messages.ts";
import type { Guard } from "../panel/guards.ts";
import { isExplained, isExported, isOpened, isRead } from "../panel/people-guards.ts";

type Send = (message: DeskMessage) => void;
type Method = keyof Questions;

/** Asks the extension what only the data know. */
export interface Desk {
  /** @throws where there is no answer, or one of another form than this version knows */
  ask<M extends Method>(method: M, params: Questions[M][0], send?: Send): Promise<Questions[M][1]>;
  /** What the extension answered, perhaps to an earlier page. */
  receive(answer: AnswerMessage): void;
}

const guards: { readonly [M in Method]: Guard<Questions[M][1]> } = {
  "funnel/people": isOpened,
  "funnel/peopleRows": isRead,
  "funnel/explain": isExplained,
  "funnel/export": isExported,
};

/** `sendAll`: where nothing else is said with a question. */
export function createDesk(sendAll?: Send): Desk {
  const waiting = new Map<number, (answer: object | null) => void>();
  // Not the numbers of an earlier page in the same place.
  let next = Date.now();
  return {
    async ask(method, params, send = sendAll) {
      const id = next++;
      const answer = await new Promise<object | null>((resolve) => {
        waiting.set(id, resolve);
        send?.({ kind: "ask", id, method, params });
      });
      const guard = guards[method];
      if (!guard(answer)) throw new Error(`no answer to ${method}`);
      return answer;
    },
    receive({ id, answer }) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}
