import { type CloudResponse, toBytes } from '../../http.ts';

/** An element's content: text, elements by name, or the same element several times. */
export type Content =
  | string
  | number
  | boolean
  | { [name: string]: Content | readonly Content[] | undefined };

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escapeXml = (text: string) => text.replace(/[&<>"\r]/g, (character) => ENTITIES[character]!);

function write(name: string, content: Content | readonly Content[] | undefined): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map((one) => write(name, one)).join('');
  if (typeof content !== 'object') return `<${name}>${escapeXml(String(content))}</${name}>`;
  const inside = Object.entries(content).map(([child, value]) => write(child, value));
  return `<${name}>${inside.join('')}</${name}>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** A result of S3; those have a namespace. */
export const resultXml = (name: string, content: Content): CloudResponse => ({
  statusCode: 200,
  headers: { 'content-type': 'application/xml' },
  body: toBytes(HEAD + write(name, content).replace(`<${name}>`, `<${name} ${NAMESPACE}>`)),
});

/** An error of S3; those have none. */
export const errorXml = (statusCode: number, content: Content): CloudResponse => ({
  statusCode,
  headers: { 'content-type': 'application/xml' },
  body: toBytes(HEAD + write('Error', content)),
});
