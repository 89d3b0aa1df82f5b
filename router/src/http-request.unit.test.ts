import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readParameters, UnsupportedMediaType } from './http-request.ts';

const BODY = '{"query":"{ __typename }"}';

function post(contentType: string | undefined): Promise<unknown> {
  const request = new IncomingMessage(new Socket());
  request.method = 'POST';
  if (contentType !== undefined) request.headers['content-type'] = contentType;
  request.push(BODY);
  request.push(null);
  return readParameters(request, { search: '' });
}

/** A token of HTTP. */
const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/);
const parameter = fc
  .tuple(
    token,
    fc.oneof(
      token,
      token.map((text) => `"${text} ; ,"`),
    ),
  )
  .filter(([name]) => name.toLowerCase() !== 'charset')
  .map(([name, value]) => `${name}=${value}`);
const charset = fc.constantFrom(
  'charset=utf-8',
  'CHARSET="UTF-8"',
  'charset=utf8',
  'charset=Utf-8',
);
const space = fc.constantFrom('', ' ', '  ', '\t');
/** `application/json` as HTTP lets it be written: any case, any parameters, spaces, semicolons without anything. */
const json = fc
  .tuple(
    fc.constantFrom('application/json', 'Application/JSON', 'APPLICATION/json'),
    fc.array(fc.tuple(space, fc.oneof(parameter, charset, fc.constant('')), space)),
  )
  .map(([essence, parameters]) => [essence, ...parameters.map((p) => p.join(''))].join(';'));

describe('the type of a body', () => {
  test('is JSON whatever else is said of it', async () => {
    await fc.assert(
      fc.asyncProperty(json, async (type) => {
        expect(await post(type)).toMatchObject({ query: '{ __typename }' });
      }),
    );
  });

  test.each([
    ...[undefined, '', ';', 'application', 'application/json, text/plain', 'text/plain'],
    ...[
      'text/plain; a=application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ],
    ...[
      'application/json; charset=utf-16',
      'application/json; charset="iso-8859-1"',
      'application/ json',
    ],
    ...['application/jsonx', 'xapplication/json', 'application/graphql', 'text/json'],
  ])('is refused otherwise: %s', async (type) => {
    await expect(post(type)).rejects.toBeInstanceOf(UnsupportedMediaType);
  });

  test('is refused whatever its kind', async () => {
    await fc.assert(
      fc.asyncProperty(token, token, async (type, subtype) => {
        fc.pre(`${type}/${subtype}`.toLowerCase() !== 'application/json');
        await expect(post(`${type}/${subtype}`)).rejects.toBeInstanceOf(UnsupportedMediaType);
      }),
    );
  });
});
