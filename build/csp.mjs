import { createHash } from 'node:crypto';
import { frameScript } from '../src/sandbox/frame-script.mjs';
import { placesOf } from '../src/targets/places.ts';
import { rewritePages } from './pages.mjs';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const SIMULATES = /<[a-z][^>]*\sdata-(?:lab|simulates)[=\s>]/;

const IN_AN_ACCOUNT = /<[a-z][^>]*\sdata-in-an-account[=\s>]/;

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The policy of one page. A `srcdoc` frame inherits it, so a page that simulates also allows what that frame does. */
function policyFor(html, places) {
  const simulates = SIMULATES.test(html);
  const scripts = new Set([...html.matchAll(INLINE_SCRIPT)].map(([, text]) => hash(text)));
  if (simulates) scripts.add(hash(frameScript));
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...(IN_AN_ACCOUNT.test(html) ? places.map(({ url }) => url) : [])].join(' '),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    simulates ? "worker-src 'self' blob:" : "worker-src 'self'",
    "frame-src 'self'",
  ].join('; ');
}

/**
 * Gives every finished page its Content Security Policy, first in its head: no server has to send a header.
 * @param account the places to which a page may connect that has a lab for an account
 */
export default function csp(account) {
  const places = placesOf(account);
  return {
    name: 'csp',
    hooks: {
      'astro:build:done': ({ dir }) =>
        rewritePages(dir, (html) =>
          html.replace(
            /<head[^>]*>/,
            (head) =>
              `${head}<meta http-equiv="content-security-policy" content="${policyFor(html, places)}">`,
          ),
        ),
    },
  };
}
