export function openFilesFault(limits: string): string | null;
export function ownLimits(): string;
