const pause = (ms) => new Promise((over) => setTimeout(over, ms));

const numberOf = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

/** Stands in for the stock-keeping: half a second for any order. */
export const reserve = (_order) => pause(500);

/** Stands in for a service: after 200 to 400 ms it gives the number of the entry, or refuses. */
export async function enter(order, { name, quantity }) {
  const number = numberOf(`${order} ${name} ${quantity}`);
  await pause(200 + (number % 3) * 100);
  if (!(quantity > 0)) throw new Error(`no quantity: ${name}`);
  console.log('entered', order, name, number);
  return number;
}
