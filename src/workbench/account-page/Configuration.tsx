import { Facts } from './Facts.tsx';
import type { FunctionOverview } from './overview.ts';
import { Table } from './Table.tsx';
import { shortHash, sizeInWords, timeInWords } from './words.ts';

/** The configuration of `$LATEST`, in the words of the API. */
export function Configuration({
  shown: { configuration, tags, reservedConcurrency },
}: {
  shown: FunctionOverview;
}) {
  const variables = Object.entries(configuration.Environment?.Variables ?? {});
  const layers = configuration.Layers ?? [];
  return (
    <>
      <Facts
        facts={{
          Description: configuration.Description,
          Runtime: configuration.Runtime,
          Handler: configuration.Handler,
          MemorySize: `${configuration.MemorySize} MB`,
          Timeout: `${configuration.Timeout} s`,
          EphemeralStorage: `${configuration.EphemeralStorage?.Size} MB`,
          Architectures: configuration.Architectures?.join(', '),
          Role: configuration.Role,
          FunctionArn: configuration.FunctionArn,
          CodeSha256: <code title={configuration.CodeSha256}>{shortHash(configuration.CodeSha256)}</code>,
          CodeSize: sizeInWords(configuration.CodeSize ?? 0),
          LastModified: `${timeInWords(configuration.LastModified)} UTC`,
          State: configuration.State,
          LastUpdateStatus: configuration.LastUpdateStatus,
          LogFormat: configuration.LoggingConfig?.LogFormat,
          'Reserved concurrency':
            reservedConcurrency === undefined
              ? 'none: it shares what the account has'
              : String(reservedConcurrency),
        }}
      />
      <h4>Environment variables</h4>
      {variables.length === 0 ? (
        <p class="wb-empty">None are set.</p>
      ) : (
        <Table
          caption="Environment variables"
          columns={['Key', 'Value']}
          rows={variables.map(([key, value]) => ({ key, cells: [<code>{key}</code>, <code>{value}</code>] }))}
        />
      )}
      <h4>Layers</h4>
      {layers.length === 0 ? (
        <p class="wb-empty">None are attached.</p>
      ) : (
        <Table
          caption="Layers, in the order in which they are merged"
          columns={['Merge order', 'Layer version', 'Code size']}
          rows={layers.map(({ Arn = '', CodeSize = 0 }, at) => ({
            key: Arn,
            cells: [at + 1, <code>{Arn}</code>, sizeInWords(CodeSize)],
          }))}
        />
      )}
      <h4>Tags</h4>
      {Object.keys(tags).length === 0 ? (
        <p class="wb-empty">It has none.</p>
      ) : (
        <Table
          caption="Tags"
          columns={['Key', 'Value']}
          rows={Object.entries(tags).map(([key, value]) => ({ key, cells: [key, value] }))}
        />
      )}
    </>
  );
}
