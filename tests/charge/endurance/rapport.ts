import { tableau } from '../tableau.ts';
import { type Geste, GESTES } from './melange.ts';
import { apresChauffe, dureeComptee, type Echantillon, type Mesure, tendance } from './tendance.ts';

/** What a run has seen so far; interrupted, it goes on from here in a new process. */
export interface Etat {
  graine: string;
  /** Samples of each process, the first ones from its start on. */
  segments: Echantillon[][];
  gestes: Partial<Record<Geste, number>>;
  /** What came back otherwise than expected, and how many times. */
  inattendus: Record<string, number>;
}

export interface Conditions {
  date: string;
  minutes: number;
  chauffeS: number;
  /** Gestures a second. */
  rythme: number;
  machine: string;
  /** File of the picture, from the report. */
  image: string;
}

const MO = 2 ** 20;
const mo = (octets: number) => (octets / MO).toFixed(1);

/** The report of a run, for people. */
export function rapport(etat: Etat, conditions: Conditions): string {
  const { date, minutes, chauffeS, rythme, machine, image } = conditions;
  const comptes = etat.segments.map((segment) => apresChauffe(segment, chauffeS));
  const ligne = (mesure: Mesure, nom: string) => {
    const { niveau, pente, montee, bruit, plate } = tendance(comptes, mesure);
    return [nom, mo(niveau), mo(bruit), mo(pente), mo(montee), plate ? 'flat' : '**grows**'];
  };
  const gestes = GESTES.map((geste) => [geste, String(etat.gestes[geste] ?? 0)]);
  const inattendus = Object.entries(etat.inattendus).map(([quoi, fois]) => `${quoi}: ${fois}`);
  return `# Endurance, ${date}

What \`npm run bench -- endurance --minutes ${minutes} --graine ${etat.graine}\` measured: the standalone mode under a steady mix of
what people do, ${rythme} gestures a second as the seed chooses them; its memory each 10 s, from its own metrics. The first
${(chauffeS / 60).toFixed(1)} minutes of a process do not count (grey); a run that is interrupted goes on in a new process.

- ${machine}; Node ${process.version}
- ${etat.segments.length} process(es), ${(dureeComptee(comptes) / 60).toFixed(1)} minutes that count
- otherwise than expected: ${inattendus.length === 0 ? 'nothing' : inattendus.join(', ')}

![Memory over time](${image})

${tableau(['MB', 'level', 'noise', 'slope, an hour', 'rise', ''], [ligne('rss', 'process (RSS)'), ligne('tas', 'heap in use')])}

*Rise* is what the slope adds over the time that counts. It is growth where it is more than twice the noise (the deviation
around the line: garbage comes and goes) and more than 2 % of the level.

${tableau(['gesture', 'times'], gestes)}
`;
}
