/** What a platform says in a launch, read into a message of ours. Names and services are optional, the rest is not. */
import * as z from 'zod';
import { type Refused, refused } from './problems.ts';
import { sentAddress, sentText } from './sent-text.ts';

/** Of an LTI message, as it stands in the token. */
export const claim = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
export const deepLinkingClaim = (name: string): string =>
  `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;

export interface Message {
  readonly subject: string;
  /** '' where the platform hides it. */
  readonly name: string;
  /** What finds a place on a roster; null where the platform does not say. */
  readonly email: string | null;
  readonly studentNumber: string | null;
  readonly role: 'teacher' | 'assistant' | 'student';
  readonly deploymentId: string;
  readonly context: { readonly id: string; readonly title: string };
  readonly services: {
    readonly membershipsUrl: string | null;
    readonly lineItemsUrl: string | null;
    readonly scopes: string;
  };
  readonly asks: ResourceLink | DeepLinking;
}

export interface ResourceLink {
  readonly kind: 'resource-link';
  readonly resourceLinkId: string;
  readonly title: string;
  /** The assignment that our deep link named, if it is one. */
  readonly assignmentId: string | null;
  readonly lineItemUrl: string | null;
}

export interface DeepLinking {
  readonly kind: 'deep-linking';
  readonly returnUrl: string;
  /** To be given back unchanged. */
  readonly data: string | null;
  readonly several: boolean;
  readonly takesLineItems: boolean;
}

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/** Names of ours for the claims that we read. */
const names = {
  version: claim('version'),
  type: claim('message_type'),
  deploymentId: claim('deployment_id'),
  roles: claim('roles'),
  target: claim('target_link_uri'),
  context: claim('context'),
  custom: claim('custom'),
  lis: claim('lis'),
  link: claim('resource_link'),
  settings: deepLinkingClaim('deep_linking_settings'),
  grades: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  people: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
} as const;

const shared = z.object({
  sub: sentText(255),
  name: optional(sentText(200)),
  given_name: optional(sentText(200)),
  family_name: optional(sentText(200)),
  email: optional(sentText(320)),
  lis: optional(z.object({ person_sourcedid: optional(sentText(255)) })),
  deploymentId: sentText(255),
  roles: z.array(sentText(500)).max(100),
  target: optional(sentText(2000)),
  context: optional(
    z.object({ id: sentText(255), title: optional(sentText(500)), label: optional(sentText(500)) }),
  ),
  custom: optional(z.object({ assignment: optional(sentText(80)) })),
  grades: optional(
    z.object({
      scope: optional(z.array(sentText(300)).max(20)),
      lineitems: optional(sentAddress),
      lineitem: optional(sentAddress),
    }),
  ),
  people: optional(z.object({ context_memberships_url: sentAddress })),
});

const messages = z.discriminatedUnion('type', [
  shared.extend({
    type: z.literal('LtiResourceLinkRequest'),
    target: sentText(2000),
    link: z.object({ id: sentText(255), title: optional(sentText(500)) }),
  }),
  shared.extend({
    type: z.literal('LtiDeepLinkingRequest'),
    settings: z.object({
      deep_link_return_url: sentAddress,
      data: optional(sentText(20_000)),
      accept_multiple: optional(z.boolean()),
      accept_lineitem: optional(z.boolean()),
    }),
  }),
]);
type Said = z.infer<typeof messages>;

/** The claims of a token whose signature, issuer, audience, times and nonce were found right. */
export function readMessage(
  claims: Readonly<Record<string, unknown>>,
  targetLinkUri: string,
): Message | Refused {
  const named = Object.fromEntries(Object.entries(names).map(([name, long]) => [name, claims[long]]));
  if (named.version !== '1.3.0') return refused('other-version');
  if (!messageTypes.some((type) => type === named.type)) return refused('other-message');
  const read = messages.safeParse({ ...claims, ...named });
  if (!read.success) return refused('malformed-claims');
  const said = read.data;
  if (said.target != null && said.target !== targetLinkUri) return refused('other-target');
  const role = roleOf(said.roles);
  return role ? messageOf(said, role) : refused('no-role');
}

const messageTypes = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'];

function messageOf(said: Said, role: Message['role']): Message {
  const asks = said.type === 'LtiResourceLinkRequest' ? resourceLinkOf(said) : deepLinkingOf(said);
  const alone = asks.kind === 'resource-link' ? `link:${asks.resourceLinkId}` : 'deployment';
  return {
    subject: said.sub,
    name: nameOf(said),
    email: said.email ?? null,
    studentNumber: said.lis?.person_sourcedid ?? null,
    role,
    deploymentId: said.deploymentId,
    context: { id: said.context?.id ?? alone, title: said.context?.title ?? said.context?.label ?? '' },
    services: {
      membershipsUrl: said.people?.context_memberships_url ?? null,
      lineItemsUrl: said.grades?.lineitems ?? null,
      scopes: (said.grades?.scope ?? []).join(' '),
    },
    asks,
  };
}

const resourceLinkOf = (said: Extract<Said, { type: 'LtiResourceLinkRequest' }>): ResourceLink => ({
  kind: 'resource-link',
  resourceLinkId: said.link.id,
  title: said.link.title ?? '',
  assignmentId: said.custom?.assignment ?? null,
  lineItemUrl: said.grades?.lineitem ?? null,
});

const deepLinkingOf = ({ settings }: Extract<Said, { type: 'LtiDeepLinkingRequest' }>): DeepLinking => ({
  kind: 'deep-linking',
  returnUrl: settings.deep_link_return_url,
  data: settings.data ?? null,
  several: settings.accept_multiple ?? false,
  takesLineItems: settings.accept_lineitem ?? true,
});

const nameOf = ({ name, given_name, family_name }: Said): string =>
  (name ?? [given_name, family_name].filter((part) => part != null).join(' '))
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** Full URIs of the course's roles, the strongest first; a role in the institution says nothing about the course. */
const rolesInCourse = [
  ['assistant', /\/membership\/Instructor#(TeachingAssistant|TeachingAssistant\w+|Grader)$/],
  ['teacher', /\/membership#(Instructor|ContentDeveloper|Administrator|Manager)$/],
  ['student', /\/membership#Learner$/],
] as const;

/** An assistant is sent as an instructor too, hence the order above. */
export function roleOf(roles: readonly string[]): Message['role'] | undefined {
  const here = roles.filter((role) => role.startsWith(membership));
  return rolesInCourse.find(([, pattern]) => here.some((role) => pattern.test(role)))?.[0];
}
