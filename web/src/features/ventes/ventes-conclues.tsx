import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import type { ReconnaitreVenteMutation } from '../../shared/api/generated/graphql.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './ventes-conclues.module.css';

const CONCLUES = graphql(/* GraphQL */ `
  query VentesConclues($magasinId: ID!, $caisseId: ID!) {
    ventesConcluesSansCaisse(magasinId: $magasinId, caisseId: $caisseId) {
      id
      numero
      dateHeure
      total
      lignes {
        nomProduit
        quantite
      }
    }
  }
`);

const RECONNAITRE = graphql(/* GraphQL */ `
  mutation ReconnaitreVente($input: ReconnaitreVenteInput!) {
    reconnaitreVente(input: $input) {
      __typename
      ... on ReconnaissanceReussie {
        vente {
          id
        }
      }
      ... on VenteIntrouvable {
        code
        message
      }
    }
  }
`);

const choisir = (data: ReconnaitreVenteMutation) => data.reconnaitreVente;

/** The sales that the system made while this till did not answer: the first thing that is seen when it is used again. */
export function VentesConclues({ magasinId, caisseId }: { magasinId: string; caisseId: string }) {
  const { t } = useTranslation();
  const { argent, dateHeure } = useFormat();
  const { data } = useQuery(CONCLUES, {
    variables: { magasinId, caisseId },
    fetchPolicy: 'network-only',
  });
  const [reconnaitre, enCours] = useEnvoi(RECONNAITRE, choisir);
  const [vues, marquer] = useState<ReadonlySet<string>>(new Set());
  const [panne, tomber] = useState<Panne | null>(null);
  const ventes = (data?.ventesConcluesSansCaisse ?? []).filter(({ id }) => !vues.has(id));
  if (ventes.length === 0) return null;

  const voir = async (venteId: string) => {
    const issue = await reconnaitre({ input: { venteId } });
    tomber(issue.sorte === 'panne' ? issue.panne : null);
    if (issue.sorte === 'reponse') marquer((deja) => new Set([...deja, venteId]));
  };
  return (
    <Dialogue titre={t('conclues.titre')}>
      <div className={styles.conclues}>
        <p>{t('conclues.explication')}</p>
        <ul>
          {ventes.map(({ id, numero, dateHeure: quand, total, lignes }) => (
            <li key={id}>
              <div>
                <strong>
                  {numero} · {argent(total)}
                </strong>
                <span>{dateHeure(quand)}</span>
                <span>
                  {lignes
                    .map(({ nomProduit, quantite }) => `${quantite} × ${nomProduit}`)
                    .join(', ')}
                </span>
              </div>
              <Bouton
                ton="plein"
                disabled={enCours}
                aria-label={t('conclues.vueNumero', { numero: numero ?? '—' })}
                onClick={() => void voir(id)}
              >
                {t('conclues.vue')}
              </Bouton>
            </li>
          ))}
        </ul>
        {panne && <PanneAlerte panne={panne} />}
      </div>
    </Dialogue>
  );
}
