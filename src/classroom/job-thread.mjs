/** A thread for jobs: Node learns TypeScript in it, then job-thread.ts takes over. */
import { register } from 'tsx/esm/api';

register();
await import('./job-thread.ts');
