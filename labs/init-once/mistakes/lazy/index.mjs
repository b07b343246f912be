import { openCatalog } from './price-catalog.mjs';

let catalog;

export const handler = async ({ product }) => {
  catalog ??= await openCatalog();
  return { product, price: catalog.priceOf(product) };
};
