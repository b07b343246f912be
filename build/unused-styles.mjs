import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'lightningcss';
import { rewritePages } from './pages.mjs';

const WORD = /[\w-]+(?::[\w-]+)*/g;
const CLASS = /\.((?:\\.|[A-Za-z_-])(?:\\.|[\w-])*)/g;

/** Every word of `text`, alone and with what a colon ties to it, as in the class `md:sl-flex`. */
function wordsOf(text) {
  const together = text.match(WORD) ?? [];
  return together.flatMap((word) => [word, ...word.split(':')]);
}

/**
 * Takes the rules for classes that occur nowhere in the site out of the style sheets that all pages link: the shell
 * brings styles for many parts that are not used here. A sheet that a script loads stays as it is. What is left gets a new name, so
 * that no browser keeps an old one.
 */
export default function unusedStyles() {
  return {
    name: 'unused-styles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        const files = readdirSync(root, { recursive: true }).filter((file) => !file.startsWith('pagefind'));
        const read = (extension) =>
          files.filter((file) => file.endsWith(extension)).map((file) => readFileSync(root + file, 'utf8'));
        const scripts = read('.js');
        const used = new Set([...scripts, ...read('.html')].flatMap(wordsOf));
        const renamed = new Map();
        for (const file of files.filter((each) => each.endsWith('.css'))) {
          const name = file.split('/').at(-1);
          if (scripts.some((script) => script.includes(name))) continue;
          const code = readFileSync(root + file);
          const classes = [...code.toString().matchAll(CLASS)].map(([, each]) => each.replaceAll('\\', ''));
          const unusedSymbols = classes.filter((each) => !used.has(each));
          const { code: kept } = transform({ filename: file, code, minify: true, unusedSymbols });
          const hash = createHash('sha256').update(kept).digest('base64url').slice(0, 8);
          const next = `${name.split('.')[0]}.${hash}.css`;
          writeFileSync(root + file.replace(name, next), kept);
          rmSync(root + file);
          renamed.set(name, next);
        }
        return rewritePages(dir, (html) =>
          [...renamed].reduce((text, [name, next]) => text.replaceAll(name, next), html),
        );
      },
    },
  };
}
