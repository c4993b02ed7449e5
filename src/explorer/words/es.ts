import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./es/*.json', { eager: true, import: 'default' }));
