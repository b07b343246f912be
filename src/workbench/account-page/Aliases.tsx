import { DeleteAliasCommand } from '@aws-sdk/client-lambda';
import { AliasForm } from './AliasForm.tsx';
import { AliasPicture } from './AliasPicture.tsx';
import { routesInWords, routesOf } from './alias-routes.ts';
import type { FunctionOverview } from './overview.ts';
import { Remove } from './Remove.tsx';
import type { OpenAccount } from './use-account.ts';

interface Props {
  account: OpenAccount;
  shown: FunctionOverview;
}

/** Where each alias sends invocations, as a picture and in words. */
export const Aliases = ({ account, shown }: Props) => (
  <>
    {shown.aliases.length === 0 ? (
      <p class="wb-empty">
        There are no aliases yet. An alias is a name that points to a version, or shares invocations between
        two.
      </p>
    ) : (
      <ul class="ap-aliases" aria-label={`Aliases of ${shown.name}`}>
        {shown.aliases.map((alias) => {
          const routes = routesOf(alias);
          return (
            <li key={alias.Name}>
              <h4>{alias.Name}</h4>
              <AliasPicture name={alias.Name ?? ''} routes={routes} />
              <p>
                {routesInWords(routes)} {alias.Description}
              </p>
              <Remove
                account={account}
                what={`the alias ${alias.Name}`}
                warning="Who invokes it gets an error from then on."
                act={() =>
                  account.client.send(new DeleteAliasCommand({ FunctionName: shown.name, Name: alias.Name }))
                }
              />
            </li>
          );
        })}
      </ul>
    )}
    <AliasForm account={account} shown={shown} />
  </>
);
