import { ListEventSourceMappingsResponse$ } from '@aws-sdk/client-lambda';
import { NormalizedSchema } from '@smithy/core/schema';
import { expect, test } from 'vitest';
import { print, toPlain } from '../../../src/terminal/aws/output.ts';

const USERS = {
  Users: [
    { Arn: 'arn:aws:iam::123456789012:user/Admin', Path: '/', UserName: 'Admin' },
    { Arn: 'arn:aws:iam::123456789012:user/joe', Path: '/team/', UserName: 'joe', Tags: null },
  ],
};

test('json is indented by four spaces, and an answer without members prints nothing', () => {
  expect(print('json', { Version: '1', Layers: [] }, '')).toBe(
    '{\n    "Version": "1",\n    "Layers": []\n}\n',
  );
  expect(print('json', {}, '')).toBe('');
  expect(print('json', [], '')).toBe('[]\n');
  expect(print('json', null, '')).toBe('null\n');
});

test('text has a line for each structure, with its scalars by the order of their names', () => {
  expect(print('text', USERS, '')).toBe(
    'USERS\tarn:aws:iam::123456789012:user/Admin\t/\t\tAdmin\n' +
      'USERS\tarn:aws:iam::123456789012:user/joe\t/team/\tNone\tjoe\n',
  );
  expect(
    print(
      'text',
      [
        ['Admin', 1],
        ['joe', true],
      ],
      '',
    ),
  ).toBe('Admin\t1\njoe\tTrue\n');
  expect(print('text', ['a', 'b'], '')).toBe('a\tb\n');
  expect(print('text', { Layers: ['a', 'b'] }, '')).toBe('LAYERS\ta\nLAYERS\tb\n');
  expect(print('text', null, '')).toBe('None\n');
  expect(print('text', [], '')).toBe('');
});

test('a table has a box for each structure', () => {
  expect(
    print('table', { Users: USERS.Users.map(({ Path, UserName }) => ({ Path, UserName })) }, 'ListUsers'),
  ).toBe(
    [
      '--------------------------',
      '|        ListUsers       |',
      '+------------------------+',
      '||         Users        ||',
      '|+---------+------------+|',
      '||  Path   | UserName   ||',
      '|+---------+------------+|',
      '||  /      |  Admin     ||',
      '||  /team/ |  joe       ||',
      '|+---------+------------+|',
      '',
    ].join('\n'),
  );
});

test('a table that is wider than the terminal has the names of a single row at its left', () => {
  const row = { Description: 'x'.repeat(60), FunctionName: 'hello', Timeout: 3 };
  expect(print('table', row, 'GetFunctionConfiguration')).toContain('|  Timeout     |  3  ');
  expect(print('table', [], 'ListUsers')).toBe('');
});

test('times are those of Python, blobs base64, members in the order of the model', () => {
  const answer = {
    EventSourceMappings: [{ LastModified: new Date(Date.UTC(2026, 10, 23, 10, 40, 0, 120)), UUID: 'id' }],
  };
  expect(print('json', toPlain(NormalizedSchema.of(ListEventSourceMappingsResponse$), answer), '')).toBe(
    [
      '{',
      '    "EventSourceMappings": [',
      '        {',
      '            "UUID": "id",',
      '            "LastModified": "2026-11-23T10:40:00.120000+00:00"',
      '        }',
      '    ]',
      '}',
      '',
    ].join('\n'),
  );
});
