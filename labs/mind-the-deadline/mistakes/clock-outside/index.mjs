import { resize } from './resize.mjs';

const started = Date.now();

export const handler = async ({ pictures }) => {
  const done = [];
  for (const picture of pictures) {
    if (Date.now() - started > 2_500) break;
    await resize(picture);
    done.push(picture.name);
  }
  return { done, left: pictures.slice(done.length) };
};
