/** What the form for a new function begins with, by runtime. */
export const STARTERS = {
  'nodejs24.x': {
    label: 'Node.js 24',
    path: 'index.mjs',
    handler: 'index.handler',
    code: `export const handler = async (event, context) => {
  console.log('Event:', event);
  return { message: 'Hello from ' + context.functionName };
};
`,
  },
  'python3.14': {
    label: 'Python 3.14',
    path: 'lambda_function.py',
    handler: 'lambda_function.lambda_handler',
    code: `def lambda_handler(event, context):
    print("Event:", event)
    return {"message": "Hello from " + context.function_name}
`,
  },
} as const;

export type StarterRuntime = keyof typeof STARTERS;

export const STARTER_RUNTIMES = Object.keys(STARTERS) as StarterRuntime[];
