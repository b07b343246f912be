import type { Page } from '@playwright/test';

/** Colour and slant of every visible character of the lines in `selector`, line breaks and spaces aside. */
export const inksOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((lines) =>
    lines
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .flatMap((line) => {
        const inks: string[] = [];
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const { color, fontStyle } = getComputedStyle(walker.currentNode.parentElement as Element);
          for (const char of walker.currentNode.textContent ?? '')
            if (char.trim() && char !== '\u00a0') inks.push(`${char} ${color} ${fontStyle}`);
        }
        return inks;
      }),
  );

/** In how many ways characters are written. */
export const variety = (inks: string[]) => new Set(inks.map((ink) => ink.slice(2))).size;
