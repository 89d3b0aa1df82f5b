import { Banknote, CreditCard, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ecrireMontant, lireMontant } from '../../shared/format/argent.ts';
import { Champ } from '../../shared/ui/champ.tsx';
import styles from './paiement.module.css';
import type { Versement } from './repartition.ts';
import type { ActionVersements } from './versements.ts';

type Props = {
  versement: Versement;
  /** 1 for the first tender of its mode: the second one's label carries its number. */
  rang: number;
  /** What the tender stands for while its field is empty, in cents. */
  propose: number | null;
  seul: boolean;
  premier: boolean;
  agir: (action: ActionVersements) => void;
};

export function LigneVersement({ versement, rang, propose, seul, premier, agir }: Props) {
  const { t } = useTranslation();
  const { cle, mode, saisie } = versement;
  const Icone = mode === 'CARTE' ? CreditCard : Banknote;
  const nom = mode === 'CARTE' ? t('paiement.montantCarte') : t('paiement.montantRecu');
  const suffixe = rang > 1 ? ` ${rang}` : '';
  const illisible = saisie.trim() !== '' && lireMontant(saisie) === null;
  return (
    <div className={styles.versement}>
      <Icone aria-hidden size={28} />
      <Champ
        libelle={`${nom}${suffixe}`}
        inputMode="decimal"
        value={saisie}
        placeholder={propose === null ? undefined : ecrireMontant(propose)}
        erreur={illisible ? t('paiement.illisible') : null}
        data-premier={premier || undefined}
        onChange={(evenement) => agir({ type: 'saisir', cle, saisie: evenement.target.value })}
        className={styles.montant}
      />
      {!seul && (
        <button
          type="button"
          aria-label={`${t(`paiement.retirer${mode}`)}${suffixe}`}
          onClick={() => agir({ type: 'retirer', cle })}
        >
          <X aria-hidden size={20} />
        </button>
      )}
    </div>
  );
}
