import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './paiement.module.css';
import type { ComptantInvraisemblable } from './repartition.ts';

type Props = ComptantInvraisemblable & { surCorrection: () => void };

/** Asked before cash is sent that nobody hands over, and that the server would refuse. */
export function QuestionComptant({ recu, du, maximum, surCorrection }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  return (
    <Dialogue titre={t('paiement.douteTitre')} surFermeture={surCorrection}>
      <div className={styles.question}>
        <p>{t('paiement.doute', { recu: argent(recu), du: argent(du) })}</p>
        <p>{t('paiement.douteMaximum', { maximum: argent(maximum) })}</p>
        <div className={styles.actions}>
          <Bouton ton="plein" taille="grande" data-premier onClick={surCorrection}>
            {t('paiement.douteNon')}
          </Bouton>
        </div>
      </div>
    </Dialogue>
  );
}
