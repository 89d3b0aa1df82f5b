import { skipToken, useQuery } from '@apollo/client/react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './a-traiter.module.css';
import { useConvertir } from './mutations.ts';

const TIROIRS = graphql(/* GraphQL */ `
  query TiroirsOuverts($magasinId: ID!) {
    magasin(id: $magasinId) {
      id
      caisses {
        id
        numero
        sessionOuverte {
          id
        }
      }
    }
  }
`);

type Props = {
  remboursement: { annulationId: string; place: number };
  magasinId: string | null;
  surPaye: () => void;
  surPanne: (panne: Panne) => void;
  surAbandon: () => void;
};

/** Pays in cash what a card refuses: out of which drawer, since its count must agree at closing. */
export function PayerComptant({ remboursement, magasinId, surPaye, surPanne, surAbandon }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(TIROIRS, magasinId ? { variables: { magasinId } } : skipToken);
  const [choisie, choisir] = useState<string | null>(null);
  const [refus, refuser] = useState<string | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [convertir, enCours] = useConvertir();
  const tiroirs = (data?.magasin?.caisses ?? []).flatMap(({ numero, sessionOuverte }) =>
    sessionOuverte ? [{ numero, sessionId: sessionOuverte.id }] : [],
  );
  const sessionCaisseId = choisie ?? tiroirs[0]?.sessionId ?? '';

  const payer = async () => {
    const input = { ...remboursement, sessionCaisseId: sessionCaisseId || null };
    const issue = await convertir({ input });
    tomber(issue.sorte === 'panne' ? issue.panne : null);
    if (issue.sorte === 'panne') return surPanne(issue.panne);
    if (issue.resultat.__typename === 'RemboursementReussi') return surPaye();
    refuser(issue.resultat.message);
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void payer();
  };
  return (
    <Dialogue titre={t('dossiers.payerComptant')} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire}>
        <Choix
          libelle={t('dossiers.tiroir')}
          value={sessionCaisseId}
          onChange={({ target }) => choisir(target.value)}
        >
          {tiroirs.map(({ numero, sessionId }) => (
            <option key={sessionId} value={sessionId}>
              {t('dossiers.caisse', { numero })}
            </option>
          ))}
          <option value="">{t('dossiers.aucunTiroir')}</option>
        </Choix>
        {refus && <Alerte>{refus}</Alerte>}
        {panne && <PanneAlerte panne={panne} />}
        <div className={styles.actions}>
          <Bouton ton="discret" onClick={surAbandon}>
            {t('commun.annuler')}
          </Bouton>
          <Bouton ton="plein" taille="grande" type="submit" disabled={enCours}>
            {t('dossiers.payerComptant')}
          </Bouton>
        </div>
      </form>
    </Dialogue>
  );
}
