import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const site = (folder: string, port: number, base: string) => ({
  folder,
  port,
  base,
  url: `http://localhost:${port}${base}`,
});

const PORT = Number(process.env.TEST_PORT ?? 4331);

/** The built site as it is, and built for a folder of a host. */
export const SITES = {
  root: site('dist', PORT, '/'),
  classroom: site('test-results/class-site', PORT + 1, '/class/wb/'),
};

/** Every page of a built site, as paths below its base. */
export const pagesOf = ({ folder }: { folder: string }): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
    .sort();

/** The bytes of what a URL of the site stands for. */
export const fileOf = ({ folder, base }: { folder: string; base: string }, url: string): string => {
  const path = decodeURIComponent(new URL(url).pathname).slice(base.length);
  return join(root, folder, path === '' || path.endsWith('/') ? `${path}index.html` : path);
};
