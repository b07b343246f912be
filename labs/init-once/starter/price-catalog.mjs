/** Stands in for a client that is slow to start: it connects for 200 ms, then reads its list of prices. */
export async function openCatalog() {
  console.log('opening the catalog');
  await new Promise((connected) => setTimeout(connected, 200));
  const prices = new Map();
  for (let number = 1; number <= 3000; number += 1) {
    prices.set(`P-${number}`, ((number * 37) % 990) + 10);
  }
  return { priceOf: (product) => prices.get(product) ?? null };
}
