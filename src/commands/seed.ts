import { readSeed } from '../load/seed/seed.ts';
import type { Config } from './config.ts';
import { root } from './root.ts';
import { seedStore } from './stores.ts';

/** Brings the seed into the store of the configuration, and says what came of it. Gives the exit code. */
export async function seed(config: Config, reset: boolean, say: (line: string) => void): Promise<number> {
  const dataset = readSeed(root, new Date());
  const { name, outcome } = await seedStore(config, dataset, { reset, log: say });
  say(
    outcome === 'unchanged'
      ? `${name} has dataset ${dataset.version} already; nothing to do.`
      : `Loaded ${dataset.codes.length} codes, ${dataset.terms.length} terms and ${dataset.related.length} related pairs into ${name}; dataset ${dataset.version}.`,
  );
  if (outcome === 'kept') say('What was imported stays.');
  return 0;
}
