import { openCatalog } from './price-catalog.mjs';

const catalog = await openCatalog();

export const handler = async ({ product }) => {
  return { product, price: catalog.priceOf(product) };
};
