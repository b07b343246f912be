/** us-east-1, the first tier, before the free tier. Example prices: third-party copies of the AWS price list, 2026-08. */
export const PRICES = {
  asOf: '2026-08',
  region: 'us-east-1',
  perRequestUsd: 0.2 / 1_000_000,
  perGbSecondUsd: { x86_64: 0.0000166667, arm64: 0.0000133334 },
} as const;

export type Architecture = keyof typeof PRICES.perGbSecondUsd;

/** What AWS does not charge for each month; the bill of a run does not take it off. */
export const FREE_TIER = { requests: 1_000_000, gbSeconds: 400_000 } as const;

/** What one invocation costs, and a million like it, in US dollars. */
export interface Bill {
  gbSeconds: number;
  usd: number;
  usdPerMillion: number;
}

/** GB-seconds are memory in GB (1,024 MB) times billed seconds; a request is charged on top. In US dollars. */
export function partsOf(
  billedDurationMs: number,
  memorySizeMB: number,
  architecture: Architecture = 'x86_64',
) {
  const gbSeconds = (memorySizeMB / 1024) * (billedDurationMs / 1000);
  return {
    gbSeconds,
    durationUsd: gbSeconds * PRICES.perGbSecondUsd[architecture],
    requestUsd: PRICES.perRequestUsd,
  };
}

export function billFor(billedDurationMs: number, memorySizeMB: number): Bill {
  const { gbSeconds, durationUsd, requestUsd } = partsOf(billedDurationMs, memorySizeMB);
  const usd = durationUsd + requestUsd;
  return { gbSeconds, usd, usdPerMillion: usd * 1_000_000 };
}
