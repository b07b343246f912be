import type { ModuleState } from '../../cloud/environment/runtime-process.ts';

const nameOf = (path: string) => path.replace('/var/task/', '');

/** What each module of the function's code holds between invokes. */
export function ModuleStates({ modules }: { modules: readonly ModuleState[] | undefined }) {
  if (!modules)
    return (
      <p>
        This panel looks into modules of Node.js only: what Python or a script keeps in its variables is kept
        all the same.
      </p>
    );
  if (modules.length === 0)
    return <p>The function’s modules declare nothing outside of the handler, so there is nothing to keep.</p>;
  return (
    <>
      <p>What is declared outside of the handler, with the value that the next invoke will find.</p>
      {modules.map((module) => (
        <Module key={module.path} module={module} />
      ))}
    </>
  );
}

function Module({ module: { path, values, functions, more } }: { module: ModuleState }) {
  return (
    <div class="wb-env-module">
      <h4>
        <code>{nameOf(path)}</code>
      </h4>
      {values.length > 0 && (
        <dl>
          {values.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {(functions.length > 0 || more > 0) && (
        <p>
          {functions.length > 0 && (
            <>
              Functions and classes: <code>{functions.join(', ')}</code>.
            </>
          )}
          {more > 0 &&
            ` ${more.toLocaleString('en-US')} more ${more === 1 ? 'name is' : 'names are'} not shown.`}
        </p>
      )}
    </div>
  );
}
