/** Serves a built site as any static host would: `node scripts/serve.mjs [folder]`, on PORT, under BASE_PATH. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

const folder = process.argv[2] ?? 'dist';
const base = (process.env.BASE_PATH ?? '/').replace(/\/$/, '');
const port = Number(process.env.PORT ?? 4321);

if (!existsSync(join(folder, 'index.html'))) {
  console.error(`There is no built site in ${folder}. Run: npm run build`);
  process.exit(1);
}

const files = sirv(folder, {
  dev: true,
  onNoMatch: (_request, response) =>
    response
      .writeHead(404, { 'content-type': 'text/html;charset=utf-8' })
      .end(readFileSync(join(folder, '404.html'))),
});

const server = createServer((request, response) => {
  if (base && !request.url.startsWith(`${base}/`)) {
    response.writeHead(302, { location: `${base}/` }).end();
    return;
  }
  request.url = request.url.slice(base.length);
  files(request, response);
});

server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
  process.exit(1);
});
server.listen(port, 'localhost', () => {
  console.log(`\n  The Lambda Workbook is at http://localhost:${port}${base}/\n  Stop it with Ctrl+C.\n`);
});
