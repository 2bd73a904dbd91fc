/** Mail to people. Without a mail server, while Chainmark is developed, it is printed where the server was started. */
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export type SendMail = (mail: Mail) => Promise<void>;

export type MailSettings =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'printed' }
  | { readonly kind: 'none' };

/** null: there are no links by e-mail, and addresses stay unconfirmed. */
export function makeMailer(settings: MailSettings, print: (line: string) => void): SendMail | null {
  switch (settings.kind) {
    case 'none':
      return null;
    case 'printed':
      return async ({ to, subject, text }) => print(`${to}\n${subject}\n\n${text}\n`);
    case 'smtp': {
      const transport = createTransport(settings.url);
      return async (mail) => {
        await transport.sendMail({ ...mail, from: settings.from });
      };
    }
  }
}
