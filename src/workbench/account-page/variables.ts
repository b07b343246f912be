/** Environment variables as a person writes them: `KEY=value`, one a line. */
export const variablesText = (variables: Readonly<Record<string, string>> = {}) =>
  Object.entries(variables)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');

/** What such lines say; a line without `=` is a key with nothing in it. */
export const variablesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [key = '', ...value] = line.split('=');
        return [key.trim(), value.join('=')];
      }),
  );
