import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { createFaults, type Fault, type Faults } from './faults.js';
import { listen, readBody, readPayload, refuse, whenGone, write, type Answer } from './http.js';
import { createMethods, Misuse } from './methods.js';
import { createPeople, type People } from './people.js';
import { createUpdates, type WebhookCall } from './updates.js';
import { createWorld, Refusal } from './world.js';

/** A call of the bot, carried out or not; code 0 when it was never answered. */
export type Call = { readonly method: string; readonly payload: unknown; readonly code: number };

/** Telegram on this machine: the Bot API over HTTP on one side, people who chat on the other. */
export type FakeTelegram = People & {
  /** For TELEGRAM_API_ROOT. */
  readonly root: string;
  readonly token: string;
  readonly username: string;
  readonly calls: readonly Call[];
  readonly webhookCalls: readonly WebhookCall[];
  /** The next calls of this method fail so; `download` stands for fetching a file's bytes. */
  readonly failNext: (method: string, fault: Fault, times?: number) => void;
  /** The next update comes twice (or more often), though the bot confirmed it. */
  readonly deliverTwice: (extraTimes?: number) => void;
  /** Settles at the next call of the method, after it was answered. */
  readonly called: (method: string) => Promise<Call>;
  /** Throws when the bot did anything that Telegram would refuse as malformed, or a scripted fault never happened. */
  readonly verify: () => void;
  readonly close: () => Promise<void>;
};

export type FakeTelegramOptions = {
  readonly token?: string;
  readonly username?: string;
  readonly port?: number;
  /** Off: the bot sees everything that is said in groups, as an administrator would. */
  readonly groupPrivacy?: false;
};

/** Starts the fake on a free port. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const token = options.token ?? `123456:${'A'.repeat(35)}`;
  const username = options.username ?? 'LangNgheTestBot';
  const privacy = options.groupPrivacy ?? true;
  const bot = {
    id: 123456,
    is_bot: true,
    first_name: 'Lắng Nghe',
    username,
    can_join_groups: true,
    can_read_all_group_messages: !privacy,
    supports_inline_queries: false,
  };
  const world = createWorld(bot);
  const faults = createFaults();
  const violations: string[] = [];
  const calls: Call[] = [];
  const waiting = new Map<string, ((call: Call) => void)[]>();
  const updates = createUpdates((reply) => carryOutReply(reply));
  const methods = createMethods(world, updates, bot);

  const record = (call: Call) => {
    calls.push(call);
    for (const settle of waiting.get(call.method) ?? []) settle(call);
    waiting.delete(call.method);
  };

  async function carryOut(name: string, payload: unknown, gone: AbortSignal): Promise<Answer> {
    const method = methods.get(name);
    try {
      if (method === undefined) throw new Misuse(404, 'Not Found');
      return { code: 200, body: { ok: true, result: await method(payload, gone) } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error instanceof Misuse) violations.push(`${name}: ${error.message}`);
      return refuse(error);
    }
  }

  /** The webhook's response may name a method. */
  async function carryOutReply(reply: unknown): Promise<void> {
    if (typeof reply !== 'object' || reply === null || !('method' in reply) || typeof reply.method !== 'string') return;
    const { method, ...payload } = reply;
    const { code } = await carryOut(method, payload, new AbortController().signal);
    record({ method, payload, code });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const [, file, given, rest = ''] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(request.url ?? '') ?? [];
    if (given !== token) {
      const wellFormed = given !== undefined && /^\d+:[\w-]+$/.test(given);
      write(response, refuse(wellFormed ? new Refusal(401, 'Unauthorized') : new Refusal(404, 'Not Found')));
      return;
    }
    const name = file === undefined ? rest : 'download';
    const fault = faults.next(name);
    const payload = readPayload(request, body);
    const carry = async (): Promise<Answer> => {
      if (file !== undefined) return download(rest);
      if (payload !== undefined) return carryOut(name, payload, whenGone(response));
      violations.push(`${name}: the body is neither JSON nor multipart`);
      return refuse(new Refusal(400, 'Bad Request: malformed body'));
    };
    if (fault === undefined) {
      const answered = await carry();
      write(response, answered);
      record({ method: name, payload, code: answered.code });
      return;
    }
    if (fault.type === 'drop' && fault.after === true) await carry();
    suffer(fault, response);
    record({ method: name, payload, code: faultCode(fault) });
  }

  function download(path: string): Answer {
    const found = [...world.files.values()].find((file) => file.path === path);
    return found === undefined ? refuse(new Refusal(404, 'Not Found')) : { code: 200, body: found.bytes };
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  const root = await listen(server, options.port ?? 0);

  return {
    ...createPeople(world, updates, { username, privacy }),
    root,
    token,
    username,
    calls,
    webhookCalls: updates.calls,
    failNext: (method, fault, times = 1) => {
      faults.add(method, fault, times);
    },
    deliverTwice: (extraTimes = 1) => {
      updates.repeatNext(extraTimes);
    },
    called: (method) =>
      new Promise((resolve) => {
        waiting.set(method, [...(waiting.get(method) ?? []), resolve]);
      }),
    verify: () => {
      const faulty = [...violations, ...unused(faults)];
      if (faulty.length > 0) throw new Error(`Telegram would object:\n  ${faulty.join('\n  ')}`);
    },
    close: async () => {
      updates.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function suffer(fault: Fault, response: ServerResponse): void {
  switch (fault.type) {
    case 'throttle':
      write(
        response,
        refuse(
          new Refusal(429, `Too Many Requests: retry after ${fault.retryAfter}`, { retry_after: fault.retryAfter }),
        ),
      );
      return;
    case 'error':
      write(response, refuse(new Refusal(fault.code, fault.description ?? 'Internal Server Error')));
      return;
    case 'html':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
      return;
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return;
    case 'drop':
      response.destroy();
      return;
    case 'hang':
  }
}

function faultCode(fault: Fault): number {
  if (fault.type === 'error') return fault.code;
  return { throttle: 429, html: 502, redirect: 302, drop: 0, hang: 0 }[fault.type];
}

function unused(faults: Faults): string[] {
  return faults.left().map(({ method, fault }) => `the scripted fault "${fault.type}" of ${method} never happened`);
}
