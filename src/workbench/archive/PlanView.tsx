import type { Plan } from './plan.ts';
import type { Found } from './read-zip.ts';

interface Props {
  name: string;
  found: Found;
  plan: Plan;
  changes: boolean;
}

/** What a zip would change, before it does. */
export function PlanView({ name, found, plan, changes }: Props) {
  return (
    <div class="wb-import-plan">
      <p>
        <strong>{name}</strong>{' '}
        {changes
          ? 'would change your files. You can undo it.'
          : 'changes nothing: you have these files already.'}
      </p>
      {found.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <dl>
        <Files title="Added" paths={plan.added} />
        <Files title="Changed" paths={plan.changed} />
        <Files title="Removed" paths={plan.removed} />
        <Files title="Skipped: not text" paths={found.skipped} />
        {plan.apart.length > 0 && (
          <div>
            <dt>Not taken over</dt>
            {plan.apart.map(({ path, why }) => (
              <dd key={path}>
                <code>{path}</code>: {why}
              </dd>
            ))}
          </div>
        )}
      </dl>
      {plan.warning && <p class="wb-import-refused">{plan.warning}</p>}
    </div>
  );
}

function Files({ title, paths }: { title: string; paths: readonly string[] }) {
  if (paths.length === 0) return null;
  return (
    <div>
      <dt>{title}</dt>
      {paths.map((path) => (
        <dd key={path}>
          <code>{path}</code>
        </dd>
      ))}
    </div>
  );
}
