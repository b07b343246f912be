import type { Page } from '@playwright/test';

/** All accounts that the browser keeps, as text. */
export const keptAccounts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((done) => {
        const opening = indexedDB.open('lambda-workbook-accounts');
        opening.onupgradeneeded = () => opening.result.createObjectStore('accounts');
        opening.onsuccess = () => {
          const all = opening.result.transaction('accounts').objectStore('accounts').getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(JSON.stringify(all.result));
          };
        };
      }),
  );
