import type { Echantillon, Mesure } from './tendance.ts';

const [LARGEUR, HAUTEUR, MARGE] = [760, 300, 48];
const COULEURS: Record<Mesure, string> = { rss: '#1f5fa8', tas: '#b3541e' };
const NOMS: Record<Mesure, string> = { rss: 'process (RSS)', tas: 'heap in use' };
const MO = 2 ** 20;

/**
 * Draws the memory over time, process after process, with the time that does not count in grey.
 *
 * @param chauffeS how long each process warms up
 * @returns an SVG that needs nothing else
 */
export function dessiner(segments: readonly Echantillon[][], chauffeS: number): string {
  const duree = segments.reduce((somme, segment) => somme + (segment.at(-1)?.s ?? 0), 0) || 1;
  const sommet = 1.1 * Math.max(...segments.flat().map(({ rss, tas }) => Math.max(rss, tas)), MO);
  const x = (s: number) => MARGE + ((LARGEUR - 2 * MARGE) * s) / duree;
  const y = (octets: number) => HAUTEUR - MARGE - ((HAUTEUR - 2 * MARGE) * octets) / sommet;
  const parts: string[] = [];
  let debut = 0;
  for (const segment of segments) {
    const fin = segment.at(-1)?.s ?? 0;
    const chauffe = x(debut + Math.min(chauffeS, fin)) - x(debut);
    parts.push(
      `<rect x="${n(x(debut))}" y="${MARGE}" width="${n(chauffe)}" height="${HAUTEUR - 2 * MARGE}" fill="#eee"/>`,
    );
    for (const mesure of ['rss', 'tas'] as const) {
      const points = segment.map((e) => `${n(x(debut + e.s))},${n(y(e[mesure]))}`).join(' ');
      parts.push(
        `<polyline points="${points}" fill="none" stroke="${COULEURS[mesure]}" stroke-width="1.5"/>`,
      );
    }
    debut += fin;
  }
  for (let part = 0; part <= 4; part += 1) {
    const octets = (sommet * part) / 4;
    parts.push(texte(4, y(octets) + 4, `${Math.round(octets / MO)} MB`));
    parts.push(
      texte(x((duree * part) / 4) - 10, HAUTEUR - MARGE + 18, `${n((duree * part) / 240)} min`),
    );
  }
  for (const [rang, mesure] of (['rss', 'tas'] as const).entries())
    parts.push(texte(MARGE + 10 + rang * 140, MARGE - 12, NOMS[mesure], COULEURS[mesure]));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LARGEUR} ${HAUTEUR}" font-family="sans-serif" font-size="11">
<rect width="${LARGEUR}" height="${HAUTEUR}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

const texte = (x: number, y: number, dit: string, couleur = '#444') =>
  `<text x="${n(x)}" y="${n(y)}" fill="${couleur}">${dit}</text>`;

const n = (valeur: number) => String(Math.round(valeur * 10) / 10);
