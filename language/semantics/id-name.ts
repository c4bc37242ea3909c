const separated = /(?:^|[^\p{L}])(?:u|uu|gu)?id$/iu;
const humped = /\p{Ll}(?:Id|ID)$/u;
/** Joined without a mark: only after what has an id, since `paid`, `valid` and `LacticAcid` end alike. */
const joined =
  /^(?:user|client|customer|visitor|person|member|account|contact|lead|deal|case|session|visit|order|item|device|ticket|campaign)s?id$/i;

/** Whether a column is called as ids are: `user_id`, `Case ID`, `userId`, `orderid`, `uuid`. */
export function isIdName(name: string): boolean {
  return separated.test(name) || humped.test(name) || joined.test(name);
}
