const HEAD = 20_000;
const TAIL = 30_000;

/** What a command printed; of much, the beginning and the end. Sizes in UTF-16 units. */
export interface Printed {
  head: string;
  /** So much between `head` and `tail` is left out. */
  hidden: number;
  tail: string;
}

export const nothing: Printed = { head: '', hidden: 0, tail: '' };

export function print({ head, hidden, tail }: Printed, text: string): Printed {
  const room = HEAD - head.length;
  const all = tail + text.slice(room);
  return {
    head: head + text.slice(0, room),
    hidden: hidden + Math.max(0, all.length - TAIL),
    tail: all.slice(-TAIL),
  };
}

/** Colours, moves of a cursor, titles of a window. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals are told is made of them
const SEQUENCES = /\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)|[@-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What is to be read of it: without what only steers a terminal, or turns the order of letters. */
export const readable = (text: string) =>
  text.replace(SEQUENCES, '').replace(/\r\n?/g, '\n').replace(UNSEEN, '');
