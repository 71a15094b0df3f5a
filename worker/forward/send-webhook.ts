import { createHmac } from 'node:crypto';
import type { Attempt } from '../../core/attempts.js';
import type { Case } from '../../core/case.js';
import { roundReason } from '../../core/round.js';
import type { ForwardTarget, OutwardForwarding } from '../../prisma/store/forwardings.js';
import type { StepDeps } from '../deps.js';
import { postJson } from './post-json.js';

type SendWebhook = (forwarding: OutwardForwarding, target: ForwardTarget) => Promise<Attempt>;

/**
 * Posts a case to a commune's own system:
 *
 *     X-Lang-Nghe-Signature: t=1795255200000,v1=<hex HMAC-SHA256 of "t.body" with the target's secret>
 *     Idempotency-Key: fwd_…
 *     {"forwarding":"fwd_…","reason":"first","case":{"code":"PA-7K3F-Q2","text":"…",…}}
 */
export function webhookSender({ now, allowPrivateTargets = false, timing }: StepDeps): SendWebhook {
  return async (forwarding, target) => {
    if (target.secret === undefined) return { type: 'failed', because: 'no-secret', permanent: true };
    const body = JSON.stringify(webhookBody(forwarding));
    const outcome = await postJson({
      url: target.address,
      headers: {
        'x-lang-nghe-signature': signature(target.secret, now(), body),
        'idempotency-key': forwarding.id,
        'user-agent': 'lang-nghe',
      },
      body,
      timeoutMs: timing.webhookTimeoutMs,
      allowPrivate: allowPrivateTargets,
    });
    switch (outcome.type) {
      case 'answered':
        return byStatus(outcome.status);
      case 'refused':
        return { type: 'failed', because: outcome.because, permanent: true };
      case 'unreachable':
        return { type: 'failed', because: outcome.because, permanent: false };
    }
  };
}

function signature(secret: string, at: number, body: string): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

/** A redirect is a wrong address: following it could lead anywhere. */
function byStatus(status: number): Attempt {
  if (status >= 200 && status < 300) return { type: 'done' };
  const passing = status >= 500 || status === 408 || status === 429;
  return { type: 'failed', because: `http ${status}`, permanent: !passing };
}

/** The case without the person, unless the citizen agreed to be named. Attachments stay in the chat apps. */
function webhookBody({ id, round, case: subject }: OutwardForwarding): unknown {
  const { code, source, text, unit, village, category, kind, urgent, status, location, contact, createdAt }: Case =
    subject;
  return {
    forwarding: id,
    reason: roundReason(round),
    case: {
      code,
      source,
      text,
      unit,
      village,
      category,
      kind,
      urgent,
      status,
      location,
      contact,
      createdAt: new Date(createdAt).toISOString(),
    },
  };
}
