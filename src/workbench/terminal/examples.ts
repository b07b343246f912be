const LONGEST_PAYLOAD = 80;

/** Lines that work in a lab's terminal; `eventText` is the event to invoke the function with. */
export function examplesFor(functionName: string, eventText: string): readonly string[] {
  const payload = payloadOf(eventText);
  const invoke = [
    `aws lambda invoke --function-name ${functionName}`,
    ...(payload ? [`--cli-binary-format raw-in-base64-out --payload '${payload}'`] : []),
    'out.json && cat out.json',
  ];
  return ['ls', 'aws lambda list-functions', invoke.join(' '), 'help'];
}

/** The event in one line, if it is short and can be quoted. */
function payloadOf(eventText: string): string | undefined {
  try {
    const payload = JSON.stringify(JSON.parse(eventText));
    return payload.length > LONGEST_PAYLOAD || payload.includes("'") || payload === '{}'
      ? undefined
      : payload;
  } catch {
    return undefined;
  }
}
