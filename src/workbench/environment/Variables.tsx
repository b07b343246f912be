import type { EnvironmentSnapshot } from '../../cloud/environment/snapshot.ts';

type Variable = EnvironmentSnapshot['variables'][number];

/** The variables by who set them: the function's configuration, or Lambda. */
export function Variables({ variables }: { variables: readonly Variable[] }) {
  const own = variables.filter(({ setBy }) => setBy === 'function');
  const lambdas = variables.filter(({ setBy }) => setBy === 'lambda');
  return (
    <>
      <p>
        As they were when the environment started. Among Lambda’s are the role’s temporary credentials (
        <code>AWS_ACCESS_KEY_ID</code> and its two companions); here they are made up and open nothing.
      </p>
      <h4>Set by this function’s configuration</h4>
      {own.length > 0 ? <List variables={own} /> : <p>None.</p>}
      <details>
        <summary>Set by Lambda ({lambdas.length})</summary>
        <List variables={lambdas} />
      </details>
    </>
  );
}

const List = ({ variables }: { variables: readonly Variable[] }) => (
  <dl>
    {variables.map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
