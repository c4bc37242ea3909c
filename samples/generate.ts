/**
 * Makes the data of the samples, the same bytes every time: `npm run samples`. Everything in it is
 * invented; nothing was taken from a real product, shop or person.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adCampaign } from "./generator/ad-campaign.ts";
import { afterPurchase } from "./generator/after-purchase.ts";
import { b2bPipeline } from "./generator/b2b-pipeline.ts";
import { checkoutTest } from "./generator/checkout-test.ts";
import { crmDeals } from "./generator/crm-deals.ts";
import { writeCsv } from "./generator/csv.ts";
import { leadScoring } from "./generator/lead-scoring.ts";
import { marketingRu } from "./generator/marketing-ru.ts";
import { writeParquet } from "./generator/parquet.ts";
import { saasSignup } from "./generator/saas-signup.ts";
import { shop } from "./generator/shop.ts";

const comma = { delimiter: ",", decimal: "." };
const semicolon = { delimiter: ";", decimal: "," };

/** Writes all data files into a folder and names them. */
export async function generateSamples(folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  await writeParquet(saasSignup(), join(folder, "app-events.parquet"));
  writeFileSync(join(folder, "shop-clicks.csv"), writeCsv(shop(), comma));
  writeFileSync(join(folder, "opportunity-history.csv"), writeCsv(b2bPipeline(), comma));
  writeFileSync(join(folder, "рассылки.csv"), writeCsv(marketingRu(), semicolon));
  const { orders, survey } = afterPurchase();
  writeFileSync(join(folder, "coffee-orders.csv"), writeCsv(orders, comma));
  writeFileSync(join(folder, "coffee-survey.csv"), writeCsv(survey, comma));
  writeFileSync(join(folder, "deals.csv"), writeCsv(crmDeals(), comma));
  writeFileSync(join(folder, "checkout-test.csv"), writeCsv(checkoutTest(), comma));
  writeFileSync(join(folder, "lead-scoring.csv"), writeCsv(leadScoring(), comma));
  const { spend, visits } = adCampaign();
  writeFileSync(join(folder, "ad-spend.csv"), writeCsv(spend, comma));
  await writeParquet(visits, join(folder, "ad-visits.parquet"));
  return [
    "ad-spend.csv",
    "ad-visits.parquet",
    "app-events.parquet",
    "checkout-test.csv",
    "coffee-orders.csv",
    "coffee-survey.csv",
    "deals.csv",
    "lead-scoring.csv",
    "opportunity-history.csv",
    "shop-clicks.csv",
    "рассылки.csv",
  ];
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, "data");
  const names = await generateSamples(folder);
  for (const name of names) process.stdout.write(`samples/data/${name}\n`);
}
