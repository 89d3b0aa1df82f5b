const VENTE = '01990000-0000-7000-8000-000000000001';
const magasin = { __typename: 'Magasin', id: '1', nom: 'Magasin un' };

/** What nobody could finish: a card that refused its refund, a sale neither made nor undone, a refund without an answer. */
export const DOSSIERS = {
  __typename: 'DossierConnection',
  totalCount: 3,
  pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  edges: [
    {
      ...{ __typename: 'Dossier', id: 'd1', type: 'REMBOURSEMENT', place: 0, essais: 3, magasin },
      ...{ ouvertLe: '2026-11-27T14:32:00.000Z', participant: 'terminal', prochainEssai: null },
      vente: {
        ...{ __typename: 'Vente', id: VENTE, numero: '1-1-000012', total: 2300 },
        ...{ statut: 'RETOURNEE_EN_PARTIE', paiements: [] },
      },
      annulation: {
        ...{ __typename: 'Annulation', id: '01990000-0000-7000-8000-000000000002' },
        numero: '1-1-R000003',
        remboursements: [
          {
            ...{ __typename: 'Remboursement', place: 0, montant: 1150, rang: 0 },
            motifRefus: 'carte_expiree',
          },
        ],
      },
      historique: [
        {
          ...{ __typename: 'EssaiDossier', instant: '2026-11-27T14:32:01.000Z' },
          ...{ participant: 'terminal', statut: 'INCONNU', detail: 'SERVICE_INDISPONIBLE' },
        },
        {
          ...{ __typename: 'EssaiDossier', instant: '2026-11-27T14:32:04.000Z' },
          ...{ participant: 'terminal', statut: 'REFUSE', detail: 'carte_expiree' },
        },
      ],
    },
    {
      ...{ __typename: 'Dossier', id: 'd2', type: 'VENTE', place: null, essais: 12, magasin },
      ...{ ouvertLe: '2026-11-27T13:05:00.000Z', participant: 'terminal' },
      ...{ prochainEssai: '2026-11-27T14:40:00.000Z', annulation: null, historique: [] },
      vente: {
        ...{ __typename: 'Vente', id: VENTE.replace(/1$/, '3'), numero: null, total: 230 },
        statut: 'EN_COMPENSATION',
        paiements: [
          { __typename: 'Paiement', mode: 'CARTE', montant: 100 },
          { __typename: 'Paiement', mode: 'CARTE', montant: 130 },
        ],
      },
    },
    {
      ...{ __typename: 'Dossier', id: 'd3', type: 'RETOUR', place: null, essais: 14, magasin },
      ...{ ouvertLe: '2026-11-27T12:10:00.000Z', participant: 'terminal', annulation: null },
      prochainEssai: '2026-11-27T14:41:00.000Z',
      vente: {
        ...{ __typename: 'Vente', id: VENTE.replace(/1$/, '4'), numero: '1-1-000009', total: 460 },
        statut: 'EN_ANNULATION',
        paiements: [{ __typename: 'Paiement', mode: 'CARTE', montant: 460 }],
      },
      historique: [
        {
          ...{ __typename: 'EssaiDossier', instant: '2026-11-27T12:10:01.000Z' },
          ...{ participant: 'terminal', statut: 'INCONNU', detail: 'SANS_REPONSE' },
        },
      ],
    },
  ].map((node) => ({ __typename: 'DossierEdge', cursor: node.id, node })),
};
