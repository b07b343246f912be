import { expect, test } from 'vitest';
import { readCredentials } from '../../src/targets/credentials.ts';

const KEY = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'ab/c+d==', sessionToken: 'IQoJb3/+==' };

test('reads what the access portal gives to shells of Unix, and to PowerShell', () => {
  expect(
    readCredentials(
      'export AWS_ACCESS_KEY_ID="ASIAEXAMPLE"\nexport AWS_SECRET_ACCESS_KEY="ab/c+d=="\nexport AWS_SESSION_TOKEN="IQoJb3/+=="',
    ),
  ).toEqual(KEY);
  expect(
    readCredentials(
      '$Env:AWS_ACCESS_KEY_ID="ASIAEXAMPLE"\r\n$Env:AWS_SECRET_ACCESS_KEY="ab/c+d=="\r\n$Env:AWS_SESSION_TOKEN="IQoJb3/+=="',
    ),
  ).toEqual(KEY);
});

test('reads a profile of the credentials file, and the JSON of aws sts', () => {
  expect(
    readCredentials(
      '[class]\naws_access_key_id = ASIAEXAMPLE\naws_secret_access_key=ab/c+d==\naws_session_token = IQoJb3/+==\n',
    ),
  ).toEqual(KEY);
  const { accessKeyId, secretAccessKey, sessionToken } = KEY;
  const answer = {
    Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken },
  };
  expect(readCredentials(JSON.stringify(answer, undefined, 4))).toEqual(KEY);
});

test('gives long-lived keys without a token, and nothing where the key or its secret is missing', () => {
  expect(readCredentials('AWS_ACCESS_KEY_ID=AKIA\nAWS_SECRET_ACCESS_KEY=s')).toEqual({
    accessKeyId: 'AKIA',
    secretAccessKey: 's',
  });
  expect(readCredentials('AWS_ACCESS_KEY_ID=AKIA')).toBeUndefined();
  expect(readCredentials('AWS_SECRET_ACCESS_KEY=s')).toBeUndefined();
  expect(readCredentials('')).toBeUndefined();
});
