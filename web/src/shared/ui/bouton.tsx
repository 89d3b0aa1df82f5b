import type { ButtonHTMLAttributes } from 'react';
import styles from './bouton.module.css';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  ton?: 'plein' | 'payer' | 'contour' | 'discret' | 'danger';
  taille?: 'normale' | 'grande';
  'data-premier'?: boolean;
};

/** The one button of the application; `payer` is kept for what takes money. */
export function Bouton({ ton = 'contour', taille = 'normale', className = '', ...reste }: Props) {
  const classes = [styles.bouton, styles[ton], styles[taille], className].filter(Boolean).join(' ');
  return <button type="button" {...reste} className={classes} />;
}
