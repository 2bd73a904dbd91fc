/** Pages that an LMS shows in a frame of its own, and forms that go back to it: these, and no others, may. */
import type { Response } from 'express';

const policyName = 'content-security-policy';

/** Adds the origins of these addresses to one directive of this answer. */
export function allow(
  response: Response,
  directive: 'frame-ancestors' | 'form-action',
  addresses: readonly string[],
): void {
  const origins = addresses
    .filter((address) => URL.canParse(address))
    .map((address) => new URL(address).origin);
  const policy = String(response.getHeader(policyName) ?? '');
  response.set(
    policyName,
    policy.replace(`${directive} 'self'`, [`${directive} 'self'`, ...new Set(origins)].join(' ')),
  );
}

/** For a page that only says why it does not go on: whoever shows it, nobody is left with an empty frame. */
export function allowAnyFrame(response: Response): void {
  const policy = String(response.getHeader(policyName) ?? '');
  response.set(policyName, policy.replace("frame-ancestors 'self'", 'frame-ancestors *'));
}

/** Whether the browser says that it shows this in a frame; one that says nothing is taken for a window. */
export const isFramed = (destination: string | undefined): boolean =>
  destination === 'iframe' || destination === 'frame';
