import type { SluiceClient } from '../client/SluiceClient.js';
import type { TypedDocumentString } from '../client/gql/graphql.js';

interface Refusable {
  userErrors: readonly { code: string; message: string; field: readonly string[] }[];
}

/** Runs a mutation whose refusal would end the demonstration: answers its payload, or throws with the words of the refusal. */
export async function act<Name extends string, P extends Refusable, Variables>(
  client: SluiceClient,
  document: TypedDocumentString<Record<Name, P>, Variables>,
  variables: Variables,
): Promise<P> {
  const result = (await client.execute(document as TypedDocumentString<Record<string, P>, Record<string, unknown>>, variables as Record<string, unknown>)) as Record<string, P>;
  const payload = Object.values(result)[0]!;
  const [error] = payload.userErrors;
  if (error) throw new Error(`${error.code}: ${error.message}${error.field.length > 0 ? ` (${error.field.join('.')})` : ''}`);
  return payload;
}

interface Page<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** All nodes of a connection, page by page. */
export async function all<Node>(page: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo } = await page(after);
    nodes.push(...edges.map((edge) => edge.node));
    if (!pageInfo.hasNextPage) return nodes;
    after = pageInfo.endCursor!;
  }
}
