import nodeGlobals from './node-globals.d.ts.txt?raw';

const awsLambda = import.meta.glob<string>('/node_modules/@types/aws-lambda/**/*.d.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Type declarations by file URI: `@types/aws-lambda` and the few globals of Node.js that handlers use. */
export const declarations: ReadonlyMap<string, string> = new Map([
  ['file:///node-globals.d.ts', nodeGlobals],
  ...Object.entries(awsLambda).map(([path, text]): [string, string] => [`file://${path}`, text]),
]);
