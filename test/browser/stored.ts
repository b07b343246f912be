import type { Page } from '@playwright/test';

/** All that lies in the drafts' store, as text. */
export const stored = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((done) => {
        indexedDB.open('lambda-workbook').onsuccess = ({ target }) => {
          const store = (target as IDBOpenDBRequest).result.transaction('drafts').objectStore('drafts');
          store.getAll().onsuccess = (event) => done(JSON.stringify((event.target as IDBRequest).result));
        };
      }),
  );
