import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gatherLines } from '../../../src/web/operations/gather-lines.ts';

describe('gathered lines', () => {
  it('are written together once a turn, in their order', async () => {
    const written: string[] = [];
    const { write } = gatherLines((lines) => written.push(lines));
    write('one');
    write('two');
    expect(written).toEqual([]);
    await setImmediate();
    write('three');
    await setImmediate();
    expect(written).toEqual(['one\ntwo', 'three']);
  });

  it('are all out after a flush, and not twice', async () => {
    const written: string[] = [];
    const { write, flush } = gatherLines((lines) => written.push(lines));
    write('last');
    flush();
    await setImmediate();
    expect(written).toEqual(['last']);
  });
});
