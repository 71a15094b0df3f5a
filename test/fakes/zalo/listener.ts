import http from 'node:http';
import { listen, readBody } from '../telegram/http.js';
import { createInbox, type Inbox } from '../telegram/inbox.js';

export type Received = {
  readonly event: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  readonly headers: http.IncomingHttpHeaders;
};

/** A webhook that notes what comes, for tests of the fake itself. */
export type Listener = {
  readonly url: string;
  readonly inbox: Inbox<Received>;
  /** The next answers instead of 200; `never`: none at all. */
  readonly answerNext: (...answers: readonly (number | 'never')[]) => void;
  readonly stop: () => Promise<void>;
};

export async function startListener(): Promise<Listener> {
  const inbox = createInbox<Received>();
  let answers: (number | 'never')[] = [];
  const take = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const bytes = await readBody(request);
    const answer = answers.shift() ?? 200;
    inbox.put({ bytes, headers: request.headers, event: readEvent(bytes) });
    if (answer !== 'never') response.writeHead(answer).end();
  };
  const server = http.createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  const url = await listen(server, 0);
  return {
    url,
    inbox,
    answerNext: (...next) => {
      answers = [...next];
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readEvent(bytes: Buffer): Received['event'] {
  const value: unknown = JSON.parse(bytes.toString());
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
