import type { Day } from '../../core/campaign.js';
import { dialogueFault, topicLimit, type DialogueFault } from '../../core/dialogue.js';
import type { Store } from '../../prisma/client.js';
import { addDialogue, listDialogues, removeDialogue } from '../../prisma/store/dialogues.js';
import { titleOf } from '../report/places.js';
import type { DialogueCommand } from './read-command.js';

const faults: Readonly<Record<DialogueFault, string>> = {
  'no-such-day': '--on is no day; write it as 2026-05-12',
  'in-the-future': '--on is still to come',
  'no-topic': '--topic is empty',
  'topic-too-long': `--topic is longer than ${topicLimit} characters`,
  'more-answered-than-raised': '--answered is more than --raised',
};

/** Carries the command out and returns the lines to print; throws when it cannot, with nothing stored. */
export async function runDialogues(store: Store, command: DialogueCommand, today: Day): Promise<readonly string[]> {
  switch (command.action) {
    case 'add': {
      const { dialogue } = command;
      const fault = dialogueFault(dialogue, today);
      if (fault !== undefined) throw new Error(faults[fault]);
      const name = await titleOf(store, dialogue.owner);
      const id = await store.write((tx) => addDialogue(tx, dialogue));
      return [`${id}\t${name}\t${dialogue.heldOn}`];
    }
    case 'list':
      return (await listDialogues(store.db, command.owner)).map(
        ({ id, owner, heldOn, topic, people, raised, answered, note = '' }) =>
          [id, `${owner.level} ${owner.code}`, heldOn, people, `${answered}/${raised}`, topic, note]
            .join('\t')
            .trimEnd(),
      );
    case 'remove': {
      const { id } = command;
      if (await store.write((tx) => removeDialogue(tx, id))) return [`${id} removed`];
      throw new Error(`no dialogue has the number ${id}`);
    }
  }
}
