import { expect, test } from 'vitest';
import { placesOf } from '../../src/targets/places.ts';
import { workbook } from '../../workbook.config.ts';

test('a region is the address of Lambda there', () => {
  expect(placesOf({ regions: ['eu-central-1'], endpoints: [] })).toEqual([
    { name: 'eu-central-1', url: 'https://lambda.eu-central-1.amazonaws.com', region: 'eu-central-1' },
  ]);
});

test('the workbook as it comes names a cloud on this computer', () => {
  expect(placesOf(workbook.account).map(({ url }) => url)).toContain('http://127.0.0.1:9000');
});

const endpoint = (url: string) => () =>
  placesOf({ regions: [], endpoints: [{ name: 'Ours', url, region: 'us-east-1' }] });

test.each([
  'http://lambda.example.com',
  'https://example.com/lambda',
  'https://example.com https://evil.example',
  "https://example.com; script-src 'unsafe-eval'",
  'javascript:alert(1)',
  '*',
])('an endpoint that a page must not connect to is refused with the remedy: %s', (url) => {
  expect(endpoint(url)).toThrow(/workbook\.config\.ts: account\.endpoints .* Write an origin/s);
});

test('a region that is none is refused', () => {
  expect(() => placesOf({ regions: ['us-east-1; *'], endpoints: [] })).toThrow(
    /Write a region as eu-central-1/,
  );
});
