/** Tints so faint that the code on them stays as legible as on the panel. */
const tints = (own: string, solution: string) => ({
  'diffEditor.removedLineBackground': `${own}14`,
  'diffEditor.removedTextBackground': `${own}1f`,
  'diffEditorGutter.removedLineBackground': `${own}14`,
  'diffEditor.insertedLineBackground': `${solution}14`,
  'diffEditor.insertedTextBackground': `${solution}1f`,
  'diffEditorGutter.insertedLineBackground': `${solution}14`,
});

/** What differs, by the theme that Monaco builds on: the page's colours for bad and good. */
export const diffColours = {
  vs: {
    ...tints('#b3261e', '#1f7a3d'),
    'diffEditor.diagonalFill': '#ddd8cd',
    'diffEditor.border': '#ddd8cd',
  },
  'vs-dark': {
    ...tints('#ff8f85', '#6ccb8b'),
    'diffEditor.diagonalFill': '#37332e',
    'diffEditor.border': '#37332e',
  },
};
