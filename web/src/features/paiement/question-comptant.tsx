import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './paiement.module.css';

type Props = { recu: number; du: number; surOui: () => void; surNon: () => void };

/** Asked before cash is taken that nobody hands over; the key that pays corrects it. */
export function QuestionComptant({ recu, du, surOui, surNon }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  return (
    <Dialogue titre={t('paiement.douteTitre')} surFermeture={surNon}>
      <div className={styles.question}>
        <p>{t('paiement.doute', { recu: argent(recu), du: argent(du) })}</p>
        <div className={styles.actions}>
          <Bouton onClick={surOui}>{t('paiement.douteOui', { recu: argent(recu) })}</Bouton>
          <Bouton ton="plein" data-premier onClick={surNon}>
            {t('paiement.douteNon')}
          </Bouton>
        </div>
      </div>
    </Dialogue>
  );
}
