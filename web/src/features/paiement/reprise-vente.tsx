import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Panne } from '../../shared/api/panne.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './paiement.module.css';
import type { IssueEncaissement } from './use-encaissement.ts';
import type { VenteEnAttente } from './vente-en-attente.ts';

type Props = {
  attente: VenteEnAttente;
  enCours: boolean;
  /** What went wrong a moment ago; null when the page has just been opened on a pending sale. */
  panne: Panne | null;
  reprendre: (vente: VenteEnAttente) => Promise<IssueEncaissement | null>;
  surIssue: (issue: IssueEncaissement) => void;
};

/**
 * A sale whose answer never came. It cannot be left: until it is known whether the money was taken,
 * the only way on is to ask again, with the same sale.
 */
export function RepriseVente({ attente, enCours, panne: premiere, reprendre, surIssue }: Props) {
  const { t } = useTranslation();
  const [panne, tomber] = useState<Panne | null>(premiere);
  const lancee = useRef(false);

  const essayer = async () => {
    tomber(null);
    const issue = await reprendre(attente);
    if (issue?.sorte === 'attente') tomber(issue.panne ?? { sorte: 'serveur' });
    else if (issue) surIssue(issue);
  };

  useEffect(() => {
    if (lancee.current || premiere) return;
    lancee.current = true;
    void essayer();
    // Only once, when the page opens on a pending sale.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <Dialogue titre={t('reprise.titre')}>
      <div className={styles.reprise}>
        <p>{t('reprise.explication')}</p>
        {panne && !enCours && <PanneAlerte panne={panne} />}
        {enCours && <Alerte ton="avis">{t('reprise.enCours')}</Alerte>}
        <Bouton
          ton="payer"
          taille="grande"
          data-premier
          disabled={enCours}
          onClick={() => void essayer()}
        >
          {t('commun.reessayer')}
        </Bouton>
      </div>
    </Dialogue>
  );
}
