import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./tl/*.json', { eager: true, import: 'default' }));
