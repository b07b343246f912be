import { prettyJson } from '../json-view.ts';
import type { FunctionOverview } from './overview.ts';

/** Who else may invoke the function: its resource-based policies. */
export const Permissions = ({ shown: { name, policies } }: { shown: FunctionOverview }) =>
  policies.length === 0 ? (
    <p class="wb-empty">
      It has no resource-based policy: only identities of this account may invoke it. AddPermission makes one.
    </p>
  ) : (
    policies.map(({ qualifier, policy }) => (
      <section key={qualifier}>
        <h4>Resource-based policy of {qualifier ? `${name}:${qualifier}` : name}</h4>
        <pre class="ap-text">{prettyJson(policy)}</pre>
      </section>
    ))
  );
