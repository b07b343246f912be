import { describe, expect, it } from 'vitest';
import {
  dollars,
  EXAMPLE,
  type Month,
  overMemory,
  priceOf,
  withMemory,
} from '../../src/components/price/price.ts';
import { PRICES } from '../../src/lab/bill.ts';

const price = (changes: Partial<Month>) => priceOf({ ...EXAMPLE, ...changes });
const line = (name: string, changes: Partial<Month> = {}) =>
  price(changes).lines.find((line) => line.name === name);
const at = (month: Month, memoryMB: number) =>
  overMemory(month).find((point) => point.memoryMB === memoryMB)!;

describe('the price of a month', () => {
  it('is what the chapter works out by hand', () => {
    expect(line('Duration')).toMatchObject({ how: '180,000 GB-s' });
    expect(dollars(line('Duration')!.usd)).toBe('$3.00');
    expect(dollars(line('Requests')!.usd)).toBe('$0.60');
    expect(line('Init')).toMatchObject({ how: '2,400 GB-s' });
    expect(dollars(line('Init')!.usd)).toBe('$0.04');
    expect(dollars(price({ cold: 0 }).usd)).toBe('$3.60');
    expect(dollars(price({ cold: 0, freeTier: true }).usd)).toBe('$0.40');
    expect(dollars(line('Duration', { architecture: 'arm64' })!.usd)).toBe('$2.40');
  });

  it('is never below nothing, however little is used', () => {
    expect(price({ requests: 1_000, freeTier: true }).usd).toBeCloseTo(0, 12);
    expect(price({ requests: 0 }).usd).toBe(0);
  });

  it('counts a started millisecond as a whole one, of both times together', () => {
    expect(line('Duration', { durationMs: 119.2 })!.usd).toBe(line('Duration')!.usd);
    const both = price({ durationMs: 7.4, initMs: 125.57, cold: 1, requests: 1 });
    const gbSeconds = (133 / 1_000) * (512 / 1_024);
    expect(both.usd).toBeCloseTo(gbSeconds * PRICES.perGbSecondUsd.x86_64 + PRICES.perRequestUsd, 12);
  });
});

describe('more memory', () => {
  const free = { ...EXAMPLE, requests: 1e9, cold: 0 };

  it('costs in proportion where code only waits', () => {
    const waiting = { ...free, computing: 0 };
    expect(at(waiting, 1_024).durationMs).toBe(120);
    const duration = (memoryMB: number) => priceOf(withMemory(waiting, memoryMB)).lines[0]!.usd;
    expect(duration(1_024)).toBeCloseTo(2 * duration(512), 6);
  });

  it('costs the same where code only computes, and is faster, up to one vCPU', () => {
    const computing = { ...free, computing: 1 };
    expect(at(computing, 1_024).durationMs).toBe(60);
    expect(at(computing, 1_024).usd).toBeCloseTo(at(computing, 512).usd, 6);
    expect(at(computing, 10_240).durationMs).toBe(at(computing, 1_769).durationMs);
    expect(at(computing, 10_240).usd).toBeGreaterThan(at(computing, 1_769).usd);
  });

  it('is shown for the memory that was chosen, too', () => {
    expect(overMemory({ ...EXAMPLE, memoryMB: 700 }).map(({ memoryMB }) => memoryMB)).toContain(700);
    expect(at({ ...EXAMPLE, memoryMB: 700 }, 700).usd).toBe(price({ memoryMB: 700 }).usd);
  });
});
