import { describe, expect, test } from '@jest/globals';
import type { Issue } from '../../shared/api/use-envoi.ts';
import type { EtatCaisse } from '../../shared/caisse/etat-caisse.ts';
import { renouveler, type ReponseRenouvellement } from './renouvellement.ts';

const LAIT = {
  produit: { id: '3' },
  nomProduit: 'Lait',
  quantite: 2,
  ancienPrix: 250,
  nouveauPrix: 275,
  statutModifie: false,
  retire: false,
};
const PAIN = { ...LAIT, produit: { id: '4' }, nomProduit: 'Pain', nouveauPrix: null, retire: true };
const RENOUVELE: Issue<ReponseRenouvellement> = {
  sorte: 'reponse',
  resultat: {
    __typename: 'PanierRenouvele',
    panier: { id: 'p2' },
    changements: [LAIT, PAIN],
  },
};

/** A till in memory whose server gives the answers of the test. */
function caisse(...reponses: Issue<ReponseRenouvellement>[]) {
  let etat: EtatCaisse = { panierId: 'p1', panierVide: null, vente: null, recu: null };
  const demandes: string[] = [];
  const moyens = {
    lire: () => etat,
    changer: (suite: (avant: EtatCaisse) => EtatCaisse) => {
      etat = suite(etat);
      return Promise.resolve();
    },
    envoyer: (panierId: string) => {
      demandes.push(panierId);
      const reponse = reponses.shift();
      return reponse ? Promise.resolve(reponse) : Promise.reject(new Error('asked once too often'));
    },
    nouvelId: () => 'p2',
  };
  return { moyens, demandes, etat: () => etat };
}

describe('renouveler', () => {
  test('puts the new cart in the place of the old one, with what changed', async () => {
    const { moyens, etat } = caisse(RENOUVELE);
    expect(await renouveler(moyens, 'p1')).toBeNull();
    expect(etat()).toMatchObject({
      panierId: 'p2',
      changements: [
        { produitId: '3', nom: 'Lait', quantite: 2, ancienPrix: 250, nouveauPrix: 275 },
        { produitId: '4', nom: 'Pain', nouveauPrix: null, retire: true },
      ],
    });
  });

  test('asks once although it was wanted twice', async () => {
    const { moyens, demandes } = caisse(RENOUVELE);
    await renouveler(moyens, 'p1');
    expect(await renouveler(moyens, 'p1')).toBeNull();
    expect(demandes).toEqual(['p1']);
  });

  test.each<[string, Issue<ReponseRenouvellement>]>([
    ['panne', { sorte: 'panne', panne: { sorte: 'reseau' } }],
    [
      'refus',
      {
        sorte: 'reponse',
        resultat: { __typename: 'SessionFermee', code: 'SESSION_FERMEE', message: 'Fermée.' },
      },
    ],
  ])('leaves the cart as it was after a %s, and says so', async (sorte, reponse) => {
    const { moyens, etat } = caisse(reponse, RENOUVELE);
    expect(await renouveler(moyens, 'p1')).toMatchObject({ sorte });
    expect(etat()).toMatchObject({ panierId: 'p1' });
    expect(await renouveler(moyens, 'p1')).toBeNull();
    expect(etat()).toMatchObject({ panierId: 'p2' });
  });

  test('leaves a cart alone that another page has begun meanwhile', async () => {
    const { moyens, etat } = caisse();
    const envoyer = async () => {
      await moyens.changer((avant) => ({ ...avant, panierId: 'p9' }));
      return RENOUVELE;
    };
    expect(await renouveler({ ...moyens, envoyer }, 'p1')).toBeNull();
    expect(etat()).toMatchObject({ panierId: 'p9' });
    expect(etat().changements ?? null).toBeNull();
  });
});
