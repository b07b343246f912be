import type { LayerOverview } from './overview.ts';
import { Table } from './Table.tsx';
import { sizeInWords, timeInWords } from './words.ts';

/** The layers of the account, and which functions have which version of them. */
export const Layers = ({ layers }: { layers: readonly LayerOverview[] }) => (
  <>
    <h3>Layers</h3>
    {layers.length === 0 ? (
      <p class="wb-empty">
        There are no layers yet. A layer is a zip that is merged into /opt of the functions that have it.
      </p>
    ) : (
      layers.map(({ name, versions }) => (
        <section key={name}>
          <h4>{name}</h4>
          <Table
            caption={`Versions of ${name}`}
            columns={[
              'Version',
              'Description',
              'Compatible runtimes',
              'Code size',
              'Created (UTC)',
              'Used by',
            ]}
            rows={versions.map((version) => ({
              key: String(version.Version),
              cells: [
                version.Version,
                version.Description || '–',
                version.CompatibleRuntimes?.join(', ') || '–',
                sizeInWords(version.codeSize),
                timeInWords(version.CreatedDate),
                version.usedBy.join(', ') || 'nobody',
              ],
            }))}
          />
        </section>
      ))
    )}
  </>
);
