const dollars = (digits: number) =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** US dollars to two significant digits: `$0.34`, `$1.20`, `$1,200`. */
export function money(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.01) return '< $0.01';
  const rounded = Number(usd.toPrecision(2));
  return dollars(rounded < 10 ? 2 : 0).format(rounded);
}

/** US dollars down to the digit that counts, never as a power of ten: `$0.000000477`. */
export const exactMoney = (usd: number, digits = 3) =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    maximumSignificantDigits: digits,
  }).format(usd);

/** Milliseconds as the REPORT line has them: `2.31 ms`. */
export const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`;

export const wholeMilliseconds = (ms: number) => `${Math.round(ms)} ms`;
