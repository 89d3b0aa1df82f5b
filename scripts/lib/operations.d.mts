/** The manifest of a client: each operation by the SHA-256 of its text, as that client sends it. */
export function manifestOf(documents: Record<string, unknown>): Record<string, string>;
