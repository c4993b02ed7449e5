import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./zh/*.json', { eager: true, import: 'default' }));
