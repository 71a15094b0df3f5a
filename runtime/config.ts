import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ProvinceCode } from '../core/ids.js';

// The only reader of process.env. A wrong value stops the start with one message that names every fault.

const port = z.coerce.number().int().min(0).max(65535);
const url = z.url({ protocol: /^https?$/ });
/** Ids of Zalo are longer than numbers can hold exactly: text. */
const zaloId = z
  .string()
  .regex(/^\d{5,25}$/, 'digits only')
  .optional();
const secretKey = z
  .string('is missing; script/bootstrap writes one to .env')
  .regex(/^[\w+/-]{43,44}=?$/, '32 random bytes in base64; make them with: openssl rand -base64 32');

const variables = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATA_DIR: z.string().default('./data/run'),
  DATABASE_URL: z
    .string()
    .regex(/^file:/, 'a SQLite file such as file:./data/run/lang-nghe.db')
    .optional(),
  REDIS_URL: z.url({ protocol: /^(rediss?|unix)$/ }).optional(),
  SECRET_KEY: secretKey,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PROVINCE: z
    .string()
    .regex(/^\d{2}$/, 'the two-digit code of the province that runs this server, such as 24')
    .default('24'),
  FORWARD_MODE: z.enum(['blackhole', 'live']).default('blackhole'),
  /** Webhooks inside the province's own network, and plain HTTP to them. */
  FORWARD_TO_PRIVATE: z.enum(['yes', 'no']).default('no'),
  ESCALATE_AFTER: z.coerce.number().positive('minutes, such as 2 or 0.5').optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().default('lang-nghe@localhost.localdomain'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, 'the token that @BotFather gave, such as 123456:ABC…')
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, '16–256 letters, digits, _ or -')
    .optional(),
  /** Messages a second that Telegram may be sent in all; Telegram's own limit is 30. */
  TELEGRAM_RATE: z.coerce.number().int().min(1).default(30),
  ZALO_APP_ID: zaloId,
  ZALO_OA_ID: zaloId,
  /** Signs the webhook; not the app's secret. */
  ZALO_OA_SECRET_KEY: z.string().min(8, 'the OA secret key, shown where the webhook is set up').optional(),
  ZALO_APP_SECRET: z.string().min(8, "the app's secret key, from developers.zalo.me").optional(),
  /** Only for the first start; from then on the store has a newer one. */
  ZALO_REFRESH_TOKEN: z.string().min(8).optional(),
  ZALO_API_ROOT: url.default('https://openapi.zalo.me'),
  ZALO_OAUTH_ROOT: url.default('https://oauth.zaloapp.com'),
  /** Whether messages may be sent that the OA pays for: from the ninth on, or later than 48 hours. */
  ZALO_PAID_MESSAGES: z.enum(['yes', 'no']).default('no'),
  /** Messages a second that Zalo may be sent in all. */
  ZALO_RATE: z.coerce.number().int().min(1).default(10),
});

/** Zalo is set up when all of these are given. */
const zaloNames = ['ZALO_APP_ID', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY', 'ZALO_APP_SECRET'] as const;

/** The environment's names that mean something here; .env.example explains each. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

export type TelegramConfig = {
  readonly token: string;
  readonly apiRoot: string;
  readonly messagesPerSecond: number;
  readonly receive:
    { readonly type: 'polling' } | { readonly type: 'webhook'; readonly url: string; readonly secret: string };
};

export type ZaloConfig = {
  readonly appId: string;
  readonly oaId: string;
  /** Key of the webhook's signature. */
  readonly oaSecretKey: string;
  readonly appSecret: string;
  /** What the settings name; the store may have a newer one. */
  readonly refreshToken: string | undefined;
  /** Without a slash at the end, like the next. */
  readonly apiRoot: string;
  readonly oauthRoot: string;
  /** The OA pays for messages outside of the free ones. */
  readonly paysForMessages: boolean;
  readonly messagesPerSecond: number;
};

export type Config = {
  readonly http: { readonly port: number; readonly host: string; readonly publicUrl: string | undefined };
  readonly dataDir: string;
  readonly databaseFile: string;
  /** Undefined: the program keeps a private Redis server. */
  readonly redisUrl: string | undefined;
  readonly secretKey: Buffer;
  readonly logLevel: string;
  /** Its communes come first, and what names no commune goes to its desk. */
  readonly homeProvince: ProvinceCode;
  /** E-mail and webhooks of communes; `blackhole` keeps them off. */
  readonly forwardMode: 'blackhole' | 'live';
  /** Webhooks may go to private addresses and by plain HTTP: a commune's system inside the province's network. */
  readonly forwardToPrivate: boolean;
  /** Overrides the times of data/escalation.yaml, in milliseconds. */
  readonly escalateAfterMs: number | undefined;
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  readonly telegram: TelegramConfig | undefined;
  readonly zalo: ZaloConfig | undefined;
};

export type ConfigResult =
  { readonly type: 'ok'; readonly config: Config } | { readonly type: 'wrong'; readonly faults: readonly string[] };

/** Checks the environment as a whole and builds what the program works with. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (
    given['PUBLIC_URL'] !== undefined &&
    given['TELEGRAM_BOT_TOKEN'] !== undefined &&
    given['TELEGRAM_WEBHOOK_SECRET'] === undefined
  ) {
    faults.push('TELEGRAM_WEBHOOK_SECRET: needed with PUBLIC_URL; make one with: openssl rand -hex 32');
  }
  const missing = zaloNames.filter((name) => given[name] === undefined);
  if (missing.length > 0 && missing.length < zaloNames.length)
    faults.push(
      `${missing.join(', ')}: needed with ${zaloNames.filter((name) => given[name] !== undefined).join(', ')}`,
    );
  if (!parsed.success || faults.length > 0) return { type: 'wrong', faults };
  const env = parsed.data;
  const dataDir = path.resolve(env.DATA_DIR);
  return {
    type: 'ok',
    config: {
      http: { port: env.PORT, host: env.HOST, publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') },
      dataDir,
      databaseFile:
        env.DATABASE_URL === undefined
          ? path.join(dataDir, 'lang-nghe.db')
          : path.resolve(env.DATABASE_URL.slice('file:'.length)),
      redisUrl: env.REDIS_URL,
      secretKey: Buffer.from(env.SECRET_KEY, 'base64'),
      logLevel: env.LOG_LEVEL,
      homeProvince: env.PROVINCE as ProvinceCode,
      forwardMode: env.FORWARD_MODE,
      forwardToPrivate: env.FORWARD_TO_PRIVATE === 'yes',
      escalateAfterMs: env.ESCALATE_AFTER === undefined ? undefined : env.ESCALATE_AFTER * 60_000,
      mail: env.SMTP_URL === undefined ? undefined : { url: env.SMTP_URL, from: env.MAIL_FROM },
      telegram:
        env.TELEGRAM_BOT_TOKEN === undefined
          ? undefined
          : {
              token: env.TELEGRAM_BOT_TOKEN,
              apiRoot: env.TELEGRAM_API_ROOT.replace(/\/$/, ''),
              messagesPerSecond: env.TELEGRAM_RATE,
              receive:
                env.PUBLIC_URL === undefined || env.TELEGRAM_WEBHOOK_SECRET === undefined
                  ? { type: 'polling' }
                  : {
                      type: 'webhook',
                      url: `${env.PUBLIC_URL.replace(/\/$/, '')}/webhook/telegram`,
                      secret: env.TELEGRAM_WEBHOOK_SECRET,
                    },
            },
      zalo: zaloConfig(env),
    },
  };
}

function zaloConfig(env: z.infer<typeof variables>): ZaloConfig | undefined {
  const { ZALO_APP_ID: appId, ZALO_OA_ID: oaId, ZALO_OA_SECRET_KEY: oaSecretKey, ZALO_APP_SECRET: appSecret } = env;
  if (appId === undefined || oaId === undefined || oaSecretKey === undefined || appSecret === undefined)
    return undefined;
  return {
    appId,
    oaId,
    oaSecretKey,
    appSecret,
    refreshToken: env.ZALO_REFRESH_TOKEN,
    apiRoot: env.ZALO_API_ROOT.replace(/\/$/, ''),
    oauthRoot: env.ZALO_OAUTH_ROOT.replace(/\/$/, ''),
    paysForMessages: env.ZALO_PAID_MESSAGES === 'yes',
    messagesPerSecond: env.ZALO_RATE,
  };
}

/** Reads `.env` (where there is one) and the environment. Faults end the program with exit code 2 and one message. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const result = readConfig(process.env);
  if (result.type === 'ok') return result.config;
  const lines = result.faults.map((fault) => `  ${fault}`).join('\n');
  process.stderr.write(`Configuration is wrong; .env.example explains each value:\n${lines}\n`);
  return process.exit(2);
}

/** The web chat's address as people are given it; `port` where the one asked for was 0. */
export function webAddress({ publicUrl, host, port }: Config['http'], listening: number = port): string {
  return publicUrl ?? `http://${host}:${listening}`;
}

/** A fresh value for SECRET_KEY. */
export function newSecretKey(): string {
  return randomBytes(32).toString('base64');
}
