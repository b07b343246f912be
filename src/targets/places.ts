/** Where labs may run in a learner's own account; what an instructor writes into `workbook.config.ts`. */
export interface AccountPlaces {
  /** Regions of AWS, such as eu-central-1. */
  regions: readonly string[];
  /** Other addresses that speak Lambda's API, such as `npm run cloud`. */
  endpoints: readonly { name: string; url: string; region: string }[];
}

/** One of them; `url` is an origin. */
export interface Place {
  name: string;
  url: string;
  region: string;
}

const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|localhost)$/;

/** All places, regions first. Throws for one that a page could not connect to safely, with the remedy. */
export function placesOf({ regions, endpoints }: AccountPlaces): Place[] {
  for (const region of regions)
    if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
      throw new Error(`workbook.config.ts: account.regions has “${region}”. Write a region as eu-central-1.`);
  for (const { name, url } of endpoints) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const isSafe = parsed?.protocol === 'https:' || (parsed && LOOPBACK.test(parsed.hostname));
    if (!isSafe || parsed.origin !== url)
      throw new Error(
        `workbook.config.ts: account.endpoints has “${url}” for “${name}”. Write an origin without a path: https://…, or http:// on this computer (http://127.0.0.1:9000).`,
      );
  }
  return [
    ...regions.map((region) => ({
      name: region,
      url: `https://lambda.${region}.amazonaws.com`,
      region,
    })),
    ...endpoints,
  ];
}
