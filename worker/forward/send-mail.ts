import { createTransport } from 'nodemailer';
import type { Attempt } from '../../core/attempts.js';
import type { Directory } from '../../core/directory.js';
import type { ForwardTarget, OutwardForwarding } from '../../prisma/store/forwardings.js';
import { mailSubject, mailText } from './texts.vi.js';

/** E-mail to communes; plain text only. */
export type Mailer = {
  readonly send: (forwarding: OutwardForwarding, target: ForwardTarget) => Promise<Attempt>;
  readonly close: () => void;
};

const patienceMs = 15_000;

export function openMailer(
  { url, from }: { readonly url: string; readonly from: string },
  directory: Directory,
): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // Nothing in a message may make the server read files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    send: async (forwarding, target) => {
      try {
        await transport.sendMail({
          from: { name: 'Lắng Nghe', address: from },
          to: { name: '', address: target.address },
          subject: mailSubject(forwarding.case, forwarding.round),
          text: mailText(forwarding.case, target.jurisdiction, directory),
          // The same at every attempt: a mail server that got it twice shows it once.
          messageId: `<${forwarding.id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { type: 'done' };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => {
      transport.close();
    },
  };
}

/** The mail server's own 5xx about this address or message is final; trouble with connection or login passes. */
function failureOf(error: unknown): Attempt {
  if (!(error instanceof Error)) throw new TypeError('the mail transport failed without an error');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const status = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  return {
    type: 'failed',
    because: status === 0 ? `smtp ${code}` : `smtp ${code} ${status}`,
    permanent: status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'),
  };
}
