import type { Understand } from '../labels.js';
import { features } from './features.js';
import { openMentions, type Mentions } from './mentions.js';
import type { Model } from './model.js';
import { judgeByRules } from './rules.js';
import type { RulesData } from './rules-data.js';
import { subjectMatter, type Reader } from './words.js';

/** A text taken apart: for the model as features, for the rules as who is spoken of and how. */
export type TakenApart = { readonly features: readonly string[]; readonly mentions: Mentions };

/** Takes texts apart; training and use must do it in the same way. */
export function openAnalysis(
  data: RulesData,
  reader: Reader,
): (text: string, isElsewhere?: (place: string) => boolean) => TakenApart {
  const find = openMentions(data, reader);
  return (text, isElsewhere) => {
    const sentences = reader.sentences(text);
    const subject = subjectMatter(text);
    // Mostly there is nothing to leave out, and it was read already.
    const words = subject === text ? sentences.flat() : reader.words(subject);
    return { mentions: find(sentences, isElsewhere), features: features(words, text.includes('?')) };
  };
}

const whoIsNamed = ({ highest, namesElsewhere }: Mentions) =>
  highest === 'elsewhere' && namesElsewhere ? 'another' : highest;

/** From which probability on praise is praise, and a question a question. */
const sureOfCalm = 0.7;

/** Model and rules together: the rules know what is dangerous to miss, the model what nobody thought of. */
export function openUnderstand(model: Model, data: RulesData, reader: Reader): Understand {
  const takeApart = openAnalysis(data, reader);
  return (text, isElsewhere) => {
    const { features: found, mentions } = takeApart(text, isElsewhere);
    const opinion = model.judge(found, mentions.signals);
    const [first, ...others] = opinion.categories;
    const { label: kind, probability: kindIs } = opinion.kinds[0] ?? { label: 'phan-anh' as const, probability: 0 };
    const isCalm = kindIs > sureOfCalm && (kind === 'khen-ngoi' || kind === 'hoi-dap');
    const enough = data.sureOf.bypass[isCalm ? 'calm' : whoIsNamed(mentions)];
    const rules = judgeByRules(mentions, kind);
    const category = first?.label ?? 'khac';
    const confidence = first?.probability ?? 0;
    const aboutOfficial = rules.aboutOfficial || opinion.yes.aboutOfficial > data.sureOf.aboutOfficial;
    return {
      category,
      kind,
      urgent: rules.urgent || opinion.yes.urgent > data.sureOf.urgent,
      aboutOfficial,
      // "Chủ tịch xã nhận phong bì thì báo ở đâu ạ?" asks, and must not be read by him.
      bypass: opinion.yes.bypass > enough || (rules.bypass && (!isCalm || (kind === 'hoi-dap' && rules.accused))),
      namesElsewhere: mentions.namesElsewhere,
      confidence,
      abstained: confidence < data.abstainBelow,
      likeliest: [category, ...others.slice(0, 2).map(({ label }) => label)],
    };
  };
}
