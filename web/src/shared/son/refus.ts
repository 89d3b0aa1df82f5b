let contexte: AudioContext | null = null;

/** Two low tones: a product was not taken. Heard by who looks at the goods and not at the screen. */
export function sonnerRefus(): void {
  try {
    contexte ??= new AudioContext();
    void contexte.resume();
    for (const debut of [0, 0.18]) {
      const son = contexte.createOscillator();
      const volume = contexte.createGain();
      son.type = 'square';
      son.frequency.value = 220;
      volume.gain.setValueAtTime(0.2, contexte.currentTime + debut);
      volume.gain.exponentialRampToValueAtTime(0.001, contexte.currentTime + debut + 0.14);
      son.connect(volume).connect(contexte.destination);
      son.start(contexte.currentTime + debut);
      son.stop(contexte.currentTime + debut + 0.15);
    }
  } catch {
    // A machine without sound still shows what was refused.
  }
}
