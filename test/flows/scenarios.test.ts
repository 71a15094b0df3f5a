import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { activity } from '../../core/conversation.js';
import type { Effect } from '../../core/effect.js';
import type { StepResult } from '../../core/flow.js';
import { nationalDirectory } from '../support/directory.js';
import { allForms } from '../support/forms.js';
import { play, type Scenario } from './scenario.js';

// UPDATE_SCENARIOS=1 rewrites what is expected; read the difference before committing it.
const isUpdate = process.env['UPDATE_SCENARIOS'] === '1';
const folder = path.resolve(import.meta.dirname, '../scenarios');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort();
const world = { directory: nationalDirectory(), forms: allForms() };

describe('scenarios', () => {
  it.each(files)('%s', async (file) => {
    const scenario = read(file);
    const results = play(scenario, world);
    if (isUpdate) await write(file, withResults(scenario, results));
    const expected = isUpdate ? read(file) : scenario;
    for (const [at, { effects, state }] of expected.steps.entries()) {
      const result = results[at];
      expect(asJson(result?.effects), `effects of step ${at + 1}`).toEqual(effects);
      if (state !== undefined) expect(asJson(result?.state), `state after step ${at + 1}`).toEqual(state);
    }
  });

  it('reach every effect and every activity', () => {
    const results = files.flatMap((file) => play(read(file), world));
    const effects = new Set(results.flatMap((result) => result.effects.map((effect) => effect.type)));
    expect([...effects].sort()).toEqual(Object.keys(effectTypes).sort());
    const activities = new Set(results.map((result) => result.state.activity.type));
    expect([...activities].sort()).toEqual(activity.options.map((option) => option.shape.type.value).sort());
  });
});

/** An effect type without an entry here does not compile. */
const effectTypes: Readonly<Record<Effect['type'], true>> = {
  reply: true,
  'record-response': true,
  'forget-passing': true,
  'open-case': true,
  'change-case': true,
  'keep-attachment': true,
  'drop-attachments': true,
  'take-seat': true,
  'leave-seat': true,
  'tell-results': true,
  'bind-phone': true,
  'claim-phone': true,
  'send-link-code': true,
  'link-chats': true,
  'unlink-chat': true,
};

function read(file: string): Scenario {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Scenario;
}

async function write(file: string, scenario: Scenario): Promise<void> {
  const target = path.join(folder, file);
  const options = await resolveConfig(target);
  writeFileSync(target, await format(JSON.stringify(scenario), { ...options, filepath: target }));
}

/** States are long: only the last one is written, and those that the scenario has asked for. */
function withResults(scenario: Scenario, results: readonly StepResult[]): Scenario {
  const steps = scenario.steps.map(({ in: input, later, facts, state }, at) => ({
    in: input,
    ...(later === undefined ? {} : { later }),
    ...(facts === undefined ? {} : { facts }),
    effects: results[at]?.effects ?? [],
    ...(state !== undefined || at === results.length - 1 ? { state: results[at]?.state } : {}),
  }));
  return { ...scenario, steps };
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
