import { rateOf, since } from 'vat-rates';

export const handler = async ({ country }) => {
  return { country, rate: rateOf(country), since };
};
