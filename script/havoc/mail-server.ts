import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Received } from './verdict.js';

/** A mail server that keeps of each mail which case it is about, and the id by which repeats are known. */
export type MailServer = {
  readonly url: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
};

export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, callback) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      // Broken off before its end: the sender was killed, and no mail came.
      stream.on('end', () => {
        received.push(readMail(Buffer.concat(parts).toString('utf8')));
        callback();
      });
    },
  });
  // A sender that is killed breaks the connection off.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

/** The subject begins with the code; as it is not ASCII, it comes in encoded words. */
function readMail(source: string): Received {
  const head = (source.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, '');
  const subject = (/^subject: (.*)$/im.exec(head)?.[1] ?? '').replace(
    /=\?UTF-8\?([BQ])\?([^?]*)\?=/gi,
    (_word, kind: string, text: string) => (kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : text),
  );
  const code = /PA-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(subject)?.[0] ?? 'unknown';
  return { code, key: /^message-id: *(\S+)/im.exec(head)?.[1] ?? 'none' };
}
