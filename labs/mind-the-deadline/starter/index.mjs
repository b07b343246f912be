import { resize } from './resize.mjs';

export const handler = async ({ pictures }, context) => {
  const done = [];
  for (const picture of pictures) {
    await resize(picture);
    done.push(picture.name);
    console.log('done', picture.name);
  }
  return { done };
};
