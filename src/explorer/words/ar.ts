import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./ar/*.json', { eager: true, import: 'default' }));
