import type { Delivery } from './delivery.js';
import type { Sent } from './messages.js';
import type { World } from './world.js';

/** What the OA itself is told about a message of its own; nobody has to listen. */
export async function echo({ person, message }: Sent, delivery: Delivery, world: World): Promise<void> {
  const frame = { app_id: world.appId, user_id_by_app: person.id, timestamp: String(world.now()) };
  const [oa, user] = [{ id: world.oaId }, { id: person.id }];
  const { id, text } = message;
  try {
    const name = message.image === undefined ? 'oa_send_text' : 'oa_send_image';
    await delivery.send({ ...frame, event_name: name, sender: oa, recipient: user, message: { text, msg_id: id } });
    for (const event of ['user_received_message', 'user_seen_message'])
      await delivery.send({
        ...frame,
        event_name: event,
        sender: oa,
        recipient: user,
        message: event === 'user_seen_message' ? { msg_ids: [id] } : { msg_id: id },
      });
  } catch {
    // Zalo gives up on events that are not answered.
  }
}
