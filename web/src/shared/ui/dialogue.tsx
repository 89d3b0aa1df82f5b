import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialogue.module.css';

type Props = {
  titre: string;
  large?: boolean;
  /** Called for Escape and for the cross; leave it out while closing would lose something. */
  surFermeture?: () => void;
  children: ReactNode;
};

/**
 * A modal on the native dialog element: the browser keeps the focus inside and gives it back.
 * The control marked `data-premier` has the focus first.
 */
export function Dialogue({ titre, large = false, surFermeture, children }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const titreId = useId();

  useEffect(() => {
    const dialogue = ref.current;
    dialogue?.showModal();
    // React's autoFocus runs before the dialog is open, too early to count.
    dialogue?.querySelector<HTMLElement>('[data-premier]')?.focus();
    return () => dialogue?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titreId}
      className={`${styles.dialogue} ${large ? styles.large : ''}`}
      onCancel={(evenement) => {
        evenement.preventDefault();
        surFermeture?.();
      }}
      onKeyDown={(evenement) => {
        evenement.stopPropagation();
        // A key that is still held from the page before decides nothing here.
        if (evenement.key === 'Enter' && evenement.repeat) evenement.preventDefault();
        // Left to itself, Chromium closes at the second Escape what refused the first.
        if (evenement.key === 'Escape' && !evenement.defaultPrevented) {
          evenement.preventDefault();
          surFermeture?.();
        }
      }}
    >
      <header className={styles.tete}>
        <h2 id={titreId}>{titre}</h2>
        {surFermeture && (
          <button
            type="button"
            className={styles.croix}
            onClick={surFermeture}
            aria-label={t('commun.fermer')}
          >
            <X aria-hidden size={22} />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
