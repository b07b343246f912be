import { isMap, isScalar, parseDocument } from 'yaml';

/** The folder of the first function of a SAM template, without slashes at its ends; undefined when it names none. */
export function codeUri(template: string): string | undefined {
  const document = parseDocument(template, { logLevel: 'silent' });
  const resources = document.errors.length === 0 ? document.get('Resources') : undefined;
  if (!isMap(resources)) return undefined;
  for (const { value } of resources.items) {
    if (!isMap(value) || value.get('Type') !== 'AWS::Serverless::Function') continue;
    const uri = value.getIn(['Properties', 'CodeUri'], true);
    if (isScalar(uri) && !uri.tag && typeof uri.value === 'string')
      return uri.value.replace(/^(\.?\/)+|\/+$|^\.$/g, '');
  }
  return undefined;
}
