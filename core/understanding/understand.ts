import type { Labels, Understand } from '../labels.js';
import { features } from './features.js';
import { openMentions, type Mentions } from './mentions.js';
import { categoriesIn, kindsIn, yesIn, type Model, type Opinion } from './model.js';
import type { SortingData } from './sorting-data.js';
import type { SecondLook } from './second-look.js';
import { subjectMatter, type Reader } from './words.js';

/** A text taken apart: as features, and as who is spoken of and how. */
export type TakenApart = { readonly features: readonly string[]; readonly mentions: Mentions };

/** Takes texts apart; training and use must do it in the same way. */
export function openAnalysis(
  data: SortingData,
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

/** What follows from the last opinion of a text: the thresholds of data/sorting.yaml. */
export function decide(opinion: Opinion, mentions: Mentions, data: SortingData): Labels {
  const [first, ...others] = categoriesIn(opinion);
  const category = first?.label ?? 'khac';
  const confidence = first?.probability ?? 0;
  const isOthers =
    mentions.highest === 'elsewhere' && mentions.namesElsewhere && !mentions.sentences.some(({ body }) => body);
  return {
    category,
    kind: kindsIn(opinion)[0]?.label ?? 'phan-anh',
    urgent: yesIn(opinion, 'urgent') > data.sureOf.urgent,
    aboutOfficial: yesIn(opinion, 'aboutOfficial') > data.sureOf.aboutOfficial,
    // In doubt the level above decides: it can hand a case down, but nobody can take back what was read. Where all who
    // are named are surely another commune's, this one may help.
    bypass: !isOthers && yesIn(opinion, 'bypass') > data.sureOf.bypass,
    namesElsewhere: mentions.namesElsewhere,
    confidence,
    abstained: confidence < data.abstainBelow,
    likeliest: [category, ...others.slice(0, 2).map(({ label }) => label)],
  };
}

/** The way of a text through the machine: taken apart, judged by the model, looked at again, decided. */
export function openUnderstand(model: Model, lookAgain: SecondLook, data: SortingData, reader: Reader): Understand {
  const takeApart = openAnalysis(data, reader);
  return (text, isElsewhere) => {
    const { features: found, mentions } = takeApart(text, isElsewhere);
    const opinion = lookAgain(model.judge(found, mentions.signals), mentions.highest);
    return decide(opinion, mentions, data);
  };
}
