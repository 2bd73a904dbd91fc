#!/usr/bin/env node
/** The command `chainmark`: what is missing is made, then Node learns TypeScript, then main.ts takes over. */
import { prepare } from '../../.config/prepare.mjs';

prepare({ omitDev: true });
const { register } = await import('tsx/esm/api');
register();
const { runCommand } = await import('./main.ts');
await runCommand(process.argv.slice(2));
