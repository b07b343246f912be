/** Stands in for a call to another service: after some time, longer for some orders, the order is on record. */
export async function audit(order) {
  const ms = 100 + (String(order).length * 40) % 300;
  await new Promise((saved) => setTimeout(saved, ms));
  console.log('audited', order);
}
