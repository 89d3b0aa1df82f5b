import { afterEach, describe, expect, test } from '@jest/globals';

import { ouvrirRouteurSeul, type RouteurSeul } from './support/routeur-seul.ts';

const SE_CONNECTER = `mutation {
  seConnecter(input: { identifiant: "gerant1", motDePasse: "devine" }) { __typename }
}`;
const CAISSE = '{ magasins { id } }';
const ENTETE = 'x-forwarded-for';

let routeur: RouteurSeul;

const ouvrir = async (reglages: Record<string, string>) => {
  routeur = await ouvrirRouteurSeul({
    reglages,
    repondre: (_subgraph, { query }) =>
      query.includes('seConnecter')
        ? { data: { seConnecter: { __typename: 'IdentifiantsRefuses' } } }
        : { data: { magasins: [{ id: '1' }] } },
  });
};

afterEach(() => routeur.fermer());

const demander = (query: string, adresse?: string) =>
  fetch(routeur.url, {
    method: 'POST',
    headers: { ...routeur.entetes, ...(adresse && { [ENTETE]: adresse }) },
    body: JSON.stringify({ query }),
  });

/** The states of so many sign-ins, one after the other. */
async function essayer(nombre: number, adresse?: string): Promise<number[]> {
  const etats: number[] = [];
  while (etats.length < nombre) etats.push((await demander(SE_CONNECTER, adresse)).status);
  return etats;
}

describe('sign-ins from one address', () => {
  test('are refused beyond what people need, before caisse hears of them', async () => {
    await ouvrir({ SIGN_INS_PER_MINUTE: '3', CLIENT_ADDRESS_HEADER: 'X-Forwarded-For' });
    expect(await essayer(3, '192.0.2.1')).toEqual([200, 200, 200]);
    const refus = await demander(SE_CONNECTER, '192.0.2.1');
    expect(refus.status).toBe(429);
    const attente = Number(refus.headers.get('retry-after'));
    expect(attente).toBeGreaterThan(0);
    expect(attente).toBeLessThanOrEqual(60);
    expect(await refus.json()).toMatchObject({
      errors: [
        {
          message: `Trop d’essais de connexion depuis ce réseau. Réessayez dans ${attente} s.`,
          extensions: { code: 'TROP_D_ESSAIS' },
        },
      ],
    });
    expect(routeur.recus).toHaveLength(3);
    const series = await routeur.router.metrics.registry.metrics();
    expect(series).toMatch(/^connexions_retenues_total\{service="router"\} 1$/m);
  });

  test('take nothing from others, nor from what else that address asks', async () => {
    await ouvrir({ SIGN_INS_PER_MINUTE: '1', CLIENT_ADDRESS_HEADER: ENTETE });
    expect(await essayer(2, '192.0.2.1')).toEqual([200, 429]);
    expect((await demander(CAISSE, '192.0.2.1')).status).toBe(200);
    expect(await essayer(1, '192.0.2.2')).toEqual([200]);
  });

  test.each([
    ['an IPv4 address and the same written as IPv6', '192.0.2.1', '::ffff:192.0.2.1'],
    ['two addresses of one IPv6 network', '2001:db8:0:7::1', '2001:db8:0:7:aaaa::2'],
  ])('are counted together for %s', async (_cas, une, autre) => {
    await ouvrir({ SIGN_INS_PER_MINUTE: '1', CLIENT_ADDRESS_HEADER: ENTETE });
    expect(await essayer(1, une)).toEqual([200]);
    expect(await essayer(1, autre)).toEqual([429]);
    expect(await essayer(1, '2001:db8:0:8::1')).toEqual([200]);
  });

  test.each([
    ['no proxy is known', {}, '192.0.2.'],
    ['the proxy tells no address', { CLIENT_ADDRESS_HEADER: ENTETE }, 'quelqu-un-'],
  ])('are counted by connection where %s', async (_cas, reglages, debut) => {
    await ouvrir({ SIGN_INS_PER_MINUTE: '1', ...reglages });
    expect(await essayer(1, `${debut}1`)).toEqual([200]);
    expect(await essayer(1, `${debut}2`)).toEqual([429]);
  });

  test('are not counted where no limit is set', async () => {
    await ouvrir({ SIGN_INS_PER_MINUTE: '0' });
    expect(new Set(await essayer(100))).toEqual(new Set([200]));
  });
});
