import type { SavedAccount } from '../../src/cloud/account-state.ts';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { freshCloud } from './simulate.ts';

/** What a saved account is after it was written and read as JSON. */
export const throughJson = ({ state, blobs }: SavedAccount): SavedAccount => ({
  state: JSON.parse(JSON.stringify(state)),
  blobs,
});

/** An account that is saved and loaded again before each request. */
export async function reloadingCloud(): Promise<Cloud> {
  let cloud = await freshCloud();
  const reload = async () => {
    cloud = await freshCloud(2, throughJson(cloud.save()));
    return cloud;
  };
  return {
    handle: async (request) => (await reload()).handle(request),
    handleTogether: async (requests) => (await reload()).handleTogether(requests),
    settled: async () => (await reload()).settled(),
    advance: (ms) => cloud.advance(ms),
    reclaim: (name) => cloud.reclaim(name),
    environments: (name) => cloud.environments(name),
    attach: (name, unheard) => cloud.attach(name, unheard),
    save: () => cloud.save(),
    get trace() {
      return cloud.trace;
    },
  };
}
