import { openCatalog } from './price-catalog.mjs';

export const handler = async ({ product }) => {
  const catalog = await openCatalog();
  return { product, price: catalog.priceOf(product) };
};
