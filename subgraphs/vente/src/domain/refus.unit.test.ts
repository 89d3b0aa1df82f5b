import { describe, expect, test } from '@jest/globals';

import { enEchec, type RefusAnnulation, type RefusMontre } from './refus.ts';

const REFUS: (RefusMontre | RefusAnnulation)[] = [
  { type: 'PanierIntrouvable' },
  { type: 'PanierIndisponible' },
  { type: 'PanierExpire' },
  { type: 'PanierVide' },
  { type: 'PanierAutreSession' },
  { type: 'SessionFermee' },
  { type: 'StockInsuffisant', ruptures: [{ produitId: 5, demande: 2, disponible: 1 }] },
  { type: 'PaiementInsuffisant', manque: 125 },
  { type: 'PaiementCarteExcessif', maximum: 127 },
  { type: 'PaiementRefuse' },
  { type: 'VenteNonAnnulable' },
  { type: 'RetourExcessif', exces: [{ produitId: 5, demande: 2, retournable: 1 }] },
];

describe('a refusal as the till sees it', () => {
  test.each(REFUS)('$type has its type, a stable code and a French sentence', (refus) => {
    const echec = enEchec(refus);
    expect(echec.__typename).toBe(refus.type);
    expect(echec.code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(echec.message).toMatch(/^[A-ZÀ-Ý].+\.$/);
  });

  test('keeps what the till needs to go on', () => {
    const echec = enEchec({ type: 'PaiementInsuffisant', manque: 125 });
    expect(echec).toMatchObject({ code: 'PAIEMENT_INSUFFISANT', manque: 125 });
    expect(echec.message).toContain('1,25');
  });
});
