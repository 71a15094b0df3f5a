import type { Store } from '../../prisma/client.js';
import { counterAddress } from '../../handlers/counter-screen.js';
import { webAddress, type Config } from '../../runtime/config.js';
import { mustFind } from './show.js';

/** The addresses of the screens at the counters, each to be opened on its screen and told to nobody. */
export async function screenLines(
  store: Store,
  config: Pick<Config, 'http'>,
  name: string,
): Promise<readonly string[]> {
  const { campaign, units } = await mustFind(store, name);
  if (campaign.access !== 'counter-code')
    throw new Error(`${name} lets people in by ${campaign.access}: no screen is needed`);
  if (units.length === 0) throw new Error(`${name} asks everywhere: name communes (--units) to have screens for them`);
  const base = webAddress(config.http);
  return units.map(({ code }) => `${code}\t${base}/quay/${counterAddress(store.seal, campaign.id, code)}`);
}
