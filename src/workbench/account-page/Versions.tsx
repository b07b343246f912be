import type { FunctionOverview } from './overview.ts';
import { Table } from './Table.tsx';
import { shortHash, sizeInWords, timeInWords } from './words.ts';

/** `$LATEST` and what was published of it. */
export const Versions = ({ shown: { name, versions, aliases } }: { shown: FunctionOverview }) => (
  <>
    <Table
      caption={`Versions of ${name}`}
      columns={['Version', 'Description', 'CodeSha256', 'Code size', 'Last modified (UTC)', 'Aliases']}
      rows={versions.map(({ Version = '', Description, CodeSha256, CodeSize = 0, LastModified }) => ({
        key: Version,
        cells: [
          Version,
          Description || '–',
          <code title={CodeSha256}>{shortHash(CodeSha256)}</code>,
          sizeInWords(CodeSize),
          timeInWords(LastModified),
          aliases
            .filter(
              ({ FunctionVersion, RoutingConfig }) =>
                FunctionVersion === Version || Version in (RoutingConfig?.AdditionalVersionWeights ?? {}),
            )
            .map(({ Name }) => Name)
            .join(', ') || '–',
        ],
      }))}
    />
    {versions.length === 1 && (
      <p class="wb-empty">
        Nothing is published yet. A version keeps code and configuration as they are then.
      </p>
    )}
  </>
);
