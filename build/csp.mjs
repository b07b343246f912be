import { createHash } from 'node:crypto';
import { frameScript } from '../src/sandbox/frame-script.mjs';
import { rewritePages } from './pages.mjs';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const SIMULATES = /<[a-z][^>]*\sdata-(?:lab|simulates)[=\s>]/;

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The policy of one page. A `srcdoc` frame inherits it, so a page that simulates also allows what that frame does. */
function policyFor(html) {
  const simulates = SIMULATES.test(html);
  const scripts = new Set([...html.matchAll(INLINE_SCRIPT)].map(([, text]) => hash(text)));
  if (simulates) scripts.add(hash(frameScript));
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    simulates ? "worker-src 'self' blob:" : "worker-src 'self'",
    "frame-src 'self'",
  ].join('; ');
}

/** Gives every finished page its Content Security Policy, first in its head: no server has to send a header. */
export default function csp() {
  return {
    name: 'csp',
    hooks: {
      'astro:build:done': ({ dir }) =>
        rewritePages(dir, (html) =>
          html.replace(
            /<head[^>]*>/,
            (head) => `${head}<meta http-equiv="content-security-policy" content="${policyFor(html)}">`,
          ),
        ),
    },
  };
}
