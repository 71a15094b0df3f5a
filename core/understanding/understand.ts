import type { Labels, Understand } from '../labels.js';
import { features } from './features.js';
import { openMentions, type Mentions } from './mentions.js';
import { categoriesIn, kindsIn, yesIn, type Model, type Opinion } from './model.js';
import type { SortingData } from './sorting-data.js';
import type { SecondLook } from './second-look.js';
import { subjectMatter, type Reader } from './words.js';

/** A text taken apart: as features, and as who is spoken of and how. */
export type TakenApart = { readonly features: readonly string[]; readonly mentions: Mentions };

type Sentences = ReturnType<Reader['sentences']>;

/** Takes texts apart; training and use must do it in the same way. */
export function openAnalysis(data: SortingData, reader: Reader): (text: string) => TakenApart {
  const find = openMentions(data, reader);
  return (text) => {
    const sentences = reader.sentences(text);
    return { mentions: find(sentences), features: featuresOf(text, sentences, reader) };
  };
}

function featuresOf(text: string, sentences: Sentences, reader: Reader): readonly string[] {
  const subject = subjectMatter(text);
  // Mostly there is nothing to leave out, and it was read already.
  const words = subject === text ? sentences.flat() : reader.words(subject);
  return features(words, text.includes('?'));
}

/** What follows from the last opinion of a text: the thresholds of data/sorting.yaml. */
export function decide(opinion: Opinion, mentions: Mentions, data: SortingData): Labels {
  const [first, ...others] = categoriesIn(opinion);
  const category = first?.label ?? 'khac';
  const confidence = first?.probability ?? 0;
  const kind = kindsIn(opinion)[0]?.label ?? 'phan-anh';
  const aboutOfficial = yesIn(opinion, 'aboutOfficial') > data.sureOf.aboutOfficial;
  const bypass = yesIn(opinion, 'bypass');
  // Where all who are named are surely another commune's, this one may help.
  const isOthers = mentions.highest === 'elsewhere' && mentions.namesElsewhere && !mentions.namesBody;
  // In doubt the level above decides: it can hand a case down, but nobody can take back what was read.
  const isPast = !isOthers && (bypass > data.sureOf.bypass || (aboutOfficial && kind === 'to-cao'));
  return {
    category,
    kind,
    urgent: yesIn(opinion, 'urgent') > data.sureOf.urgent,
    aboutOfficial,
    bypass: isPast,
    bypassInDoubt: !isOthers && !isPast && bypass > data.sureOf.bypassInDoubt,
    namesElsewhere: mentions.namesElsewhere,
    confidence,
    abstained: confidence < data.abstainBelow,
    likeliest: [category, ...others.slice(0, 2).map(({ label }) => label)],
  };
}

/** From so many sentences and words on a letter has room for more than one matter. */
const longLetter = { sentences: 3, words: 30 };

/** The way of a text through the machine: taken apart, judged by the model, looked at again, decided. */
export function openUnderstand(model: Model, lookAgain: SecondLook, data: SortingData, reader: Reader): Understand {
  const find = openMentions(data, reader);
  const judge = ({ features: found, mentions }: TakenApart) =>
    lookAgain(model.judge(found, mentions.signals), mentions.highest);
  return (text, isElsewhere) => {
    const sentences = reader.sentences(text);
    const whole = { mentions: find(sentences, isElsewhere), features: featuresOf(text, sentences, reader) };
    const labels = decide(judge(whole), whole.mentions, data);
    if (sentences.length < longLetter.sentences || sentences.flat().length < longLetter.words) return labels;
    // "Đường hỏng. Rác đầy. Đèn tắt. Trưởng thôn ăn chặn tiền.": one sentence in a long letter must not be lost in it.
    const parts = sentences.slice(1).map((sentence, nth) => {
      const pair = [sentences[nth] ?? [], sentence];
      const mentions = find(pair, isElsewhere);
      return decide(judge({ mentions, features: features(pair.flat(), false) }), mentions, {
        ...data,
        sureOf: data.sureOfPart,
      });
    });
    const bypass = labels.bypass || parts.some((part) => part.bypass);
    return {
      ...labels,
      urgent: labels.urgent || parts.some(({ urgent }) => urgent),
      aboutOfficial: labels.aboutOfficial || parts.some(({ aboutOfficial }) => aboutOfficial),
      bypass,
      bypassInDoubt: !bypass && (labels.bypassInDoubt || parts.some(({ bypassInDoubt }) => bypassInDoubt)),
    };
  };
}
