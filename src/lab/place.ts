/**
 * Where the learner was last at work, in localStorage, so that a page can lead back there in its first paint: JSON of `href`, from the
 * root of the host, and `title`.
 */
export const PLACE = 'lambda-workbook:place';

/** Keeps the place of `element`: its page, and the section of it. Throws nothing; a browser that stores nothing keeps none. */
export function rememberPlace(element: Element) {
  const { pathname } = location;
  // The front page is where one starts, not where one goes on.
  if (pathname === import.meta.env.BASE_URL.replace(/\/?$/, '/')) return;
  const page = document.querySelector('h1')?.textContent?.trim() ?? '';
  const section = [...document.querySelectorAll('main h2[id]')].findLast(
    (heading) =>
      heading === element || heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const part = section?.textContent?.trim();
  const title = part && part !== page ? `${page}, ${part}` : page;
  try {
    localStorage.setItem(
      PLACE,
      JSON.stringify({ href: pathname + (section ? `#${section.id}` : ''), title }),
    );
  } catch {
    // The front page then leads to the first chapter.
  }
}
