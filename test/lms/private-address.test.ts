import { describe, expect, it } from 'vitest';
import { makeGuardedFetch } from '../../src/lms/lti/guarded-fetch.ts';
import { isPrivateAddress } from '../../src/lms/lti/private-address.ts';

describe('an address', () => {
  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...[
      '::1',
      '::',
      '::ffff:10.0.0.1',
      '::ffff:169.254.169.254',
      'fd00::1',
      'fe80::1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
    ],
  ])('%s is one of our own networks', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is one of the Internet',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});

describe('a request to an address that somebody else gave us', () => {
  const ask = makeGuardedFetch({ allowsLoopback: false, timeoutMs: 2000 });

  it.each([
    ...[
      'http://lms.example/',
      'ftp://lms.example/',
      'file:///etc/passwd',
      'gopher://lms.example/',
      'no address',
    ],
    ...[
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://[::ffff:7f00:1]/',
      'https://169.254.169.254/latest/meta-data',
    ],
    // Other ways to write 127.0.0.1, which the URL standard takes for it.
    ...[
      'https://2130706433/',
      'https://0x7f.1/',
      'https://0177.0.0.1/',
      'https://127.1/',
      'https://①②⑦.⓪.⓪.①/',
    ],
    ...['https://user:secret@lms.example/', 'https://localhost/'],
  ])('is not sent: %s', async (url) => {
    expect(await ask({ url })).toEqual({ kind: 'no-answer', why: 'address-refused' });
  });
});
