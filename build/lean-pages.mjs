import { rewritePages } from './pages.mjs';

const SIDEBAR_SCRIPT =
  /<script type="module">(?:(?!<\/script>)[\s\S])*starlight__sidebar(?:(?!<\/script>)[\s\S])*sl-sidebar-state-p(?:(?!<\/script>)[\s\S])*<\/script>/;

/** Takes out of finished pages what Starlight puts in for nothing: who generated them, a script for a sidebar that is not there. */
export default function leanPages() {
  return {
    name: 'lean-pages',
    hooks: {
      'astro:build:done': ({ dir }) =>
        rewritePages(dir, (html) => {
          const lean = html.replaceAll(/<meta name="generator"[^>]*>/g, '');
          return lean.includes('id="starlight__sidebar"') ? lean : lean.replace(SIDEBAR_SCRIPT, '');
        }),
    },
  };
}
