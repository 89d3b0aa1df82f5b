import { useId, type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes } from 'react';
import styles from './champ.module.css';

type Commun = { libelle: string; erreur?: string | null; aide?: string };
type Props = Commun &
  InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement>; 'data-premier'?: boolean };

function useLiens(erreur?: string | null, aide?: string) {
  const id = useId();
  const noteId = `${id}-note`;
  return { id, noteId, decrit: erreur || aide ? noteId : undefined };
}

function Note({ id, erreur, aide }: { id: string; erreur?: string | null; aide?: string }) {
  if (!erreur && !aide) return null;
  return (
    <span
      id={id}
      className={erreur ? styles.erreur : styles.aide}
      role={erreur ? 'alert' : undefined}
    >
      {erreur || aide}
    </span>
  );
}

/** A labelled input, with its error or its hint underneath. */
export function Champ({ libelle, erreur, aide, className = '', ...reste }: Props) {
  const { id, noteId, decrit } = useLiens(erreur, aide);
  return (
    <div className={`${styles.champ} ${className}`} data-type={reste.type}>
      <label htmlFor={id}>{libelle}</label>
      <input
        autoComplete="off"
        {...reste}
        id={id}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={decrit}
        className={styles.saisie}
      />
      <Note id={noteId} erreur={erreur} aide={aide} />
    </div>
  );
}

/** The same for several lines of text. */
export function ChampTexte({
  libelle,
  erreur,
  aide,
  ...reste
}: Commun & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { id, noteId, decrit } = useLiens(erreur, aide);
  return (
    <div className={styles.champ}>
      <label htmlFor={id}>{libelle}</label>
      <textarea
        rows={3}
        {...reste}
        id={id}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={decrit}
        className={styles.saisie}
      />
      <Note id={noteId} erreur={erreur} aide={aide} />
    </div>
  );
}
