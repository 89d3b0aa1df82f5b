import { useEffect, useState } from 'react';

/** Counts down from the seconds it is given: what is left, and how to start it (0 stops it). */
export function useDelai(): [reste: number, attendre: (secondes: number) => void] {
  const [fin, fixer] = useState<number | null>(null);
  const [reste, compter] = useState(0);

  useEffect(() => {
    if (fin === null) return;
    const minuterie = setInterval(() => {
      const restant = Math.max(0, Math.ceil((fin - performance.now()) / 1_000));
      compter(restant);
      if (restant === 0) fixer(null);
    }, 250);
    return () => clearInterval(minuterie);
  }, [fin]);

  const attendre = (secondes: number) => {
    compter(Math.max(0, secondes));
    fixer(secondes > 0 ? performance.now() + secondes * 1_000 : null);
  };
  return [reste, attendre];
}
