import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { RefreshSessionDocument, SignInDocument, SignOutDocument, type TokensFragment, type TypedDocumentString } from './gql/graphql.js';

export interface ApiError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; reason?: string; id?: string };
}

/** The server answered with GraphQL errors, or closed the socket for a reason. Refusals of mutations are data, not this. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly errors: readonly ApiError[],
    readonly status: number,
  ) {
    super(errors.map((error) => error.message).join('; '));
  }

  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}

/** How long before its end an access token is renewed. */
const refreshAheadMs = 60_000;

/** Talks to a Sluice server: typed operations over HTTP, subscriptions over graphql-ws, tokens renewed as needed. */
export class SluiceClient {
  private tokens: TokensFragment | null = null;
  private personalToken: string | null = null;
  private refreshing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private socket: Client | null = null;

  /** `address` without a path: http://127.0.0.1:4000. */
  constructor(readonly address: string) {}

  get accessToken(): string | null {
    return this.personalToken ?? this.tokens?.accessToken ?? null;
  }

  async signIn(name: string, password: string): Promise<this> {
    const { signIn } = await this.send(SignInDocument, { input: { name, password } }, null);
    if (!signIn.credentials) throw new ApiFailure(signIn.userErrors.map(({ code, message }) => ({ message, extensions: { code } })), 200);
    this.keep(signIn.credentials);
    return this;
  }

  /** From now on as the user of a personal token, "slu_…": nothing is to be renewed, and mutations that need a session are refused. */
  useToken(personalToken: string): this {
    this.keep(null);
    this.personalToken = personalToken;
    return this;
  }

  async signOut(): Promise<void> {
    await this.execute(SignOutDocument);
    this.keep(null);
  }

  async execute<Result, Variables>(document: TypedDocumentString<Result, Variables>, ...[variables]: VariablesOf<Variables>): Promise<Result> {
    await this.renew();
    return this.send(document, variables ?? {}, this.accessToken);
  }

  /** Values as they come. It ends when the server completes it, and throws when the server refuses it or closes the socket for good. */
  async *subscribe<Result, Variables>(document: TypedDocumentString<Result, Variables>, ...[variables]: VariablesOf<Variables>): AsyncGenerator<Result, void, void> {
    const results = this.open().iterate<Result>({ query: document.toString(), variables: (variables ?? {}) as Record<string, unknown> });
    for await (const { data, errors } of results) {
      if (errors) throw new ApiFailure(errors as readonly ApiError[], 200);
      yield data as Result;
    }
  }

  /** Ends the subscriptions. The session stays: sign out to end it. */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.socket?.dispose();
    this.socket = null;
  }

  /** Trades the refresh token now. Several callers at once share one trade: the second use of a refresh token would end the session. */
  refresh(): Promise<void> {
    this.refreshing ??= this.trade().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  private async trade(): Promise<void> {
    if (!this.tokens) return;
    const { refreshSession } = await this.send(RefreshSessionDocument, { input: { refreshToken: this.tokens.refreshToken } }, null);
    this.keep(refreshSession.credentials ?? null);
    if (!refreshSession.credentials) throw new ApiFailure([{ message: 'The session has ended', extensions: { code: 'UNAUTHENTICATED' } }], 401);
  }

  private async renew(): Promise<void> {
    if (this.refreshing) return this.refreshing;
    if (this.tokens && Date.parse(this.tokens.accessTokenExpiresAt) - Date.now() < refreshAheadMs) await this.refresh();
  }

  /** A session with open subscriptions has to be renewed although nothing is asked: its sockets live as long as its newest token. */
  private keep(tokens: TokensFragment | null): void {
    this.tokens = tokens;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!tokens) return;
    const inMs = Math.max(1_000, Date.parse(tokens.accessTokenExpiresAt) - Date.now() - refreshAheadMs);
    this.timer = setTimeout(() => void this.refresh().catch(() => undefined), inMs);
    this.timer.unref();
  }

  private async send<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: unknown, token: string | null): Promise<Result> {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const text = await response.text();
    const answer = parse(text);
    if (!answer) throw new ApiFailure([{ message: `HTTP ${response.status}: ${text.slice(0, 200)}` }], response.status);
    if (answer.errors) throw new ApiFailure(answer.errors, response.status);
    return answer.data as Result;
  }

  private open(): Client {
    this.socket ??= createClient({
      url: `${this.address.replace(/^http/, 'ws')}/graphql`,
      connectionParams: async () => {
        await this.renew();
        return this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {};
      },
      // A server that starts again is back in seconds; each attempt costs next to nothing.
      retryAttempts: 200,
      retryWait: () => sleep(300),
      // 4403 is a matter of the token: a fresh one is tried once per attempt, but without a session there is nothing to try.
      shouldRetry: (event) => this.accessToken !== null && (event as { code?: number }).code !== 4403,
    });
    return this.socket;
  }
}

type VariablesOf<Variables> = Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

function parse(text: string): { data?: unknown; errors?: ApiError[] } | null {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: ApiError[] };
  } catch {
    return null;
  }
}
