/** Whether functions of a runtime are written in Python; the others are in JavaScript. */
export const isPython = (runtime: string): boolean => runtime.startsWith('python');
