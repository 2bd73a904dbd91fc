import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('the settings', () => {
  it('are complete without any variable', () => {
    expect(readConfig({})).toEqual({
      kind: 'config',
      config: {
        port: 3000,
        host: '127.0.0.1',
        database: { kind: 'embedded', folder: './data' },
        publicUrl: null,
        watchesExercises: true,
        workers: 2,
        proxies: 0,
        mail: { kind: 'printed' },
        ltiSecret: null,
        ltiLoopback: false,
        log: { kind: 'text' },
        limits: { submissionsPerMinute: 60, apiCallsPerMinute: 600 },
        metricsToken: null,
        tracesTo: null,
      },
    });
  });

  it('take a server, an address and a port', () => {
    const read = readConfig({
      PORT: '0',
      DATABASE_URL: 'postgresql://u:p@db:5432/chainmark',
      PUBLIC_URL: 'https://chainmark.example.org/',
      DATA_DIR: '',
    });
    expect(read).toMatchObject({
      config: {
        port: 0,
        database: { kind: 'server', url: 'postgresql://u:p@db:5432/chainmark', connections: 10 },
        publicUrl: 'https://chainmark.example.org',
      },
    });
  });

  it('turn off in production what is for development', () => {
    const ltiSecret = 'long enough to keep a secret with it';
    const development = { LTI_SECRET: ltiSecret, LTI_LOOPBACK: '1' };
    expect(readConfig(development)).toMatchObject({
      config: { ltiSecret, ltiLoopback: true, watchesExercises: true, mail: { kind: 'printed' } },
    });
    expect(readConfig({ ...development, NODE_ENV: 'production' })).toMatchObject({
      config: {
        ltiSecret,
        ltiLoopback: false,
        watchesExercises: false,
        mail: { kind: 'none' },
        log: { kind: 'json' },
      },
    });
  });

  it('name every problem at once', () => {
    expect(readConfig({ PORT: '70000', DATABASE_URL: 'mysql://x', PUBLIC_URL: 'ftp://x' })).toEqual({
      kind: 'problems',
      problems: [
        'PORT is at most 65535',
        'DATABASE_URL is like postgresql://user:password@host:5432/name',
        'PUBLIC_URL is like https://chainmark.example.org',
      ],
    });
  });
});
