import { type Architecture, FREE_TIER, PRICES, partsOf } from '../../lab/bill.ts';

/** A function's month. Shares are from 0 to 1. */
export interface Month {
  requests: number;
  /** Billed for a request, without Init. */
  durationMs: number;
  memoryMB: number;
  architecture: Architecture;
  /** Of the duration, and of Init: what gets shorter with more CPU. The rest is waiting. */
  computing: number;
  /** Of the requests: those that meet a cold start. */
  cold: number;
  initMs: number;
  freeTier: boolean;
}

/** The month that a chapter works out; a reader changes it. */
export const EXAMPLE: Month = {
  requests: 3_000_000,
  durationMs: 120,
  memoryMB: 512,
  architecture: 'x86_64',
  computing: 0.5,
  cold: 0.01,
  initMs: 160,
  freeTier: false,
};

export interface PriceLine {
  name: string;
  how: string;
  usd: number;
}

const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
/** US dollars to the cent: `$3.60`, and `−$3.20` of what is taken off. */
export const dollars = (usd: number) =>
  usd > 0 && usd < 0.005 ? '< $0.01' : `${usd < 0 ? '−' : ''}${cents.format(Math.abs(usd))}`;

const count = (amount: number) => Math.round(amount).toLocaleString('en-US');

/** What a month costs, line by line, in US dollars. Times are rounded up to whole milliseconds, as AWS does. */
export function priceOf(month: Month): { lines: readonly PriceLine[]; usd: number } {
  const { requests, durationMs, memoryMB, architecture, cold, initMs, freeTier } = month;
  const warm = partsOf(Math.ceil(durationMs), memoryMB, architecture);
  const init = partsOf(Math.ceil(durationMs + initMs) - Math.ceil(durationMs), memoryMB, architecture);
  const gbSeconds = { duration: warm.gbSeconds * requests, init: init.gbSeconds * requests * cold };
  const free = {
    requests: Math.min(requests, FREE_TIER.requests),
    gbSeconds: Math.min(gbSeconds.duration + gbSeconds.init, FREE_TIER.gbSeconds),
  };
  const lines = [
    { name: 'Duration', how: `${count(gbSeconds.duration)} GB-s`, usd: warm.durationUsd * requests },
    { name: 'Init', how: `${count(gbSeconds.init)} GB-s`, usd: init.durationUsd * requests * cold },
    { name: 'Requests', how: count(requests), usd: warm.requestUsd * requests },
    ...(freeTier
      ? [
          {
            name: 'Free tier',
            how: `${count(free.gbSeconds)} GB-s and ${count(free.requests)} requests`,
            usd: -(
              free.gbSeconds * PRICES.perGbSecondUsd[architecture] +
              free.requests * PRICES.perRequestUsd
            ),
          },
        ]
      : []),
  ];
  return { lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
}

/** Where one vCPU is reached; above it, code with a single thread gets no faster (Memory page, Jul–Oct 2026). */
const ONE_VCPU_MB = 1_769;
const cpuOf = (memoryMB: number) => Math.min(memoryMB, ONE_VCPU_MB);

/** The same month with another memory: computing takes as much less time as there is more CPU. A model, for one thread. */
export function withMemory(month: Month, memoryMB: number): Month {
  const factor = 1 - month.computing + (month.computing * cpuOf(month.memoryMB)) / cpuOf(memoryMB);
  return { ...month, memoryMB, durationMs: month.durationMs * factor, initMs: month.initMs * factor };
}

export interface MemoryPoint {
  memoryMB: number;
  durationMs: number;
  usd: number;
}

const STEPS = [128, 256, 512, 1_024, 1_769, 3_008, 10_240];

/** The month at some sizes of memory, its own among them, in their order. */
export const overMemory = (month: Month): readonly MemoryPoint[] =>
  [...new Set([...STEPS, month.memoryMB])]
    .sort((one, other) => one - other)
    .map((memoryMB) => {
      const { durationMs } = withMemory(month, memoryMB);
      return { memoryMB, durationMs, usd: priceOf(withMemory(month, memoryMB)).usd };
    });
