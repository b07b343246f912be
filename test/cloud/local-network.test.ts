import { expect, test } from 'vitest';
import { createLocalNetwork } from '../../src/cloud/environment/local-network.ts';

const REQUEST = { method: 'GET', path: '/', headers: {}, body: 'a' };
const none = () => {};

test('a request gets to what listens on its port, and to nothing once that is closed', () => {
  const network = createLocalNetwork();
  const heard: string[] = [];
  const listening = network.listen(80, ({ body }, respond) => respond({ status: 200, headers: {}, body }));
  const ask = () => network.send(80, REQUEST, ({ body }) => heard.push(body));
  expect(ask()).toBe(true);
  expect(heard).toEqual(['a']);
  listening?.close();
  expect(ask()).toBe(false);
});

test('a port is listened on once, that of the Runtime API never', () => {
  const network = createLocalNetwork();
  expect(network.listen(80, none)?.port).toBe(80);
  expect(network.listen(80, none)).toBeUndefined();
  expect(network.listen(9001, none)).toBeUndefined();
});

test('free ports are numbered, as many as there are descriptors', () => {
  const network = createLocalNetwork();
  const ports = Array.from({ length: 1_025 }, () => network.listen(0, none)?.port);
  expect(ports.slice(0, 2)).toEqual([32_768, 32_769]);
  expect(ports.slice(-2)).toEqual([32_768 + 1_023, undefined]);
});
