import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboundContent } from '../../core/inbound.js';
import type { Reply } from '../../core/reply.js';
import { createPlayer, type Player, type Scenario, type ScenarioInput } from '../flows/scenario.js';
import { nationalDirectory } from '../support/directory.js';
import { allForms } from '../support/forms.js';
import type { Act, Actor, Seen, Stage } from './stage.js';
import { openTelegramStage } from './telegram-stage.js';
import { openWebStage } from './web-stage.js';
import { openZaloStage } from './zalo-stage.js';

// The same conversations in every channel, through its real receiving and sending half and over HTTP: what is said must
// reach the flow as the same, and what the flow answers must be seen whole, every choice of it within reach.

const folder = path.resolve(import.meta.dirname, '../scenarios');
const scenarios = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Scenario] as const)
  // Groups are Telegram's alone.
  .filter(([, { env }]) => (env?.chat ?? 'private') === 'private');
const world = { directory: nationalDirectory(), forms: allForms() };

const open = { telegram: openTelegramStage, web: openWebStage, zalo: openZaloStage };

describe.each(['telegram', 'web', 'zalo'] as const)('%s', (channel) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open[channel]();
  });
  afterAll(() => stage.close());

  it.each(scenarios)('%s', async (_file, scenario) => {
    const actor = await stage.actor();
    const player = createPlayer(scenario, world);
    const shown: Seen[][] = [];
    for (const { in: input, effects = [] } of scenario.steps) {
      const meant = player.read(input);
      const act = toAct(stage, input, meant, shown);
      // Of what the channel has not, the flow hears all the same; the person says something else, so that he can be answered.
      if (act === undefined && meant.type !== 'left-alone') await actor.does({ type: 'say', text: 'alo' });
      const told = act === undefined ? meant : await actor.does(act);
      // What is typed for a button, or for a link that the channel has none of, is a text and must lead to the same.
      const isTyped =
        (act?.type === 'choose' && act.choice.how === 'typed') || (act?.type === 'start' && told.type === 'text');
      if (act !== undefined && !isTyped) expect(essence(told)).toEqual(essence(meant));
      const result = player.step(isTyped ? told : meant);
      expect(JSON.parse(JSON.stringify(result.effects))).toEqual(effects);
      const replies = result.effects.flatMap((effect) => (effect.type === 'reply' ? [effect.reply] : []));
      // Who has not been heard in this channel yet cannot be written to.
      const isOpen = meant.type !== 'left-alone' || shown.some(({ length }) => length > 0);
      shown.push(isOpen ? await watch(actor, player, replies) : []);
    }
  });
});

/** How a person does this step here; undefined when the channel has no such thing, or the step is not a person's. */
function toAct(
  stage: Stage,
  input: ScenarioInput,
  meant: InboundContent,
  shown: readonly (readonly Seen[])[],
): Act | undefined {
  switch (meant.type) {
    case 'text':
      // Longer ones do not come in one message; texts that only blanks are do not come at all.
      return meant.text.length > stage.longestText || meant.text.trim() === ''
        ? undefined
        : { type: 'say', text: meant.text };
    case 'start':
      // Links of Zalo carry nothing; of what stands on leaflets, these are typed.
      return stage.channel !== 'zalo' || /^$|^\d{5}-pks0[1-7]|^moi-|^pa-/i.test(meant.parameter)
        ? { type: 'start', parameter: meant.parameter }
        : undefined;
    case 'button': {
      if (!('tap' in input)) return undefined;
      const choices = shown.flat().flatMap((seen) => seen.choices);
      const choice = choices.findLast(({ label }) => label === input.tap);
      // People press the newest button of a name; older ones stay what they are.
      return choice === undefined || input.of !== undefined ? undefined : { type: 'choose', choice };
    }
    case 'location':
      return { type: 'location', latitude: meant.latitude, longitude: meant.longitude };
    case 'attachment':
      return stage.channel === 'web' && meant.file.kind === 'voice' ? undefined : { type: meant.file.kind };
    case 'unsupported':
      return stage.channel === 'web' ? undefined : { type: 'sticker' };
    case 'own-phone':
    case 'edited':
    case 'left-alone':
      return undefined;
  }
}

/** What the flow goes by: not which file it is, nor which of the things that it cannot use. */
function essence(content: InboundContent): unknown {
  switch (content.type) {
    case 'attachment':
      return { type: content.type, kind: content.file.kind };
    case 'unsupported':
      return { type: content.type };
    case 'text':
      // Telegram takes the bot's name off its commands.
      return { ...content, text: content.text.replace(/^(\/\w+)@\w+/, '$1') };
    default:
      return content;
  }
}

/** Shows the replies, and sees to it that nothing of them is lost and that typing a choice does what its button does. */
async function watch(actor: Actor, player: Player, replies: readonly Reply[]): Promise<Seen[]> {
  const all: Seen[] = [];
  for (const reply of replies) {
    const seen = await actor.sees(reply);
    const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
    expect(flat(seen.text)).toContain(flat(reply.text));
    const buttons = (reply.buttons ?? []).flat();
    expect(seen.choices.map(({ label }) => label)).toEqual(buttons.map(({ label }) => label));
    // Only what was asked last is answered by typing.
    if (reply === replies.at(-1))
      for (const [at, choice] of seen.choices.entries()) {
        const data = buttons[at]?.data;
        if (choice.how === 'button' || data === undefined) continue;
        const byButton = player.wouldStep({ type: 'button', data });
        expect(player.wouldStep({ type: 'text', text: choice.text }), choice.label).toEqual(byButton);
      }
    all.push(seen);
  }
  return all;
}
