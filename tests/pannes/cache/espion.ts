import { connect, type Socket } from 'node:net';

/** What Redis did, as MONITOR tells it. */
export interface Espion {
  /** The steps that changed a key between two moments of `performance.now()`, and those that emptied everything. */
  autour(cle: string, de: number, a: number): string[];
  fermer(): Promise<void>;
}

/** Of the last operations only: a violation is told soon, or by others like it. */
const OCTETS_MAX = 64 * 2 ** 20;

/** Listens to a Redis server, again after each of its deaths. Nothing is read before it is asked for. */
export function ouvrirEspion(port: number): Espion {
  let morceaux: Buffer[] = [];
  let octets = 0;
  let ferme = false;
  let prise: Socket | undefined;
  const ecouter = () => {
    if (ferme) return;
    const nouvelle = connect(port, '127.0.0.1', () => nouvelle.write('MONITOR\r\n'));
    prise = nouvelle;
    nouvelle.on('data', (morceau: Buffer) => {
      morceaux.push(morceau);
      octets += morceau.length;
      if (octets <= OCTETS_MAX) return;
      morceaux = morceaux.slice(morceaux.length / 2);
      octets = morceaux.reduce((n, m) => n + m.length, 0);
    });
    nouvelle.on('error', () => undefined);
    nouvelle.on('close', () => {
      setTimeout(ecouter, 20).unref();
    });
  };
  ecouter();
  return {
    autour(cle, de, a) {
      const lignes = Buffer.concat(morceaux).toString('utf8').split('\r\n');
      return lignes.flatMap((ligne) => {
        const [, instant, qui = '', quoi = ''] = LIGNE.exec(ligne) ?? [];
        if (instant === undefined) return [];
        const t = Number(instant) * 1_000 - performance.timeOrigin;
        const change = qui === 'lua' && quoi.includes(`"${cle}"`) && !SANS_EFFET.test(quoi);
        if (t < de || t > a || !(change || /^"flushall"/i.test(quoi))) return [];
        return [`${t.toFixed(1)} redis ${quoi}`];
      });
    },
    fermer: async () => {
      ferme = true;
      prise?.destroy();
    },
  };
}

/** `+1763832000.123456 [0 lua] "SET" "stk:1:2" …` */
const LIGNE = /^\+?(\d+\.\d+) \[\d+ (\S+)\] (.*)$/;
const SANS_EFFET = /^"(GET|PTTL)"/i;
