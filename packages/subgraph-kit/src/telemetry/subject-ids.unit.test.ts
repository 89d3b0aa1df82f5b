import { describe, expect, test } from '@jest/globals';

import { idsIn, readBaggage, writeBaggage } from './subject-ids.ts';

const VENTE = '0199a0c0-5a7e-7c3e-9d52-2f6a1f0f4a11';
const PANIER = '0199a0c0-5a7e-7c3e-9d52-2f6a1f0f4a12';

describe('the ids that say what a request is about', () => {
  test('are found wherever a client puts them among its variables', () => {
    expect(idsIn({ venteId: VENTE })).toEqual({ venteId: VENTE });
    expect(idsIn({ input: { venteId: VENTE, panierId: PANIER, paiements: [] } })).toEqual({
      venteId: VENTE,
      panierId: PANIER,
    });
  });

  test('are UUIDs under the name of an id, and nothing else that a stranger writes', () => {
    expect(
      idsIn({
        ...{ venteId: 'x\n{"level":"fatal"}', jeton: VENTE, requestId: VENTE, traceId: VENTE },
        ...{ produitId: '4', __proto__Id: VENTE, 'a,b=cId': VENTE, lignes: [{ venteId: VENTE }] },
      }),
    ).toEqual({});
    expect(idsIn(null)).toEqual({});
    expect(idsIn('texte')).toEqual({});
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `a${String.fromCharCode(97 + (i % 26))}${i > 25 ? 'x' : ''}Id`,
        VENTE,
      ]),
    );
    expect(Object.keys(idsIn(many))).toHaveLength(8);
  });

  test('go to the next service as baggage, and come out of it as they went in', () => {
    const ids = { venteId: VENTE, panierId: PANIER };
    expect(readBaggage(writeBaggage(ids))).toEqual(ids);
    expect(readBaggage(`venteId=${VENTE};meta=1, other=42`)).toEqual({ venteId: VENTE });
    expect(readBaggage(undefined)).toEqual({});
  });
});
