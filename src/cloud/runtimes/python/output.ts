/** Makes events of the log from what is written to standard output and standard error: one a line. */
export function createOutput(log: (text: string) => void) {
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length === 0) return;
    const text = new TextDecoder().decode(new Uint8Array(bytes));
    bytes = [];
    log(text);
  };
  return {
    flush,
    byte(value: number) {
      if (value !== 10) bytes.push(value & 255);
      else if (bytes.length === 0) log('');
      else flush();
    },
  };
}
