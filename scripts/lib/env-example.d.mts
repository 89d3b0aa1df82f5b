export interface Field {
  description?: string | undefined;
  safeParse(value: unknown): { success: boolean; data?: unknown };
}

export interface Schema {
  shape: Record<string, Field>;
}

export function envExample(schemas: Record<string, Schema>): string;
