import { render } from 'preact';
import { styleSheet } from '../../workbench/style-sheet.ts';
import { PriceCalculator } from './PriceCalculator.tsx';
import cssUrl from './price-form.css?url';

/** Puts the calculator in the place of its example. */
export async function openPrice(price: HTMLElement) {
  await styleSheet(cssUrl);
  price.replaceChildren();
  render(<PriceCalculator />, price);
}
