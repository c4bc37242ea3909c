import type { Preset } from "./preset.ts";

/** One row a change of stage, amount, probability or closing date. */
export const salesforceOpportunityHistory: Preset = {
  name: "salesforce_opportunity_history",
  shape: "events",
  items: ['actor OpportunityId "deals"', "time CreatedDate", "event StageName"],
  labels: {
    OpportunityId: ["Opportunity ID"],
    CreatedDate: ["Created Date"],
    StageName: ["Stage Name", "Stage"],
  },
  doc: {
    en: "The history of Salesforce opportunities (`OpportunityHistory.csv`): a row for each change.",
    ru: "История сделок Salesforce (`OpportunityHistory.csv`): строка на каждое изменение.",
  },
};

/** One row a lead; its date of conversion holds only where it is converted. */
export const salesforceLeads: Preset = {
  name: "salesforce_leads",
  shape: "records",
  items: [
    'actor Id "leads"',
    "stages { lead: CreatedDate, converted: ConvertedDate where IsConverted }",
  ],
  labels: {
    Id: ["Lead ID"],
    CreatedDate: ["Created Date", "Create Date"],
    ConvertedDate: ["Converted Date"],
    IsConverted: ["Converted"],
  },
  doc: {
    en: "Salesforce leads (`Lead.csv`): a row for each lead, with the date of its conversion.",
    ru: "Лиды Salesforce (`Lead.csv`): строка на каждый лид, с датой конвертации.",
  },
};
