import { inWords } from 'shop-tools';
import { rateOf } from 'vat-rates';

export const handler = async ({ country, net }) => {
  const gross = net * (1 + rateOf(country) / 100);
  return { price: inWords(gross, country) };
};
