import { once } from 'node:events';
import net from 'node:net';

/** A TCP connection on which a test writes what it likes. */
export class RawSocket {
  received = '';
  /** Milliseconds from the connection to its end, whoever ended it. */
  readonly ended: Promise<number>;

  private constructor(private readonly socket: net.Socket) {
    const began = performance.now();
    socket.on('data', (data) => (this.received += data.toString('latin1')));
    // ECONNRESET is an end like another.
    socket.on('error', () => {});
    this.ended = new Promise((resolve) => socket.once('close', () => resolve(performance.now() - began)));
  }

  static async open(address: string, localAddress?: string): Promise<RawSocket> {
    const { hostname: host, port } = new URL(address);
    const socket = net.connect({ host, port: Number(port), ...(localAddress ? { localAddress } : {}) });
    await once(socket, 'connect');
    return new RawSocket(socket);
  }

  write(text: string | Buffer): void {
    if (this.socket.writable) this.socket.write(text);
  }

  /** Writes a character of it now and then, until the connection ends or the text does. */
  async drip(text: string, everyMs: number): Promise<void> {
    for (const character of text) {
      if (!this.socket.writable) return;
      this.socket.write(character);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }

  async answered(): Promise<string> {
    while (!this.received.includes('\r\n\r\n') && !this.socket.destroyed) await new Promise((resolve) => setTimeout(resolve, 5));
    return this.received;
  }

  close(): void {
    this.socket.destroy();
  }
}
