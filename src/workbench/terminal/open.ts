import type { LabSession } from '../../lab/session.ts';
import { sendBy } from '../../targets/send.ts';
import { createAwsCommand } from '../../terminal/aws/aws.ts';
import { createAwsCompletion } from '../../terminal/aws/complete.ts';
import { openTerminal, type Terminal } from '../../terminal/frame.ts';
import type { ShellFile } from '../../terminal/shell.ts';

/** Opens a terminal whose `aws` speaks to the account of the session that `prepare` gives, which may be another one later. */
export function openLabTerminal(
  files: readonly ShellFile[],
  prepare: () => Promise<LabSession>,
): Promise<Terminal> {
  let known: { session: LabSession; aws: ReturnType<typeof awsOf> } | undefined;
  const aws = async () => {
    const session = await prepare();
    if (known?.session !== session) known = { session, aws: awsOf(session) };
    return known.aws;
  };
  return openTerminal({
    files,
    aws: async (...asked) => (await aws()).command(...asked),
    completeAws: async (words) => (await aws()).complete(words),
    account: {
      send: async (request) => sendBy((await prepare()).client, request),
      async advance(ms) {
        await (await prepare()).advance(ms);
      },
    },
  });
}

const awsOf = ({ client, settled }: LabSession) => ({
  command: createAwsCommand(client, settled),
  complete: createAwsCompletion(client),
});
