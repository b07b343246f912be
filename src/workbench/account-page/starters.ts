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
  'provided.al2023': {
    label: 'OS-only (Amazon Linux 2023)',
    path: 'bootstrap',
    handler: 'bootstrap',
    code: `#!/bin/bash
set -euo pipefail
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  HEADERS="$(mktemp)"
  EVENT=$(curl -sSD "$HEADERS" "$API/next")
  ID=$(grep -i lambda-runtime-aws-request-id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
  echo "Event: $EVENT"
  curl -sS -o /dev/null "$API/$ID/response" -d '{"message": "Hello from '"$AWS_LAMBDA_FUNCTION_NAME"'"}'
done
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
