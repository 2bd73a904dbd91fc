/** What the routes of accounts share: how often something may be tried, and how links are sent. */
import type { Response } from 'express';
import type { LinkMail } from '../../classroom/send-link.ts';
import { say } from '../../language/language.ts';
import { minuteMs } from '../../number/durations.ts';
import { countTry, type Limit } from '../../store/tries.ts';
import { addressOf } from '../address-of.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { findUser } from '../session.ts';

export const limits = {
  /** By who asks and for which address. */
  passwords: { name: 'password', most: 10, perMs: 15 * minuteMs },
  /** Wrong ones, for one account from anywhere. */
  account: { name: 'account', most: 100, perMs: 60 * minuteMs },
  /** Wrong ones, from one address for any account: a class behind one address mistypes some. */
  address: { name: 'address', most: 300, perMs: 15 * minuteMs },
  /** To one e-mail address. */
  mails: { name: 'mail', most: 5, perMs: 60 * minuteMs },
  /** To any, asked for by one person; from one address a lecture hall may sign up. */
  mailsOfOne: { name: 'mail of one', most: 10, perMs: 60 * minuteMs },
  mailsFrom: { name: 'mail from', most: 600, perMs: 60 * minuteMs },
} as const satisfies Record<string, Limit>;

/** Counts one, and says whether it is still within the limit. */
export const allows = ({ store, now }: WebContext, limit: Limit, key: string): Promise<boolean> =>
  countTry(store, limit, key, now());

/** null where there is no mail server. What fails is reported, not told: the page says the same in any case. */
export function linkMail(context: WebContext, response: Response): LinkMail | null {
  const { sendMail, publicUrl, report } = context;
  if (!sendMail) return null;
  const locale = localeOf(response.req);
  const [user, address] = [findUser(response), addressOf(response.req)];
  const within = async (to: string): Promise<boolean> =>
    (user === undefined || (await allows(context, limits.mailsOfOne, user.id))) &&
    (await allows(context, limits.mailsFrom, address)) &&
    allows(context, limits.mails, to);
  return {
    send: (to, purpose, token) => {
      const { subject, text } = say(locale).people.mail[purpose];
      const mail = { to, subject, text: text(`${publicUrl}/sign-in/link/${token}`) };
      void within(to)
        .then((allowed) => (allowed ? sendMail(mail) : undefined))
        .catch((error) => report(error));
    },
  };
}
