import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Hasard } from './hasard.ts';

/** What the provider does with one card payment; it answers the same key the same way for ever. */
export type Scenario = 'accepter' | 'refuser' | 'se-taire' | 'tarder' | 'perdre-la-reponse';

interface Autorisation {
  montant: number;
  etat: 'ACCEPTE' | 'REFUSE' | 'ANNULE' | 'EN_COURS';
}

/** A payment provider: a server whose memory outlives every process of the point of sale. */
export interface Fournisseur {
  url: string;
  /** Chooses for the payments that have no scenario of their own. */
  choisir: (cle: string) => Scenario;
  /** What was taken and not given back, by sale, in cents. */
  encaisse(): Map<string, number>;
  /** What was refunded, by return, in cents. */
  rembourse(): Map<string, number>;
  /** Away: every connection is cut, whatever is asked; or back. */
  partir(absent: boolean): void;
  /** Answers nothing, and keeps the connections. */
  silencieux: boolean;
  /** How many times the authorisation of a key was asked for. */
  demandees(cle: string): number;
  /** How many requests met its absence. */
  refusees(): number;
  fermer(): Promise<void>;
}

const SCENARIOS: readonly Scenario[] = ['se-taire', 'tarder', 'perdre-la-reponse', 'refuser'];

/** Most payments pass, one in `sur` meets one of the accidents. */
export const parfois = (hasard: Hasard, sur: number) => (): Scenario =>
  hasard.uneFoisSur(sur) ? hasard.choisir(SCENARIOS) : 'accepter';

/** Starts a provider on a free loopback port. */
export async function ouvrirFournisseur(): Promise<Fournisseur> {
  const autorisations = new Map<string, Autorisation>();
  const scenarios = new Map<string, Scenario>();
  const remboursements = new Map<string, { origine: string; montant: number }>();

  const autoriser = (response: ServerResponse, cle: string, montant: number) => {
    const connue = autorisations.get(cle);
    if (connue) {
      if (connue.montant !== montant && connue.etat !== 'ANNULE') repondre(response, 409, {});
      else repondre(response, 200, { cle, ...connue });
      return;
    }
    const scenario = scenarios.get(cle) ?? fournisseur.choisir(cle);
    scenarios.set(cle, scenario);
    const inscrire = (etat: Autorisation['etat']) => {
      const autorisation: Autorisation = { montant, etat };
      autorisations.set(cle, autorisation);
      return autorisation;
    };
    switch (scenario) {
      case 'accepter':
        repondre(response, 200, { cle, ...inscrire('ACCEPTE') });
        return;
      case 'refuser':
        repondre(response, 200, { cle, ...inscrire('REFUSE') });
        return;
      case 'se-taire':
        // Once: nothing is kept and nobody answers; the next try passes.
        scenarios.set(cle, 'accepter');
        return;
      case 'tarder': {
        const autorisation = inscrire('EN_COURS');
        setTimeout(() => {
          if (autorisation.etat === 'EN_COURS') autorisation.etat = 'ACCEPTE';
        }, 700).unref();
        repondre(response, 200, { cle, montant, etat: 'EN_COURS' });
        return;
      }
      case 'perdre-la-reponse':
        inscrire('ACCEPTE');
        response.destroy();
    }
  };

  /** Of one payment, under its own key, never above what it took. */
  const rembourser = (response: ServerResponse, { cle = '', origine = '', montant = 0 }: Corps) => {
    const connu = remboursements.get(cle);
    if (connu) {
      const meme = connu.montant === montant && connu.origine === origine;
      repondre(response, meme ? 200 : 409, meme ? { cle, etat: 'REMBOURSE' } : {});
      return;
    }
    const deja = [...remboursements.values()]
      .filter((un) => un.origine === origine)
      .reduce((somme, un) => somme + un.montant, 0);
    const paye = autorisations.get(origine);
    if (paye?.etat !== 'ACCEPTE' || deja + montant > paye.montant) {
      repondre(response, 422, { code: 'MONTANT_EXCESSIF' });
      return;
    }
    remboursements.set(cle, { origine, montant });
    repondre(response, 200, { cle, etat: 'REMBOURSE' });
  };

  const demandes = new Map<string, number>();
  let absent = false;
  let refusees = 0;
  const serveur = createServer((request, response) => {
    void lire(request).then((corps) => {
      const chemin = decodeURIComponent(request.url ?? '/')
        .split('/')
        .slice(1);
      const cle = chemin[1] ?? corps.cle ?? '';
      if (fournisseur.silencieux) return;
      if (absent) {
        refusees += 1;
        response.destroy();
      } else if (request.method === 'GET' && chemin[0] === 'remboursements') {
        const connu = remboursements.get(cle);
        if (connu) repondre(response, 200, { cle, etat: 'REMBOURSE', ...connu });
        else repondre(response, 404, {});
      } else if (request.method === 'GET') {
        const connue = autorisations.get(cle);
        if (connue) repondre(response, 200, { cle, ...connue });
        else repondre(response, 404, {});
      } else if (chemin[0] === 'autorisations') {
        demandes.set(cle, (demandes.get(cle) ?? 0) + 1);
        autoriser(response, cle, corps.montant ?? 0);
      } else if (chemin[0] === 'annulations') {
        const connue = autorisations.get(cle) ?? { montant: 0, etat: 'ANNULE' as const };
        if (connue.etat !== 'REFUSE') connue.etat = 'ANNULE';
        autorisations.set(cle, connue);
        repondre(response, 200, { cle, etat: 'ANNULE' });
      } else {
        rembourser(response, corps);
      }
    });
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));

  const fournisseur: Fournisseur = {
    url: `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`,
    choisir: () => 'accepter',
    encaisse: () => {
      const sommes = new Map<string, number>();
      for (const [cle, { montant, etat }] of autorisations) {
        const venteId = cle.split(':')[0] ?? '';
        if (etat === 'ACCEPTE') sommes.set(venteId, (sommes.get(venteId) ?? 0) + montant);
      }
      return sommes;
    },
    rembourse: () => {
      const sommes = new Map<string, number>();
      for (const [cle, { montant }] of remboursements) {
        const annulationId = cle.split(':')[0] ?? '';
        sommes.set(annulationId, (sommes.get(annulationId) ?? 0) + montant);
      }
      return sommes;
    },
    partir: (oui) => (absent = oui),
    silencieux: false,
    demandees: (cle) => demandes.get(cle) ?? 0,
    refusees: () => refusees,
    fermer: () => {
      serveur.closeAllConnections();
      return new Promise((resolve) => serveur.close(() => resolve()));
    },
  };
  return fournisseur;
}

interface Corps {
  cle?: string;
  origine?: string;
  montant?: number;
}

async function lire(request: IncomingMessage): Promise<Corps> {
  let texte = '';
  for await (const morceau of request) texte += String(morceau);
  return texte === '' ? {} : (JSON.parse(texte) as Corps);
}

function repondre(response: ServerResponse, status: number, corps: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(corps));
}
