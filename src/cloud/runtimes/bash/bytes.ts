const PIECE = 8_192;

/** One character for each byte, as just-bash hands bytes from command to command. */
export function charactersOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}

/** The bytes of `content`, in which a character is a byte where `encoding` says so. */
export function bytesOf(content: string | Uint8Array, encoding?: string | null): Uint8Array {
  if (typeof content !== 'string') return content;
  if (encoding !== 'binary' && encoding !== 'latin1') return new TextEncoder().encode(content);
  return Uint8Array.from(content, (character) => character.charCodeAt(0));
}

/** What a command printed, as text: just-bash does not always say whether its characters are bytes. */
export function textOf(printed: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every byte there is.
  if (!/[\x80-\xff]/.test(printed) || /[^\x00-\xff]/.test(printed)) return printed;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(printed, 'binary'));
  } catch {
    return printed;
  }
}
