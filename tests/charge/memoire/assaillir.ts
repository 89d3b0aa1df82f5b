import { lireMetrique } from '../metriques.ts';
import type { Assaut } from './assauts.ts';
import type { RouteurAPart } from './routeur-a-part.ts';

/** What an assault did to a router. */
export interface Bilan {
  requetes: number;
  /** Answers by their code. */
  codes: Readonly<Record<string, number>>;
  /** Memory of the process, in MB: what its heap held at least, after a collection, in each of four quarters. */
  tas: readonly number[];
  /** The most that the process took. */
  rss: number;
  secondes: number;
}

/** Requests between two looks at the memory, and how many are under way at once. */
const PAS = 25;
const A_LA_FOIS = 4;

/**
 * Sends an assault.
 *
 * @param nombre of requests
 * @throws Error when the router dies, or answers something else than the assault says
 */
export async function assaillir(
  routeur: RouteurAPart,
  assaut: Assaut,
  nombre: number,
): Promise<Bilan> {
  const codes: Record<string, number> = {};
  const releves: { tas: number; rss: number }[] = [];
  const debut = performance.now();
  for (let k = 0; k < nombre; k += PAS) {
    let suivante = k;
    const fin = Math.min(nombre, k + PAS);
    const file = async () => {
      while (suivante < fin) {
        const code = await envoyer(routeur, assaut, (suivante += 1));
        codes[code] = (codes[code] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: A_LA_FOIS }, file));
    releves.push({
      tas: await megaoctets(routeur, 'nodejs_heap_size_used_bytes'),
      rss: await megaoctets(routeur, 'process_resident_memory_bytes'),
    });
  }
  if (codes[assaut.code] !== nombre) throw new Error(`${assaut.nom}: ${JSON.stringify(codes)}`);
  return {
    requetes: nombre,
    codes,
    tas: [0, 1, 2, 3].map((i) =>
      Math.min(...releves.slice(...quartDe(releves.length, i)).map(({ tas }) => tas)),
    ),
    rss: Math.max(...releves.map(({ rss }) => rss)),
    secondes: (performance.now() - debut) / 1_000,
  };
}

function quartDe(longueur: number, rang: number): [number, number] {
  return [Math.floor((rang * longueur) / 4), Math.floor(((rang + 1) * longueur) / 4)];
}

async function envoyer(
  { url, caissier, fin }: RouteurAPart,
  { requete, connu = false }: Assaut,
  k: number,
): Promise<string> {
  const { corps, entetes } = requete(k);
  try {
    const reponse = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(connu && { authorization: caissier }),
        ...entetes,
      },
      body: JSON.stringify(corps),
    });
    const { errors } = (await reponse.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code ?? 'SANS_ERREUR';
  } catch (error) {
    throw new Error(`The router died at request ${k}: ${fin() ?? 'no'}`, { cause: error });
  }
}

async function megaoctets({ url }: RouteurAPart, metrique: string): Promise<number> {
  return (await lireMetrique(url, metrique)) / 1_000_000;
}
