// npm run second-look    learns anew how the opinions are weighed against each other: data/second-look.yaml
// Takes half a minute. To be done when the training texts have changed much; a test says when.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { judgedAgain, type SecondLookWeights } from '../core/understanding/second-look.js';
import { loadAnalysis, trainingVersion } from '../runtime/load-understanding.js';
import { packageRoot } from '../runtime/paths.js';
import { fitSecondLook } from '../worker/categorize/train/fit-second-look.js';
import { judgeUnseen } from '../worker/categorize/train/judge-unseen.js';
import { readExamples } from '../worker/categorize/train/read-examples.js';

const [examples, takeApart] = await Promise.all([readExamples(), loadAnalysis()]);
const look = fitSecondLook(judgeUnseen(examples, takeApart));
const file = path.join(packageRoot, 'data/second-look.yaml');
await writeFile(file, toYaml(look));
process.stderr.write(`learnt from ${look.texts} texts: ${path.relative('.', file)}\n`);

/** A line for each piece of evidence: as a file that can be compared with the one before. */
function toYaml({ texts, bias, weights }: SecondLookWeights): string {
  return [
    '# Cách máy cân nhắc lại các ý kiến của mình về một câu; do "npm run second-look" viết, không sửa tay.',
    `# Mỗi dòng là một chứng cứ, mỗi số là nó nói thêm bao nhiêu cho: ${judgedAgain.join(', ')}.`,
    `version: ${trainingVersion}`,
    `texts: ${texts}`,
    `bias: ${JSON.stringify(bias)}`,
    'weights:',
    ...Object.entries(weights).map(([name, row]) => `  ${name}: ${JSON.stringify(row)}`),
    '',
  ].join('\n');
}
