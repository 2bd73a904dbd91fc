/** A thread for long work: Node learns TypeScript in it, then thread.ts takes over. */
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
