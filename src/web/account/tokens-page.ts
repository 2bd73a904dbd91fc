/** The page of personal tokens, as a view. */
import { tokenDays } from '../../classroom/make-api-token.ts';
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import type { ApiToken } from '../../store/api-tokens.ts';
import type { Page } from '../page.ts';
import type { FieldProblems } from './credentials.ts';

export interface TokensModel {
  readonly locale: Locale;
  readonly now: Date;
  readonly tokens: readonly ApiToken[];
  /** Whether this browser belongs to an account. */
  readonly mayMake: boolean;
  readonly asksPassword: boolean;
  /** The token that was just made; '' for none. */
  readonly made: string;
  readonly revoked: boolean;
  /** Of this server: 'https://chainmark.example.org'. */
  readonly address: string;
  readonly name: string;
  readonly days: number;
  readonly problems: FieldProblems;
}

export function tokensPage(model: TokensModel): Page {
  const { locale, tokens, made, days, problems, address } = model;
  const { tokens: words } = say(locale).api;
  const { people } = say(locale);
  return {
    template: 'account/tokens-page',
    title: words.title,
    view: {
      words,
      password: people.currentPassword,
      back: { text: people.account, href: '/account' },
      mayMake: model.mayMake,
      asksPassword: model.asksPassword,
      made,
      example: `curl -H "Authorization: Bearer ${made}" ${address}/api/v1/courses`,
      revoked: model.revoked,
      name: model.name,
      problems: { name: problems.name ?? '', current: problems.current ?? '' },
      lifetimes: tokenDays.map((value) => ({ value, text: words.days(value), chosen: value === days })),
      tokens: tokens.map((token) => tokenView(token, model)),
    },
  };
}

function tokenView({ id, name, expiresAt, lastUsedAt }: ApiToken, { locale, now }: TokensModel) {
  const { tokens: words } = say(locale).api;
  const at = showInstant(expiresAt, locale);
  return {
    id,
    name,
    state: expiresAt > now ? words.until(at) : words.over(at),
    used: lastUsedAt ? words.lastUsed(showInstant(lastUsedAt, locale)) : words.neverUsed,
    revoke: words.revokeOf(name),
  };
}
