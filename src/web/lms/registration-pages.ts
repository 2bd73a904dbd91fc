/** What the owner and an administrator of an LMS see while it registers itself. */
import { type Locale, say } from '../../language/language.ts';
import type { Registered } from '../../lms/lti/register-platform.ts';
import type { Page } from '../page.ts';

export function invitationPage({ locale, address }: { locale: Locale; address: string }): Page {
  const words = say(locale).lti;
  return { template: 'lms/invitation', title: words.invitation, view: { words, address } };
}

export function registeredPage({ locale, registered }: { locale: Locale; registered: Registered }): Page {
  const words = say(locale).lti;
  const sentence =
    registered.kind === 'registered' ? words.registeredIdea : words.registrationProblems[registered.problem];
  const title = registered.kind === 'registered' ? words.registered : words.notRegistered;
  return { template: 'lms/registered', title, view: { title, sentence } };
}
