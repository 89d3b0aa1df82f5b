import { createServer, type AddressInfo } from 'node:net';

/** Different loopback ports that are free at this moment. */
export async function portsLibres(nombre: number): Promise<number[]> {
  const serveurs = Array.from({ length: nombre }, () => createServer());
  // All are held at once, so that no two are the same.
  await Promise.all(
    serveurs.map((s) => new Promise<void>((resolve) => s.listen(0, '127.0.0.1', resolve))),
  );
  const ports = serveurs.map((s) => (s.address() as AddressInfo).port);
  await Promise.all(serveurs.map((s) => new Promise((resolve) => s.close(resolve))));
  return ports;
}
