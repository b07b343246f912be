import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import baseLinks from './build/base-links.mjs';
import csp from './build/csp.mjs';
import systemTheme from './build/system-theme.mjs';
import { dark, light } from './src/styles/code-theme.ts';
import { workbook } from './workbook.config.ts';

const shell = (name) => `./src/components/shell/${name}.astro`;

export default defineConfig({
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  prefetch: false,
  devToolbar: { enabled: false },
  vite: { plugins: [] },
  integrations: [
    starlight({
      title: workbook.title,
      favicon: '/favicon.svg',
      disable404Route: true,
      sidebar: [
        ...workbook.parts
          .filter(({ chapters }) => chapters.length > 0)
          .map(({ title, chapters }) => ({
            label: title,
            items: chapters.map((chapter) => `chapters/${chapter}`),
          })),
        { label: 'Practice', items: [{ label: 'All labs', link: '/labs/' }] },
      ],
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
      markdown: { processedDirs: ['./content', './labs'] },
      head: [
        { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary' } },
        {
          tag: 'meta',
          attrs: { name: 'theme-color', content: '#FBFAF7', media: '(prefers-color-scheme: light)' },
        },
        {
          tag: 'meta',
          attrs: { name: 'theme-color', content: '#171614', media: '(prefers-color-scheme: dark)' },
        },
      ],
      customCss: ['fonts', 'tokens', 'starlight', 'base', 'prose', 'print'].map(
        (name) => `./src/styles/${name}.css`,
      ),
      components: {
        Header: shell('Header'),
        Footer: shell('Footer'),
        PageTitle: shell('PageTitle'),
        Pagination: shell('Pagination'),
        Sidebar: shell('Sidebar'),
        ThemeProvider: shell('ThemeProvider'),
        TwoColumnContent: shell('TwoColumnContent'),
      },
      expressiveCode: {
        themes: [light, dark],
        styleOverrides: {
          borderRadius: '6px',
          borderColor: 'var(--line)',
          codeBackground: 'var(--panel)',
          codeFontFamily: 'var(--font-code)',
          codeFontSize: 'var(--text-code)',
          codeLineHeight: '1.55',
          codePaddingInline: '1rem',
          uiFontFamily: 'var(--font-body)',
          frames: {
            frameBoxShadowCssValue: 'none',
            editorBackground: 'var(--panel)',
            editorTabBarBackground: 'var(--panel)',
            editorTabBarBorderColor: 'transparent',
            editorTabBarBorderBottomColor: 'var(--line)',
            editorActiveTabBackground: 'transparent',
            editorActiveTabForeground: 'var(--muted)',
            editorActiveTabBorderColor: 'transparent',
            editorActiveTabIndicatorTopColor: 'transparent',
            editorActiveTabIndicatorBottomColor: 'transparent',
            terminalBackground: 'var(--panel)',
            terminalTitlebarBackground: 'var(--panel)',
            terminalTitlebarForeground: 'var(--muted)',
            terminalTitlebarBorderBottomColor: 'var(--line)',
            terminalTitlebarDotsOpacity: '0',
            inlineButtonForeground: 'var(--ink)',
          },
        },
      },
    }),
    preact(),
    baseLinks(),
    systemTheme(),
    csp(),
  ],
});
