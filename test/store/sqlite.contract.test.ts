import { seededStore } from '../seeded.ts';
import { contract } from './contract.ts';

contract('sqlite', seededStore);
