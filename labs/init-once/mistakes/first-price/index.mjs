import { openCatalog } from './price-catalog.mjs';

const catalog = await openCatalog();
let price;

export const handler = async ({ product }) => {
  price ??= catalog.priceOf(product);
  return { product, price };
};
