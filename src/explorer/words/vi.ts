import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./vi/*.json', { eager: true, import: 'default' }));
