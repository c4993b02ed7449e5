import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { faultsOf, modulesOf } from './house.ts';

/** Says which imports of `src` make a circle or lead outward, and fails where there are any. */
const modules = modulesOf(join(root, 'src'));
const faults = faultsOf(modules);
for (const fault of faults) console.error(fault);
console.log(`${modules.length} files of src: ${faults.length} faults in their imports`);
process.exitCode = faults.length === 0 ? 0 : 1;
