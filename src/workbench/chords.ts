/** What a key does in a lab. */
export type Command = 'run' | 'check' | 'failing' | 'brief' | 'code' | 'output' | 'keys';

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

const PLACES: Readonly<Record<string, Command>> = { Digit1: 'brief', Digit2: 'code', Digit3: 'output' };

/**
 * The command that `press` asks for. Alt with a digit switches tabs on Linux, Option writes letters on a Mac and
 * Control+Option belongs to VoiceOver, so the places hang on Ctrl+Alt, and on Control+Shift on a Mac.
 * AltGr, which Windows reports as Ctrl+Alt, goes on writing.
 */
export function commandOf(press: Press, mac: boolean): Command | undefined {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = press;
  if (press.getModifierState('AltGraph')) return undefined;
  if (key === 'Enter' && (ctrlKey || metaKey)) {
    if (!altKey) return shiftKey ? 'check' : 'run';
    return shiftKey || (mac && ctrlKey) ? undefined : 'failing';
  }
  const toPlace = ctrlKey && !metaKey && (mac ? shiftKey && !altKey : altKey && !shiftKey);
  if (toPlace) return PLACES[code];
  return key === '?' && !ctrlKey && !metaKey && !altKey ? 'keys' : undefined;
}

export const onMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
