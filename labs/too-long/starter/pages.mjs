const PAGES = 48;

/** Stands in for a slow source: a page takes 20 to 81 seconds, and `next` is the cursor of the one after it, or null. */
export async function readPage(archive, cursor) {
  const page = Number(/^page-(\d+)$/.exec(cursor)?.[1]);
  if (!(page >= 1 && page <= PAGES)) throw new RangeError(`The archive has no ${cursor}`);
  const seconds = 20 + page + ((archive * 31 + page * 17) % 14);
  await new Promise((read) => setTimeout(read, seconds * 1000));
  return {
    orders: 100 + ((archive + page * 7) % 50),
    revenue: (archive * 13 + page * 29) % 1000,
    next: page < PAGES ? `page-${page + 1}` : null,
  };
}
