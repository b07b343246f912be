/** Whether `text` is JSON. Where it stops being JSON, and why, is for `json-problem.ts` to say, which loads only then. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
