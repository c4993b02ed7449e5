import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of the package, wherever this file was compiled to. */
export const root = dirname(createRequire(import.meta.url).resolve('#package/package.json'));
