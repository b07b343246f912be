import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import baseLinks from './build/base-links.mjs';
import bundle from './build/bundle.mjs';
import chunks from './build/chunks.mjs';
import csp from './build/csp.mjs';
import labs from './build/labs.mjs';
import leanPages from './build/lean-pages.mjs';
import systemTheme from './build/system-theme.mjs';
import unusedStyles from './build/unused-styles.mjs';
import { workbook } from './workbook.config.ts';

const shell = (name) => `./src/components/shell/${name}.astro`;

export default defineConfig({
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  prefetch: false,
  devToolbar: { enabled: false },
  vite: {
    plugins: [bundle(), chunks()],
    // Astro's own directive has done its work when the pages are bundled.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  },
  integrations: [
    labs(),
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
        { label: 'Reference', items: ['reference/quotas', 'events', 'reference/simulator'] },
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
    }),
    preact(),
    baseLinks(),
    systemTheme(),
    leanPages(),
    unusedStyles(),
    csp(workbook.account),
  ],
});
