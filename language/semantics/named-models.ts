import type { ModelName } from "./funnel-settings.ts";

/** A stage that a model names, with what else people call it and which events are likely to be it. */
export interface ModelStage {
  readonly name: string;
  /** Whole names, in any case, English and Russian. */
  readonly also: RegExp;
  /** Found anywhere in an event's name. */
  readonly events: RegExp;
}

const interest: ModelStage = {
  name: "Interest",
  also: /^(?:interested|engagement|интерес|заинтересованность)$/iu,
  events: /product|view|click|open|read|search|просмотр|интерес/iu,
};

/** The stages of the models that name them, in their order. */
export const namedModels: Readonly<Partial<Record<ModelName, readonly ModelStage[]>>> = {
  aida: [
    {
      name: "Attention",
      also: /^(?:awareness|aware|attract|внимание|осведомл[её]нность)$/iu,
      events: /visit|page_?view|impression|landing|reach|просмотр|визит|показ/iu,
    },
    interest,
    {
      name: "Desire",
      also: /^(?:want|consideration|intent|желание|решение)$/iu,
      events: /cart|basket|wish|favou?rite|trial|demo|корзин|избранн/iu,
    },
    {
      name: "Action",
      also: /^(?:act|purchase|conversion|buy|действие|покупка|заказ)$/iu,
      events: /purchase|payment|order|paid|checkout|buy|sign_?up|оплат|покупк|заказ/iu,
    },
  ],
  aarrr: [
    {
      name: "Acquisition",
      also: /^(?:acquire|visits?|visitors?|traffic|awareness|привлечение|посещение|визит)$/iu,
      events: /visit|page_?view|landing|first_open|install|session_start|визит|посещ/iu,
    },
    {
      name: "Activation",
      also: /^(?:activate|sign_?ups?|onboarding|registration|активация|регистрация)$/iu,
      events: /activat|sign_?up|regist|onboard|account_created|регистрац|активац/iu,
    },
    {
      name: "Retention",
      also: /^(?:retain|retained|return|returning|удержание|возврат|возвращение)$/iu,
      events: /return|retain|login|log_in|session_start|active|вход|возвращ/iu,
    },
    {
      name: "Referral",
      also: /^(?:refer|referrals|invite|invitation|virality|рекомендаци[яи]|приглашение|виральность)$/iu,
      events: /invit|refer|share|recommend|приглаш|рекоменд/iu,
    },
    {
      name: "Revenue",
      also: /^(?:payment|purchase|paid|monetization|monetisation|доход|выручка|монетизация|оплата)$/iu,
      events: /payment|purchase|paid|order|subscri|revenue|checkout|оплат|покупк|заказ/iu,
    },
  ],
  sales: [
    {
      name: "Awareness",
      also: /^(?:attention|lead|aware|осведомл[её]нность|внимание|знакомство|лид)$/iu,
      events: /lead|visit|page_?view|impression|created|лид|визит|показ/iu,
    },
    interest,
    {
      name: "Consideration",
      also: /^(?:evaluation|desire|demo|proposal|рассмотрение|размышление|оценка)$/iu,
      events: /demo|trial|propos|quote|qualif|meeting|cart|демо|встреч|предложен/iu,
    },
    {
      name: "Decision",
      also: /^(?:purchase|action|won|deal|sale|решение|покупка|сделка)$/iu,
      events: /won|purchase|payment|order|paid|contract|deal|оплат|покупк|договор|сделк/iu,
    },
    {
      name: "Loyalty",
      also: /^(?:retention|repeat|loyal|advocacy|лояльность|удержание|повтор)$/iu,
      events: /repeat|renew|review|return|refer|повтор|продл|отзыв/iu,
    },
  ],
};
