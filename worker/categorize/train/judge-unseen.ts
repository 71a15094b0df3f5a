import { openModel } from '../../../core/understanding/model.js';
import type { TakenApart } from '../../../core/understanding/understand.js';
import type { Unseen } from './fit-second-look.js';
import type { Example } from './read-examples.js';
import { train, type Methods } from './train.js';

/** Every so-manieth text is kept back while a model is trained. */
export const folds = 5;

/** Each text is judged by a model that was trained without it and its fifth of the others; in their order. */
export function judgeUnseen(
  examples: readonly Example[],
  takeApart: (text: string) => TakenApart,
  methods?: Methods,
): readonly Unseen[] {
  const models = Array.from({ length: folds }, (_, fold) => {
    const others = examples.filter((_example, nth) => nth % folds !== fold);
    return openModel({ hash: '', ...train(others, takeApart, methods) });
  });
  return examples.flatMap((example, nth) => {
    const { features, mentions } = takeApart(example.text);
    const opinion = models[nth % folds]?.judge(features, mentions.signals);
    return opinion === undefined ? [] : [{ example, opinion, mentions }];
  });
}
