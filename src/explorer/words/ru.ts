import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./ru/*.json', { eager: true, import: 'default' }));
