import { resize } from './resize.mjs';

/** The slowest picture takes 400 ms; the rest is for the answer itself. */
const RESERVE_MS = 500;

export const handler = async ({ pictures }, context) => {
  const done = [];
  for (const picture of pictures) {
    if (context.getRemainingTimeInMillis() < RESERVE_MS) break;
    await resize(picture);
    done.push(picture.name);
    console.log('done', picture.name);
  }
  return { done };
};
