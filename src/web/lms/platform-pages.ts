/** The owner's page of learning management systems. */
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import type { toolAddresses } from '../../lms/lti/lti.ts';
import { type KeyTrouble, nextKeyAt, signingAmong } from '../../lms/lti/tool-keys.ts';
import type { StoredKey } from '../../store/lti-keys.ts';
import { type Deployment, type Platform, type Registration, systems } from '../../store/lti-platforms.ts';
import type { Page } from '../page.ts';

export interface RegistrationForm extends Registration {
  readonly deploymentId: string;
}

/** Fields that are missing or no address, and 'known' where this client is registered already. */
export type PlatformProblem =
  | 'name'
  | 'issuer'
  | 'clientId'
  | 'authorizationUrl'
  | 'tokenUrl'
  | 'jwksUrl'
  | 'known';

export interface PlatformsModel {
  readonly locale: Locale;
  readonly addresses: ReturnType<typeof toolAddresses>;
  readonly trouble: KeyTrouble | undefined;
  /** Newest first. */
  readonly keys: readonly StoredKey[];
  readonly now: Date;
  /** Whether people reach this server by https. */
  readonly secure: boolean;
  readonly platforms: readonly (Platform & { readonly deployments: readonly Deployment[] })[];
  readonly form: RegistrationForm;
  readonly problems: readonly PlatformProblem[];
}

const fields = [
  'name',
  'issuer',
  'clientId',
  'deploymentId',
  'authorizationUrl',
  'tokenUrl',
  'tokenAudience',
  'jwksUrl',
] as const;

export function platformsPage(model: PlatformsModel): Page {
  const { locale, addresses, platforms, form, problems } = model;
  const words = say(locale).lti;
  const problem = (field: string): string =>
    problems.some((each) => each === field) ? words.fieldProblem : '';
  const view = {
    words,
    warnings: [
      ...(model.trouble ? [words.keyTroubles[model.trouble]] : []),
      ...(model.secure ? [] : [words.noTls]),
    ],
    keys: keysView(model),
    copies: (['login', 'launch', 'jwks', 'deepLinking'] as const).map((name) => ({
      name: words.addresses[name],
      address: addresses[name],
    })),
    steps: systems.map((system) => ({ name: words.systems[system], text: words.steps[system] })),
    platforms: platforms.map((platform) => platformView(locale, platform)),
    systems: systems.map((system) => ({
      system,
      name: words.systems[system],
      chosen: system === form.system,
    })),
    fields: fields.map((field) => ({
      field,
      label: words.fields[field],
      value: form[field],
      problem: problem(field),
    })),
    known: problems.includes('known') ? words.knownAlready : '',
  };
  return { template: 'lms/platforms', title: words.platforms, view };
}

function platformView(locale: Locale, platform: PlatformsModel['platforms'][number]) {
  const words = say(locale).lti;
  const { id, name, system, issuer, clientId, state, deployments } = platform;
  return {
    name,
    system: words.systems[system],
    issuer,
    clientId,
    state: words.states[state],
    address: `/lti/platforms/${id}`,
    next: state === 'active' ? 'closed' : 'active',
    change: state === 'active' ? words.close : words.approve,
    deployments: deployments.map((deployment) => ({
      id: deployment.deploymentId,
      pending: deployment.state === 'pending',
    })),
  };
}

function keysView({ locale, keys, trouble, now }: PlatformsModel) {
  const words = say(locale).lti.keys;
  const [newest] = keys;
  const signing = signingAmong(keys, now);
  const soon =
    newest && nextKeyAt(newest) > now ? words.notBefore(showInstant(nextKeyAt(newest), locale)) : '';
  return {
    words,
    rows: keys.map(({ kid, createdAt }) => ({
      kid,
      text: (kid === signing?.kid ? words.signs : words.published)(showInstant(createdAt, locale)),
    })),
    soon,
    one: newest !== undefined && soon === '',
    both: trouble !== 'no-secret',
  };
}
