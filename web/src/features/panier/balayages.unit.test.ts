import { describe, expect, test } from '@jest/globals';
import type { Issue } from '../../shared/api/use-envoi.ts';
import { creerBalayages, type Balayage, type ProduitAjoute } from './balayages.ts';
import type { ReponsePanier } from './echec.ts';
import { creerFile } from './file.ts';

const REUSSITE: Issue<ReponsePanier> = { sorte: 'reponse', resultat: { __typename: 'Panier' } };
const COUPURE: Issue<ReponsePanier> = { sorte: 'panne', panne: { sorte: 'reseau' } };
const CATALOGUE: ProduitAjoute[] = [
  { id: '1', nom: 'Lait', prix: 250 },
  { id: '2', nom: 'Pain', prix: 300 },
];
const CODES: Record<string, ProduitAjoute | undefined> = { lait: CATALOGUE[0], pain: CATALOGUE[1] };

/** A till in memory, whose answers come when the test wants them. */
function caisse() {
  const file = creerFile();
  const gardes = new Map<string, Balayage>();
  const ajouts: string[] = [];
  const reponses: Issue<ReponsePanier>[] = [];
  let panierId = 'p1';
  let ids = 0;
  let sons = 0;
  let attente: Promise<void> = Promise.resolve();
  const balayages = creerBalayages({
    file,
    panierId: () => panierId,
    resoudre: async (terme) => {
      await attente;
      return CODES[terme] ?? null;
    },
    ajouter: (panier, { id }, { nom }) => {
      ajouts.push(`${panier} ${id} ${nom}`);
      return Promise.resolve(reponses.shift() ?? REUSSITE);
    },
    garder: (balayage) => void gardes.set(balayage.id, balayage),
    oublier: (id) => void gardes.delete(id),
    nouvelId: () => `a${(ids += 1)}`,
    surRefus: () => (sons += 1),
  });
  const balayer = (terme: string) => balayages.recevoir({ terme, quantite: 1, exact: true });
  return {
    file,
    balayages,
    balayer,
    gardes,
    ajouts,
    reponses,
    sons: () => sons,
    changerDePanier: (id: string) => (panierId = id),
    attendre: (promesse: Promise<void>) => void (attente = promesse),
    fini: () => file.faire(() => Promise.resolve()).then(() => new Promise((s) => setImmediate(s))),
  };
}
const refuses = ({ balayages }: ReturnType<typeof caisse>) =>
  balayages.refuses().map(({ terme, echec }) => [terme, echec?.sorte]);

describe('what is scanned', () => {
  test('goes into the cart in its order, however slow the catalogue is', async () => {
    const c = caisse();
    let repondre = () => {};
    c.attendre(new Promise<void>((suite) => (repondre = suite)));
    c.balayer('pain');
    c.attendre(Promise.resolve());
    for (const code of ['lait', 'pain', 'lait']) c.balayer(code);
    expect(c.file.enRoute()).toBe(4);
    repondre();
    await c.fini();
    expect(c.ajouts.map((a) => a.split(' ')[2])).toEqual(['Pain', 'Lait', 'Pain', 'Lait']);
    expect(c.gardes.size).toBe(0);
  });

  test('is listed with a sound when no product has the code, and what follows goes on', async () => {
    const c = caisse();
    for (const code of ['lait', 'zzz', 'pain', 'yyy']) c.balayer(code);
    await c.fini();
    expect(refuses(c)).toEqual([
      ['zzz', 'inconnu'],
      ['yyy', 'inconnu'],
    ]);
    expect(c.sons()).toBe(2);
    expect(c.ajouts).toHaveLength(2);
  });

  test('stays listed through the next scans, and is added once when tried again', async () => {
    const c = caisse();
    c.reponses.push(COUPURE);
    c.balayer('lait');
    c.balayer('pain');
    await c.fini();
    expect(refuses(c)).toEqual([['lait', 'panne']]);
    c.balayages.reessayer('a1');
    await c.fini();
    expect(c.ajouts).toEqual(['p1 a1 Lait', 'p1 a2 Pain', 'p1 a1 Lait']);
    expect(refuses(c)).toEqual([]);
  });

  test('is another addition when it is tried again for another cart', async () => {
    const c = caisse();
    c.reponses.push(COUPURE);
    c.balayer('lait');
    await c.fini();
    c.changerDePanier('p2');
    c.balayages.reessayer('a1');
    await c.fini();
    expect(c.ajouts).toEqual(['p1 a1 Lait', 'p2 a2 Lait']);
    expect([...c.gardes.keys()]).toEqual([]);
  });

  test('is added at the new price when somebody accepts it', async () => {
    const c = caisse();
    const prix = { __typename: 'PrixModifie', message: 'Prix', ancienPrix: 250, nouveauPrix: 275 };
    c.reponses.push({ sorte: 'reponse', resultat: prix });
    c.balayer('lait');
    await c.fini();
    expect(refuses(c)).toEqual([['lait', 'prix']]);
    c.balayages.accepterPrix('a1');
    await c.fini();
    expect(c.ajouts).toEqual(['p1 a1 Lait', 'p1 a2 Lait']);
    expect(refuses(c)).toEqual([]);
  });

  test('waits while a payment is under way, and goes into the cart that is open after it', async () => {
    const c = caisse();
    const lacher = c.file.retenir();
    c.balayer('lait');
    c.changerDePanier('p2');
    lacher();
    await c.fini();
    expect(c.ajouts).toEqual(['p2 a1 Lait']);
  });

  test('is found again after the page ended, refused or under way', async () => {
    const c = caisse();
    const garde = (id: string, plus: Partial<Balayage>): Balayage => ({
      ...{
        id,
        terme: 'lait',
        quantite: 1,
        exact: true,
        produit: null,
        panierId: null,
        echec: null,
      },
      ...plus,
    });
    c.balayages.reprendre([
      garde('k1', { echec: { sorte: 'inconnu' } }),
      garde('k2', { panierId: 'p1' }),
      garde('k3', { panierId: 'p0' }),
    ]);
    await c.fini();
    expect(c.ajouts).toEqual(['p1 k2 Lait']);
    expect(refuses(c)).toEqual([
      ['lait', 'inconnu'],
      ['lait', 'interrompu'],
    ]);
    c.balayages.abandonner('k1');
    expect(refuses(c)).toEqual([['lait', 'interrompu']]);
  });
});
