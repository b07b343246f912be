/** Why there is no answer at all, and what to do; browsers throw a TypeError for what does not arrive. */
export function troubleInWords({ name, message }: Error): string {
  if (name === 'TypeError' && /fetch|import|load|network/i.test(message))
    return 'A part of the simulator did not arrive. Look at your connection and try again.';
  return `The simulator could not answer (${message}). Try again; if it stays so, reload the page.`;
}
