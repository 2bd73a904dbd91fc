/**
 * LTI Dynamic Registration: an administrator opens our link inside the LMS, which tells where it describes itself; we
 * read that, tell it about ourselves, and note the platform, which then waits for the owner of the site.
 */
import * as z from 'zod';
import { approveDeployment, createPlatform, type Platform, type System } from '../../store/lti-platforms.ts';
import { newId } from '../../store/new-id.ts';
import { scopes } from './ask-service.ts';
import { type Tool, toolAddresses } from './lti.ts';
import { readJson } from './platform-keys.ts';
import { sentAddress, sentText } from './sent-text.ts';

export type RegistrationProblem = 'unreadable' | 'other-host' | 'refused' | 'known';

export type Registered =
  | { readonly kind: 'registered'; readonly platform: Platform }
  | { readonly kind: 'problem'; readonly problem: RegistrationProblem };

export interface Invitation {
  readonly configurationUrl: string;
  /** By which the platform knows its own invitation. */
  readonly registrationToken: string | null;
}

const described = z.looseObject({
  issuer: sentText(500),
  authorization_endpoint: sentAddress,
  token_endpoint: sentAddress,
  jwks_uri: sentAddress,
  registration_endpoint: sentAddress,
  authorization_server: sentText(500).optional(),
  'https://purl.imsglobal.org/spec/lti-platform-configuration': z
    .looseObject({ product_family_code: z.string().max(100).optional() })
    .optional(),
});
type Described = z.infer<typeof described>;

const answered = z.looseObject({
  client_id: sentText(300),
  'https://purl.imsglobal.org/spec/lti-tool-configuration': z
    .looseObject({ deployment_id: sentText(255).optional() })
    .optional(),
});

const problem = (problem: RegistrationProblem): Registered => ({ kind: 'problem', problem });

export async function registerPlatform(tool: Tool, invitation: Invitation): Promise<Registered> {
  const { configurationUrl: url } = invitation;
  const answer = await tool.lti.fetch({ url, headers: { accept: 'application/json' } });
  const read =
    answer.kind === 'answer' && answer.status === 200 ? readJson(described, answer.body) : undefined;
  if (!read) return problem('unreadable');
  if (!isOfOneHost(read, url)) return problem('other-host');
  const accepted = await introduce(tool, read, invitation.registrationToken);
  return accepted ? note(tool, read, accepted) : problem('refused');
}

/** Whoever describes a platform must be that platform. */
const isOfOneHost = ({ issuer, registration_endpoint }: Described, url: string): boolean =>
  [issuer, registration_endpoint].every(
    (each) => URL.canParse(each) && new URL(each).host === new URL(url).host,
  );

async function introduce(tool: Tool, platform: Described, token: string | null) {
  const answer = await tool.lti.fetch({
    url: platform.registration_endpoint,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(ourselves(tool.publicUrl)),
  });
  const accepted = answer.kind === 'answer' && (answer.status === 200 || answer.status === 201);
  return accepted ? readJson(answered, answer.body) : undefined;
}

function ourselves(publicUrl: string) {
  const { login, launch, jwks, deepLinking } = toolAddresses(publicUrl);
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: login,
    redirect_uris: [launch],
    client_name: 'Chainmark',
    jwks_uri: jwks,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: Object.values(scopes).join(' '),
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      domain: new URL(publicUrl).host,
      target_link_uri: launch,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name'],
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: launch },
        { type: 'LtiDeepLinkingRequest', target_link_uri: deepLinking },
      ],
    },
  };
}

const systemsByFamily: Readonly<Record<string, System>> = {
  canvas: 'canvas',
  moodle: 'moodle',
  desire2learn: 'brightspace',
  brightspace: 'brightspace',
  blackboard: 'blackboard',
  blackboardlearn: 'blackboard',
};

async function note(tool: Tool, said: Described, accepted: z.infer<typeof answered>): Promise<Registered> {
  const family =
    said['https://purl.imsglobal.org/spec/lti-platform-configuration']?.product_family_code ?? '';
  const createdAt = tool.now();
  const platform = await createPlatform(tool.store, {
    id: newId(),
    system: systemsByFamily[family.toLowerCase()] ?? 'other',
    name: new URL(said.registration_endpoint).host,
    issuer: said.issuer,
    clientId: accepted.client_id,
    authorizationUrl: said.authorization_endpoint,
    tokenUrl: said.token_endpoint,
    tokenAudience: said.authorization_server ?? said.token_endpoint,
    jwksUrl: said.jwks_uri,
    state: 'pending',
    createdAt,
  });
  if (!platform) return problem('known');
  const deploymentId = accepted['https://purl.imsglobal.org/spec/lti-tool-configuration']?.deployment_id;
  if (deploymentId) await approveDeployment(tool.store, { platformId: platform.id, deploymentId, createdAt });
  return { kind: 'registered', platform };
}
