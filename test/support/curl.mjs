#!/usr/bin/env node
/** In place of curl on a machine that has none: the few options that a bootstrap needs, over real HTTP. */
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { ...flag, short: 's' },
    'show-error': { ...flag, short: 'S' },
    location: { ...flag, short: 'L' },
    'dump-header': { ...text, short: 'D' },
    data: { ...text, short: 'd' },
    header: { ...text, short: 'H', multiple: true, default: [] },
  },
});
const method = values.data === undefined ? 'GET' : 'POST';
const headers = Object.fromEntries(values.header.map((line) => line.split(/:\s*(.*)/s, 2)));
request(positionals[0], { method, headers }, (response) => {
  const lines = response.rawHeaders.map((part, at) => part + (at % 2 === 0 ? ': ' : '\r\n'));
  if (values['dump-header']) writeFileSync(values['dump-header'], lines.join(''));
  response.pipe(process.stdout);
}).end(values.data);
