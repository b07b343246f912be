import type { LabSettings } from './lab.ts';

/** Lambda's own choice where a function does not say. */
const ARCHITECTURE = 'x86_64';

type Settings = Pick<
  LabSettings,
  'runtime' | 'handler' | 'memorySize' | 'timeout' | 'environment' | 'account'
>;

/** The logical ID of a lab's function: letters and digits only, as CloudFormation wants it. */
export const logicalId = (slug: string) =>
  `${slug.replace(/(?:^|[^a-z0-9]+)([a-z0-9]?)/gi, (_, letter: string) => letter.toUpperCase())}Function`;

/** `template.yaml` for one function whose code lies in `src/`; its alias, if it has one, moves in two steps. */
export function samTemplate(slug: string, description: string, settings: Settings): string {
  const id = logicalId(slug);
  const variables = Object.entries(settings.environment);
  const environment =
    variables.length === 0
      ? []
      : [
          '      Environment:',
          '        Variables:',
          ...variables.map(([name, value]) => `          ${quoted(name)}: ${quoted(value)}`),
        ];
  const [alias] = settings.account?.aliases ?? [];
  const deployment = alias
    ? [
        `      AutoPublishAlias: ${quoted(alias.name)}`,
        '      DeploymentPreference:',
        '        Type: Canary10Percent5Minutes',
      ]
    : [];
  return [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Transform: AWS::Serverless-2016-10-31',
    `Description: ${quoted(description)}`,
    '',
    'Resources:',
    `  ${id}:`,
    '    Type: AWS::Serverless::Function',
    '    Properties:',
    '      CodeUri: src/',
    `      Handler: ${quoted(settings.handler)}`,
    `      Runtime: ${settings.runtime}`,
    `      MemorySize: ${settings.memorySize}`,
    `      Timeout: ${settings.timeout}`,
    '      Architectures:',
    `        - ${ARCHITECTURE}`,
    ...environment,
    ...deployment,
    '',
    'Outputs:',
    `  ${id}Arn:`,
    '    Description: ARN of the function',
    `    Value: !GetAtt ${id}.Arn`,
    '',
  ].join('\n');
}

/** A YAML string that means `text` and nothing else: JSON's quotes, and an escape for what YAML would not print. */
const quoted = (text: string) =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
