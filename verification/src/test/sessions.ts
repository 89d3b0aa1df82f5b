import { randomUUID } from 'node:crypto';

import type { Bases } from './bench.ts';

/** The session of a till, opened when it is first asked for, and its till and place with it. */
export function sessionsOf({ caisse }: Bases) {
  const sessions = new Map<number, Promise<string>>();
  const open = async (caisseId: number, magasinId: number): Promise<string> => {
    const id = randomUUID();
    await caisse.query(
      `INSERT INTO magasin (id, nom, quartier, type, adresse, telephone)
       VALUES ($1, $2, '', 'MAGASIN', '', '') ON CONFLICT DO NOTHING`,
      [magasinId, `Magasin ${magasinId}`],
    );
    await caisse.query(`INSERT INTO caisse (id, magasin_id, numero) VALUES ($1, $2, $1)`, [
      ...[caisseId, magasinId],
    ]);
    await caisse.query(
      `INSERT INTO session_caisse (id, caisse_id, fond_de_caisse, request_id) VALUES ($1, $2, 0, 'request')`,
      [id, caisseId],
    );
    return id;
  };
  return (caisseId: number, magasinId: number): Promise<string> => {
    const opened = sessions.get(caisseId) ?? open(caisseId, magasinId);
    sessions.set(caisseId, opened);
    return opened;
  };
}
