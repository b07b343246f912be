import { resize } from './resize.mjs';

export const handler = async ({ pictures }) => {
  const done = [];
  for (const picture of pictures.slice(0, 6)) {
    await resize(picture);
    done.push(picture.name);
  }
  return { done, left: pictures.slice(done.length) };
};
