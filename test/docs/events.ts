import { type FakeColumn, fakeCatalog } from "../support/catalog.ts";

/** Events that examples name, each with some rows. */
const events =
  "a b c page_view sign_up invite_accepted invite_sent payment purchase refund ban login import demo " +
  "trial trial_started subscription_cancelled payment_elsewhere session_start report_opened unsubscribe " +
  "profile_filled colleague_invited project_created item_added item_bought search booking cart " +
  "cart_filled product_viewed newsletter_opened";

const quoted = ["trial started", "call missed"];

/** The columns of `data/events.csv`, the table that most examples are about. */
const columns: Readonly<Record<string, FakeColumn>> = {
  user_id: "text",
  ts: "time",
  name: Object.fromEntries([...events.split(" "), ...quoted, "call"].map((name) => [name, 100])),
  "sent at": "number",
  path: "text",
  title: "text",
  channel: "text",
  country: "text",
  email: "text",
  device: { ios: 10, android: 20, desktop: 30, bot: 1 },
  order_id: "text",
  company_id: "text",
  ab_group: { A: 100, B: 100 },
  method: "text",
  amount: "number",
  price: "number",
  pieces: "number",
  age: "number",
  minutes: "number",
  vendor_score: "number",
  is_internal: "boolean",
  is_bot: "boolean",
};

export const exampleData = fakeCatalog({ "data/events.csv": columns });
