import { Icon } from '../Icon.tsx';
import type { Failure } from './use-account.ts';

/** What went wrong, in Lambda's own words. */
export const FailureNote = ({ failure }: { failure: Failure | undefined }) =>
  failure ? (
    <div class="ap-failure" role="alert">
      <Icon name="circleAlert" />
      <p>
        <strong>{failure.name}</strong> {failure.message}
      </p>
    </div>
  ) : null;
