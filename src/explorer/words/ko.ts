import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./ko/*.json', { eager: true, import: 'default' }));
