import type { FunnelNode } from "../syntax/ast.ts";
import { stagesOf } from "./tree.ts";

/** Models that name their stages, and which events are likely to be meant by each. */

const stageNames = {
  aida: ["Attention", "Interest", "Desire", "Action"],
  aarrr: ["Acquisition", "Activation", "Retention", "Referral", "Revenue"],
  sales: ["Awareness", "Interest", "Consideration", "Decision", "Loyalty"],
} as const;

export type NamedModel = keyof typeof stageNames;

export function modelOf(funnel: FunnelNode): NamedModel | undefined {
  const setting = funnel.items.find((item) => item.kind === "setting" && item.keyword === "model");
  const name = setting?.kind === "setting" ? setting.value?.text : undefined;
  return (Object.keys(stageNames) as NamedModel[]).find((model) => model === name);
}

export function stagesOfModel(model: NamedModel): readonly string[] {
  return stageNames[model];
}

/** In the model's order; the stage at an offset, which is being written, doesn't count as there. */
export function missingStages(
  funnel: FunnelNode,
  model: NamedModel,
  offset?: number,
): readonly string[] {
  const present = new Set(
    stagesOf(funnel)
      .filter(
        ({ name }) =>
          offset === undefined ||
          name === undefined ||
          offset < name.span.start ||
          name.span.end < offset,
      )
      .map(({ name }) => name?.text),
  );
  return stageNames[model].filter((name) => !present.has(name));
}

/** How events are called that serve such a stage, in part. */
const hints: Readonly<Record<string, RegExp>> = {
  Acquisition: /visit|view|session|install|open|land|click|визит|просмотр|посещ|установ/i,
  Activation: /sign|regist|activ|onboard|trial|create|account|регистр|актив|созда/i,
  Retention: /return|repeat|session|login|log_in|active|use|возвра|повтор|вход/i,
  Referral: /refer|invit|share|recommend|пригла|рекоменд|подели/i,
  Revenue: /pay|purchas|order|subscri|buy|checkout|upgrade|revenue|оплат|покуп|заказ|подпис/i,
  Attention: /visit|view|impression|open|land|click|визит|просмотр|показ/i,
  Awareness: /visit|view|impression|lead|open|land|визит|просмотр|показ|лид/i,
  Interest: /sign|regist|subscri|product|search|detail|read|demo|регистр|товар|поиск/i,
  Desire: /cart|basket|wish|trial|add|favorite|favourite|корзин|избран/i,
  Consideration: /cart|basket|trial|demo|proposal|quote|qualif|compare|корзин|предлож/i,
  Action: /pay|purchas|order|buy|checkout|оплат|покуп|заказ/i,
  Decision: /pay|purchas|order|buy|won|contract|checkout|оплат|покуп|заказ|договор/i,
  Loyalty: /repeat|renew|refer|review|return|повтор|продл|отзыв/i,
};

/** All events, those first that a stage of this name is likely to mean. */
export function likelyEvents(stage: string, events: readonly string[]): readonly string[] {
  const hint = hints[stage];
  if (hint === undefined) return events;
  return [
    ...events.filter((event) => hint.test(event)),
    ...events.filter((event) => !hint.test(event)),
  ];
}
