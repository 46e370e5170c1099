export interface RedisServer {
  url: string;
  port: number;
  pid: number;
  /** Ends the process at once, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
}
/** A real redis-server in memory only, on a port of its own. */
export function startRedis(options?: { port?: number; folder?: string }): Promise<RedisServer>;
