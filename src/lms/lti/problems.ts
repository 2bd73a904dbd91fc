/** Why a login or launch is refused: the status, and the sentence (lti.problems of the catalogue) that tells the person. */
import type { Catalogue } from '../../language/language.ts';

interface Told {
  readonly status: number;
  readonly sentence: keyof Catalogue['lti']['problems'];
}

export const launchProblems = {
  'no-secret': { status: 503, sentence: 'notSetUp' },
  'other-secret': { status: 503, sentence: 'notSetUp' },
  'malformed-login': { status: 400, sentence: 'malformed' },
  'malformed-launch': { status: 400, sentence: 'malformed' },
  'malformed-token': { status: 400, sentence: 'malformed' },
  'malformed-claims': { status: 400, sentence: 'malformed' },
  'token-too-long': { status: 413, sentence: 'malformed' },
  'platform-said-no': { status: 400, sentence: 'platformSaidNo' },
  'unknown-platform': { status: 404, sentence: 'unknownPlatform' },
  'platform-not-active': { status: 403, sentence: 'notApproved' },
  'unknown-deployment': { status: 403, sentence: 'notApproved' },
  'foreign-target': { status: 403, sentence: 'foreignTarget' },
  'other-target': { status: 403, sentence: 'foreignTarget' },
  'unknown-state': { status: 403, sentence: 'stale' },
  'stale-state': { status: 403, sentence: 'stale' },
  replayed: { status: 403, sentence: 'stale' },
  'other-browser': { status: 403, sentence: 'otherBrowser' },
  'keys-unreachable': { status: 502, sentence: 'keysUnreachable' },
  'unknown-key': { status: 401, sentence: 'badToken' },
  'wrong-algorithm': { status: 401, sentence: 'badToken' },
  'wrong-signature': { status: 401, sentence: 'badToken' },
  'wrong-issuer': { status: 401, sentence: 'badToken' },
  'wrong-audience': { status: 401, sentence: 'badToken' },
  'wrong-nonce': { status: 401, sentence: 'badToken' },
  expired: { status: 401, sentence: 'expired' },
  'other-version': { status: 400, sentence: 'otherVersion' },
  'other-message': { status: 400, sentence: 'otherVersion' },
  'no-role': { status: 403, sentence: 'noRole' },
} as const satisfies Readonly<Record<string, Told>>;

export type LaunchProblem = keyof typeof launchProblems;

export interface Refused {
  readonly kind: 'refused';
  readonly problem: LaunchProblem;
}

export const refused = (problem: LaunchProblem): Refused => ({ kind: 'refused', problem });
