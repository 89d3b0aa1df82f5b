import { useEffect, useState } from 'react';

/** The value, once it has stopped changing for `ms` milliseconds. */
export function useRetarde(valeur: string, ms: number): string {
  const [retardee, fixer] = useState(valeur);
  useEffect(() => {
    const minuterie = setTimeout(() => fixer(valeur), ms);
    return () => clearTimeout(minuterie);
  }, [valeur, ms]);
  return retardee;
}
