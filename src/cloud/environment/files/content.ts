/** Bytes of a page. A file is a list of pages, so that two that are equal can be one in the memory of the tab. */
const PAGE = 65_536;

/** `shared` pages are never written to: another file, or the deployment package, holds the same bytes. */
interface Page {
  bytes: Uint8Array;
  shared: boolean;
}

/** What is in a file. Every page is full but the last one, whose buffer may be longer than what is in it. */
export interface Content {
  size: number;
  pages: Page[];
}

/** What a file is extended with. */
const ZEROS: Page = { bytes: new Uint8Array(PAGE), shared: true };

export const emptyContent = (): Content => ({ size: 0, pages: [] });

/** The content `bytes`, without a copy: it must not be changed by anybody. */
export function contentOf(bytes: Uint8Array): Content {
  const pages: Page[] = [];
  for (let at = 0; at < bytes.length; at += PAGE)
    pages.push({ bytes: bytes.subarray(at, at + PAGE), shared: true });
  return { size: bytes.length, pages };
}

/** At most `length` bytes from `offset` on; fewer at the end. */
export function readContent({ size, pages }: Content, offset: number, length: number): Uint8Array {
  const end = Math.min(size, offset + length);
  const read = new Uint8Array(Math.max(0, end - offset));
  for (let at = offset; at < end; ) {
    const from = at % PAGE;
    const to = Math.min(PAGE, from + end - at);
    read.set(pages[(at - from) / PAGE]!.bytes.subarray(from, to), at - offset);
    at += to - from;
  }
  return read;
}

/** Writes `bytes` at `offset`; a gap before it is filled with zeros. */
export function writeContent(content: Content, offset: number, bytes: Uint8Array): void {
  if (offset > content.size) resizeContent(content, offset);
  for (let at = offset; at < offset + bytes.length; ) {
    const from = at % PAGE;
    const part = bytes.subarray(at - offset, at - offset + PAGE - from);
    const index = (at - from) / PAGE;
    if (part.length === PAGE) {
      content.pages[index] = fullPage(content.pages[index - 1], part);
      at += PAGE;
      content.size = Math.max(content.size, at);
      continue;
    }
    const used = Math.min(PAGE, Math.max(0, content.size - index * PAGE));
    const page = writablePage(content, index, used, from + part.length);
    page.bytes.set(part, from);
    at += part.length;
    content.size = Math.max(content.size, at);
    if (from + part.length === PAGE) shareWithNeighbour(content, index);
  }
}

/** Cuts the content off at `size`, or fills it up with zeros. */
export function resizeContent(content: Content, size: number): void {
  const untilFull = (PAGE - (content.size % PAGE)) % PAGE;
  if (size > content.size && untilFull > 0)
    writeContent(content, content.size, new Uint8Array(Math.min(untilFull, size - content.size)));
  while (content.pages.length < Math.ceil(size / PAGE)) content.pages.push(ZEROS);
  content.size = size;
  content.pages.length = Math.ceil(size / PAGE);
}

/** Page `index` with room for `needed` bytes and its first `used` bytes in place, not shared with anybody. */
function writablePage(content: Content, index: number, used: number, needed: number): Page {
  const old = content.pages[index];
  if (old && !old.shared && old.bytes.length >= needed) return old;
  let capacity = 256;
  while (capacity < Math.max(used, needed)) capacity *= 2;
  const bytes = new Uint8Array(capacity);
  if (old) bytes.set(old.bytes.subarray(0, used));
  const page = { bytes, shared: false };
  content.pages[index] = page;
  return page;
}

/** A full page that equals the one before it becomes the same page: 512 MB of one letter take 64 KB. */
function shareWithNeighbour({ pages }: Content, index: number) {
  const page = pages[index]!;
  const before = pages[index - 1];
  if (before && before !== page && equal(page.bytes, before.bytes)) pages[index] = shared(before);
}

/** The page `bytes`, or the one before it when that holds the same. */
const fullPage = (before: Page | undefined, bytes: Uint8Array): Page =>
  before && equal(bytes, before.bytes) ? shared(before) : { bytes: bytes.slice(), shared: false };

function shared(page: Page): Page {
  page.shared = true;
  return page;
}

/** Compares word by word; pages that do not lie on a word's edge are taken to differ. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== PAGE || b.length !== PAGE || a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0)
    return false;
  const left = new Uint32Array(a.buffer, a.byteOffset, PAGE / 4);
  const right = new Uint32Array(b.buffer, b.byteOffset, PAGE / 4);
  for (let i = 0; i < PAGE / 4; i++) if (left[i] !== right[i]) return false;
  return true;
}
