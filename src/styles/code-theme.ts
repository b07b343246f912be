import type { ThemeRegistration } from 'shiki';

type Style = 'italic' | 'bold' | '';

interface Inks {
  panel: string;
  text: string;
  quiet: string;
  keyword: string;
  string: string;
  number: string;
  function: string;
  type: string;
  bad: string;
  selection: string;
}

const rule = (scope: string[], foreground: string, fontStyle: Style = '') => ({
  scope,
  settings: { foreground, fontStyle },
});

const theme = (name: string, type: 'light' | 'dark', ink: Inks): ThemeRegistration => ({
  name,
  type,
  fg: ink.text,
  bg: ink.panel,
  colors: {
    'editor.background': ink.panel,
    'editor.foreground': ink.text,
    'editor.selectionBackground': ink.selection,
    'editorLineNumber.foreground': ink.quiet,
  },
  settings: [
    { settings: { foreground: ink.text, background: ink.panel } },
    rule(['comment', 'punctuation.definition.comment'], ink.quiet, 'italic'),
    rule(['punctuation', 'meta.brace', 'keyword.operator'], ink.quiet),
    rule(
      ['keyword', 'storage', 'keyword.operator.new', 'keyword.operator.expression', 'variable.language'],
      ink.keyword,
    ),
    rule(['string', 'punctuation.definition.string', 'markup.inline.raw'], ink.string),
    rule(['punctuation.definition.template-expression', 'constant.character.escape'], ink.keyword),
    rule(['meta.template.expression variable', 'meta.template.expression'], ink.text),
    rule(['constant.numeric', 'constant.language', 'support.constant'], ink.number),
    rule(['entity.name.function', 'support.function', 'meta.function-call.generic'], ink.function),
    rule(
      ['entity.name.type', 'entity.name.class', 'support.type', 'support.class', 'entity.name.tag'],
      ink.type,
    ),
    rule(
      ['support.type.property-name', 'entity.other.attribute-name', 'meta.object-literal.key'],
      ink.function,
    ),
    rule(['markup.heading'], ink.text, 'bold'),
    rule(['markup.inserted'], ink.string),
    rule(['markup.deleted', 'invalid'], ink.bad),
  ],
});

/** Every ink has a contrast of at least 4.5 on its panel. */
export const light = theme('workbook-light', 'light', {
  panel: '#F3F0E9',
  text: '#1D1B19',
  quiet: '#625D56',
  keyword: '#6B4696',
  string: '#286540',
  number: '#8A5200',
  function: '#1F6199',
  type: '#146A60',
  bad: '#B3261E',
  selection: '#E2D9C8',
});

export const dark = theme('workbook-dark', 'dark', {
  panel: '#201E1B',
  text: '#ECE8E1',
  quiet: '#A9A298',
  keyword: '#C3A6EC',
  string: '#8FCB9B',
  number: '#EDB055',
  function: '#7FB6E8',
  type: '#5FC4B5',
  bad: '#FF8F85',
  selection: '#443D34',
});
