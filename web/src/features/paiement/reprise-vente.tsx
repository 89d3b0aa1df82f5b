import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Panne } from '../../shared/api/panne.ts';
import type { VenteEnAttente } from '../../shared/caisse/etat-caisse.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './paiement.module.css';
import { PAUSE_MS, type IssueEncaissement } from './use-encaissement.ts';

/** Pauses before the next questions; the last one is repeated. */
const PAUSES_MS = [1_000, 2_000, 3_000, PAUSE_MS];

type Props = {
  attente: VenteEnAttente;
  enCours: boolean;
  /** What went wrong a moment ago; null when the page has just been opened on a pending sale. */
  panne: Panne | null;
  reprendre: (vente: VenteEnAttente) => Promise<IssueEncaissement | null>;
  abandonner: (vente: VenteEnAttente) => Promise<IssueEncaissement | null>;
  surIssue: (issue: IssueEncaissement) => void;
};

/**
 * A sale whose answer never came. It cannot be left: until it is known whether the money was taken, the same sale is
 * asked about again, by itself.
 */
export function RepriseVente({ attente, enCours, panne: premiere, ...suites }: Props) {
  const { reprendre, abandonner, surIssue } = suites;
  const { t } = useTranslation();
  const { argent, heure } = useFormat();
  const [panne, tomber] = useState<Panne | null>(premiere);
  const [abandon, marquerAbandon] = useState(false);
  const [essais, compter] = useState(premiere ? 1 : 0);

  const conclure = (issue: IssueEncaissement | null) => {
    if (issue?.sorte === 'attente') {
      tomber(issue.panne);
      compter((nombre) => nombre + 1);
    } else if (issue) surIssue(issue);
  };
  const essayer = async () => conclure(await reprendre(attente));
  const renoncer = async () => {
    marquerAbandon(true);
    const issue = await abandonner(attente);
    marquerAbandon(false);
    conclure(issue);
  };
  const redemander = useEffectEvent(() => void essayer());
  useEffect(() => {
    const pause = essais === 0 ? 0 : (PAUSES_MS[essais - 1] ?? PAUSE_MS);
    const minuterie = setTimeout(() => redemander(), pause);
    return () => clearTimeout(minuterie);
  }, [essais]);

  return (
    <Dialogue titre={t('reprise.titre')}>
      <div className={styles.reprise}>
        <p>{t('reprise.explication')}</p>
        <dl className={styles.connu} aria-label={t('reprise.connu')}>
          {attente.total !== undefined && (
            <div>
              <dt>{t('taxes.total')}</dt>
              <dd>{argent(attente.total)}</dd>
            </div>
          )}
          {attente.paiements.map(({ mode, montant }, rang) => (
            <div key={rang}>
              <dt>{t(`mode.${mode}`)}</dt>
              <dd>{argent(montant)}</dd>
            </div>
          ))}
          {attente.debut && (
            <div>
              <dt>{t('reprise.debut')}</dt>
              <dd>{heure(attente.debut)}</dd>
            </div>
          )}
        </dl>
        {panne ? (
          <PanneAlerte panne={panne} />
        ) : (
          <Alerte ton="avis">{t(essais === 0 ? 'reprise.enCours' : 'reprise.pasFinie')}</Alerte>
        )}
        <p className={styles.essais}>{t('reprise.essais', { count: essais })}</p>
        <div className={styles.choix}>
          <Bouton
            ton="payer"
            taille="grande"
            data-premier
            disabled={enCours}
            onClick={() => void essayer()}
          >
            {t(enCours ? 'reprise.enCours' : 'commun.reessayer')}
          </Bouton>
          <Bouton taille="grande" disabled={abandon} onClick={() => void renoncer()}>
            {t('reprise.abandonner')}
          </Bouton>
        </div>
        <p className={styles.essais}>{t('reprise.abandonAide')}</p>
      </div>
    </Dialogue>
  );
}
