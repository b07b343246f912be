/** What a missing part of Node.js says when it is used. */
export const unavailable = (what: string): Error =>
  Object.assign(new Error(`${what} is not available in this simulator`), {
    code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  });
