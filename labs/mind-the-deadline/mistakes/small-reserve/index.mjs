import { resize } from './resize.mjs';

/** Half of what the slowest picture takes. */
const RESERVE_MS = 200;

export const handler = async ({ pictures }, context) => {
  const done = [];
  for (const picture of pictures) {
    if (context.getRemainingTimeInMillis() < RESERVE_MS) break;
    await resize(picture);
    done.push(picture.name);
    console.log('done', picture.name);
  }
  return { done, left: pictures.slice(done.length) };
};
