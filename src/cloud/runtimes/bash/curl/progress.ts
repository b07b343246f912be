const HEADER =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';
const NOTHING_YET = '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';

/** A number in five places, as the meter writes it: 99999, then 9.9k and the like. */
const five = (bytes: number): string =>
  (bytes < 100_000
    ? String(bytes)
    : bytes < 10_000 * 1024
      ? `${Math.floor(bytes / 1024)}k`
      : `${Math.floor(bytes / 2 ** 20)}M`
  ).padStart(5);

/** curl's meter, which it writes to standard error where standard output is no terminal, as on Lambda. */
export function progressMeter(received: number, sent: number, ms: number): string {
  const speed = (bytes: number) => five(Math.floor((bytes * 1000) / Math.max(1, ms)));
  const share = (bytes: number) => (bytes > 0 ? 100 : 0).toString().padStart(3);
  const total = received + sent;
  const done = `\r${share(total)} ${five(total)}  ${share(received)} ${five(received)}  ${share(sent)} ${five(sent)}  ${speed(received)}  ${speed(sent)} --:--:-- --:--:-- --:--:-- ${speed(total)}\n`;
  return `${HEADER}${NOTHING_YET}${done}`;
}
