import { randomBytes } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { ZaloConfig } from '../../../runtime/config.js';
import { createFaults, type Faults } from '../telegram/faults.js';
import { listen, readBody } from '../telegram/http.js';
import { createDelivery, type DeliveryControls, type DeliveryOptions } from './delivery.js';
import { echo } from './echo.js';
import { createEndpoints, type Called } from './endpoints.js';
import { createMessages } from './messages.js';
import { createPerson, type PersonOptions, type ZaloPerson } from './people.js';
import { createTokens, type TokenControls } from './tokens.js';
import { createWorld } from './world.js';

export type { SeenMessage } from './world.js';
export type { ZaloPerson } from './people.js';

/** Zalo on this machine: the OpenAPI and OAuth over HTTP on one side, people who chat with the OA on the other. */
export type FakeZalo = {
  /** Root of both the API and OAuth: for ZALO_API_ROOT and ZALO_OAUTH_ROOT. */
  readonly url: string;
  /** What a program needs to know; with a fresh refresh token. */
  readonly config: ZaloConfig;
  /** Where events go, e.g. http://127.0.0.1:1234/webhook/zalo. */
  readonly connect: (webhookUrl: string) => void;
  readonly person: (options?: PersonOptions) => ZaloPerson;
  /** Scripted trouble of an endpoint: `message`, `upload`, `quota`, `token`, `download`. */
  readonly faults: Faults;
  /** The time that windows, tokens and events go by. */
  readonly clock: { readonly now: () => number; readonly advance: (ms: number) => void };
  readonly tokens: TokenControls;
  readonly delivery: DeliveryControls;
  /** What the program called, carried out or not. */
  readonly calls: readonly Called[];
  /** Throws when it was ever called as no careful client would, or a scripted fault never happened. */
  readonly verify: () => void;
  readonly stop: () => Promise<void>;
};

export type FakeZaloOptions = DeliveryOptions & {
  readonly port?: number;
  /** The OA pays for what is not free: the ninth message, or later than 48 hours. */
  readonly paid?: boolean;
  /** Messages a second before Zalo refuses (-32). */
  readonly perSecond?: number;
  /** Sources contradict each other: whether a follow lets the OA write. */
  readonly followOpensWindow?: boolean;
  /** Posts an event about each message of the OA, too: that it was sent, received and seen. */
  readonly echoes?: boolean;
};

/** Starts the fake on a free port. */
export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const world = createWorld();
  const appSecret = randomBytes(10).toString('hex');
  const oaSecretKey = randomBytes(10).toString('hex');
  const tokens = createTokens(world, appSecret);
  const faults = createFaults();
  const violations: string[] = [];
  const calls: Called[] = [];
  const delivery = createDelivery({ appId: world.appId, oaSecretKey }, options);
  const { paid = false, perSecond = Infinity } = options;

  const endpoints = createEndpoints({
    world,
    tokens,
    faults,
    messages: createMessages(world, { paid, perSecond }),
    misused: (what) => violations.push(what),
    sent: (sent) => {
      if (options.echoes === true) void echo(sent, delivery, world);
    },
    called: (call) => calls.push(call),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    endpoints(request, await readBody(request), response);
  }
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      violations.push(`the fake itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  const url = await listen(server, options.port ?? 0);
  const people = { world, delivery, url: () => url, followOpensWindow: options.followOpensWindow ?? true };

  return {
    url,
    config: {
      appId: world.appId,
      oaId: world.oaId,
      oaSecretKey,
      appSecret,
      refreshToken: tokens.newRefreshToken(),
      apiRoot: url,
      oauthRoot: url,
      paysForMessages: paid,
      messagesPerSecond: 1000,
    },
    connect: delivery.connect,
    person: (given = {}) => createPerson(people, given),
    faults,
    clock: { now: world.now, advance: world.advance },
    tokens: tokens.controls,
    delivery: delivery.controls,
    calls,
    verify: () => {
      const unused = faults
        .left()
        .map(({ method, fault }) => `the scripted fault "${fault.type}" of ${method} never happened`);
      const faulty = [...violations, ...unused];
      if (faulty.length > 0) throw new Error(`Zalo would object:\n  ${faulty.join('\n  ')}`);
    },
    stop: async () => {
      delivery.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
