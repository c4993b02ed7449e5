import { gathered } from './gathered.ts';

export default gathered(import.meta.glob('./de/*.json', { eager: true, import: 'default' }));
