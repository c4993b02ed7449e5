import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./fr/*.json', { eager: true, import: 'default' }));
