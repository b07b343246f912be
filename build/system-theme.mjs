import { rewritePages } from './pages.mjs';

/** Starlight marks its pages as dark until a script says otherwise; without scripts, the system's choice should hold. */
export default function systemTheme() {
  return {
    name: 'system-theme',
    hooks: {
      'astro:build:done': ({ dir }) =>
        rewritePages(dir, (html) => html.replace(/(<html[^>]*) data-theme="dark"/, '$1')),
    },
  };
}
