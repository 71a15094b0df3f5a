import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Latency } from './figures.js';
import type { ResultsFigures } from './results.js';
import type { ColdStart } from './start.js';
import type { Submissions } from './submissions.js';
import type { Comparison } from './turns.js';
import type { UnderstandingFigures } from './understanding.js';

/** All that one run measured; parts that were not asked for are absent. */
export type Report = {
  readonly machine: {
    readonly cores: number;
    readonly model: string;
    readonly memoryGb: number;
    readonly node: string;
  };
  readonly start?: ColdStart;
  readonly turns?: Comparison & { readonly ratio: number };
  readonly submissions?: Submissions;
  readonly understanding?: UnderstandingFigures;
  readonly results?: ResultsFigures;
};

export function describeMachine(): Report['machine'] {
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}

type Row = { readonly what: string; readonly figure: string; readonly aim: string; readonly isMet?: boolean };

/** The report for people: each figure beside its aim. */
export function toTable({ machine, start, turns, submissions, understanding, results }: Report): string {
  const rows: Row[] = [];
  if (turns !== undefined) {
    const { program, peer, offered, ratio } = turns;
    const p99 = program.replied.p99;
    rows.push(
      {
        what: `PKS05, ${program.people} people at once`,
        figure: `${whole(program.perSecond)} durable turns/s`,
        aim: '1,000',
        isMet: program.perSecond >= 1000,
      },
      { what: `  the peer, ${peer.people} people at once`, figure: `${whole(peer.perSecond)} turns/s`, aim: '' },
      { what: '  processor time', figure: `${program.cpuMs.toFixed(2)} ms a turn`, aim: '' },
      { what: '  the peer, without Redis', figure: `${peer.cpuMs.toFixed(2)} ms a turn`, aim: '' },
      { what: '  ratio', figure: `${ratio.toFixed(1)} times the peer`, aim: '2.0', isMet: ratio >= 2 },
      {
        what: `Answer at ${offered} turns/s offered`,
        figure: percentiles(program.replied),
        aim: 'p99 under 20',
        isMet: p99 < 20,
      },
      { what: '  acknowledged (stored)', figure: percentiles(program.acknowledged), aim: '' },
      { what: '  the peer, answer', figure: percentiles(peer.replied), aim: '' },
      { what: '  the peer, acknowledged', figure: percentiles(peer.acknowledged), aim: '' },
    );
  }
  if (submissions !== undefined) {
    const { burst, steady } = submissions;
    rows.push(
      {
        what: `${whole(burst.submitted)} phản ánh at once to officials`,
        figure: `${whole(burst.perSecond)} submissions/s`,
        aim: '300',
        isMet: burst.perSecond >= 300,
      },
      { what: `  at ${steady.offered}/s offered`, figure: percentiles(steady.latency), aim: '' },
    );
  }
  if (start !== undefined) {
    rows.push({
      what: 'Cold start to /healthz',
      figure: `${whole(start.startMs)} ms`,
      aim: 'under 2,000',
      isMet: start.startMs < 2000,
    });
    rows.push({
      what: 'Memory of the process, idle',
      figure: `${whole(start.idleMb)} MB`,
      aim: 'under 200',
      isMet: start.idleMb < 200,
    });
  }
  if (turns !== undefined) {
    const { residentMb } = turns.program;
    rows.push({
      what: '  after the turns',
      figure: `${whole(residentMb)} MB`,
      aim: 'under 200',
      isMet: residentMb < 200,
    });
    rows.push({ what: '  the peer after the turns', figure: `${whole(turns.peer.residentMb)} MB`, aim: '' });
  }
  if (submissions !== undefined) {
    const { residentMb } = submissions;
    rows.push({
      what: '  after the submissions',
      figure: `${whole(residentMb)} MB`,
      aim: 'under 200',
      isMet: residentMb < 200,
    });
  }
  if (understanding !== undefined) rows.push(...understandingRows(understanding));
  if (results !== undefined) rows.push(...resultsRows(results));
  const widest = (column: 'what' | 'figure') => Math.max(...rows.map((row) => row[column].length));
  const [whats, figures] = [widest('what'), widest('figure')];
  const lines = rows.map(({ what, figure, aim, isMet }) => {
    const verdict = isMet === undefined ? '' : `${isMet ? 'yes' : 'NO '}  (aim: ${aim})`;
    return `${what.padEnd(whats)}   ${figure.padEnd(figures)}   ${verdict}`.trimEnd();
  });
  const { cores, model, memoryGb, node } = machine;
  return [
    ...lines,
    '',
    `${cores} cores of ${model}, ${memoryGb} GB, Node ${node}; load, Bot API and Redis on the same cores`,
  ].join('\n');
}

function resultsRows({ runs, rewriteMs }: ResultsFigures): readonly Row[] {
  return [
    ...runs.map(({ responses, ms, fileMb }): Row => ({
      what: `Results of ${whole(responses)} responses`,
      figure: `${(ms / 1000).toFixed(2)} s, command and all (the file has ${whole(fileMb)} MB)`,
      aim: responses === 1_000_000 ? 'under 2 s' : '',
      ...(responses === 1_000_000 ? { isMet: ms < 2000 } : {}),
    })),
    { what: '  the file written anew', figure: `${(rewriteMs / 1000).toFixed(2)} s, while nobody writes`, aim: '' },
  ];
}

function understandingRows({ n, ours, peer }: UnderstandingFigures): readonly Row[] {
  const line = ({ accuracy, trainMs }: UnderstandingFigures['ours']) =>
    `${(100 * accuracy).toFixed(1)} % right of ${n}, trained in ${(trainMs / 1000).toFixed(1)} s`;
  return [
    {
      what: 'Texts understood, all labels',
      figure: `${whole(ours.textsPerSecond)} texts/s`,
      aim: '5,000',
      isMet: ours.textsPerSecond >= 5000,
    },
    { what: '  their category', figure: line(ours), aim: 'trained under 5 s', isMet: ours.trainMs < 5000 },
    { what: '  nlp.js on the same texts', figure: `${whole(peer.textsPerSecond)} texts/s`, aim: '' },
    { what: '  its category', figure: line(peer), aim: '' },
  ];
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const percentiles = ({ p50, p95, p99 }: Latency): string =>
  `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms`;
