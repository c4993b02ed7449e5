import { seededStore } from '../../seeded.ts';
import { contract } from '../contract.ts';
import { searchContract } from '../search.contract.ts';

contract('sqlite', seededStore);
searchContract('sqlite', seededStore);
